import type { Found } from './found.ts'

/** A day or a month as it was said, maybe without its year. */
export type Said = { year?: number | undefined; month: number; day?: number }

const JOINER = /^\.?\s*(?:([-–]|to|until|till|through|au|a|jusqu['’]au?)|[/,&]|and|or|et|ou)\s*(?:(?:the|on|le)\s+)?$/u

/**
 * "du 15 septembre au 14 octobre 2025", "mars et avril 2025": a year said once, at the end, counts for what is joined before it.
 * "15 December to 14 January 2026" begins in the year before; what is merely listed out of order ("20 November and
 * 15 January 2026") has a year of its own.
 * @param folded the text that the ranges of `inOrder` belong to.
 */
export function borrowYears(folded: string, inOrder: readonly Found<Said>[]): Found<Said>[] {
	let next: Found<Said> | undefined
	const reversed = inOrder.toReversed().map((one) => {
		const year = one.value.year ?? (next && borrowed(one.value, next.value, folded.slice(one.end, next.start)))
		next = { ...one, value: { ...one.value, year } }
		return next
	})
	return reversed.toReversed()
}

function borrowed(one: Said, next: Said, between: string): number | undefined {
	const joiner = JOINER.exec(between)
	if (joiner === null || next.year === undefined) return undefined
	if (one.month <= next.month) return next.year
	return joiner[1] === undefined ? undefined : next.year - 1
}
