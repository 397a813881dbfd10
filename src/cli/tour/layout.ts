import type { styleText } from 'node:util'

export type Style = Parameters<typeof styleText>[0]

/** A piece of text with its look. */
export interface Span {
	readonly text: string
	readonly style?: Style | undefined
}

/** A line on the screen. */
export type Line = readonly Span[]

/** How many columns a line takes. */
export function widthOf(line: Line): number {
	return line.reduce((sum, { text }) => sum + columns(text), 0)
}

/** Columns of a text: wide signs and emoji take two, joined ones are counted as one sign. */
export function columns(text: string): number {
	return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].reduce(
		(sum, { segment }) =>
			sum +
			(/\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(segment) ? 2 : 1),
		0,
	)
}

/** Breaks spans into lines of at most `width` columns, at spaces that may break; longer words are cut. Line breaks are kept. */
export function wrap(spans: Line, width: number): Line[] {
	const lines: Span[][] = [[]]
	let used = 0
	const next = () => {
		lines.push([])
		used = 0
	}
	const put = (text: string, style: Style | undefined) => {
		const line = lines.at(-1)
		const last = line?.at(-1)
		if (last !== undefined && last.style === style) line?.splice(-1, 1, { text: last.text + text, style })
		else line?.push({ text, style })
		used += columns(text)
	}
	for (const { text, style } of spans) {
		for (const [index, part] of text.split('\n').entries()) {
			if (index > 0) next()
			for (const word of part.split(/(?<= )/u)) placeWord(word, style)
		}
	}
	return lines.map(withoutEndSpace)

	function placeWord(word: string, style: Style | undefined): void {
		let rest = word
		if (used > 0 && used + columns(rest.trimEnd()) > width) next()
		while (columns(rest.trimEnd()) > width) {
			put(rest.slice(0, width), style)
			rest = rest.slice(width)
			next()
		}
		put(rest, style)
	}
}

function withoutEndSpace(line: Span[]): Line {
	const last = line.at(-1)
	return last === undefined ? line : [...line.slice(0, -1), { ...last, text: last.text.replace(/ +$/u, '') }]
}

/** `**bold**` of Markdown as spans. */
export function markdown(text: string, style?: Style): Line {
	return text
		.replace(/^[-*] /gmu, '• ')
		.split(/(\*\*[^*]+\*\*)/u)
		.filter((part) => part !== '')
		.map((part): Span => (part.startsWith('**') ? { text: part.slice(2, -2), style: 'bold' } : { text: part, style }))
}
