import { headingOf, linesOf } from './markdown-lines.ts'

/** The anchor of a heading, as Markdown viewers make it: `## Où payer ?` -> `où-payer-`. */
export function headingSlug(heading: string): string {
	return heading
		.trim()
		.toLowerCase()
		.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
		.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
		.replace(/\s/gu, '-')
}

/** The anchors of all headings of a Markdown text; a heading that comes twice gets `-1`, `-2`, ... */
export function headingSlugs(markdown: string): Set<string> {
	const slugs = new Set<string>()
	const counts = new Map<string, number>()
	for (const { line, isCode } of linesOf(markdown)) {
		const heading = isCode ? undefined : headingOf(line)
		if (heading === undefined) continue
		const slug = headingSlug(heading)
		const count = counts.get(slug) ?? 0
		counts.set(slug, count + 1)
		slugs.add(count === 0 ? slug : `${slug}-${count}`)
	}
	return slugs
}
