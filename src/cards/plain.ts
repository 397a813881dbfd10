import type { Fact } from './ticket-words.ts'

const INVISIBLE = '\u200b'
const HAIR_SPACE = '\u200a'

/**
 * Somebody's words for a place that is read as Markdown (`TextBlock`, `FactSet`): they show as they were written, and no link,
 * picture or emphasis comes of them, also in readers that know no backslash escapes.
 */
export function plain(words: string): string {
	return words
		.replace(/[[\]<]/gu, (sign) => `${sign}${INVISIBLE}`)
		.replace(/(?<![\p{L}\p{N}])[*_~]+|[*_~]+(?![\p{L}\p{N}])/gu, (run) => `${HAIR_SPACE}${run}${HAIR_SPACE}`)
}

/** Facts for a `FactSet`. */
export function plainFacts(facts: readonly Fact[]): Fact[] {
	return facts.map(({ title, value }) => ({ title, value: plain(value) }))
}
