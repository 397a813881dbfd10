const FENCE = /^\s*(`{3,}|~{3,})(.*)$/u
const HEADING = /^ {0,3}#{1,6}\s([\s\S]*)$/u

/** The lines of a Markdown text, and whether each belongs to a code block; the lines around the code do. */
export function linesOf(markdown: string): { readonly line: string; readonly isCode: boolean }[] {
	let open: string | undefined
	return markdown.split(/\r?\n/u).map((line) => {
		const [, marks = '', rest = ''] = FENCE.exec(line) ?? []
		const isCode = open !== undefined || opens(marks, rest)
		if (open === undefined) open = isCode ? marks : undefined
		else if (marks.startsWith(open) && rest.trim() === '') open = undefined
		return { line, isCode }
	})
}

/** Not what stands in one line: ```` ```code``` ````. */
function opens(marks: string, rest: string): boolean {
	return marks !== '' && !(marks.startsWith('`') && rest.includes('`'))
}

/** What a heading says, without the signs that may close it; undefined for any other line. */
export function headingOf(line: string): string | undefined {
	const text = HEADING.exec(line)?.[1]?.trimEnd() ?? ''
	let end = text.length
	// Counted, as a pattern would begin again at each sign of a long row.
	while (text[end - 1] === '#') end -= 1
	return text.slice(0, end).trim() || undefined
}
