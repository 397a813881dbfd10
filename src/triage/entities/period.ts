import { addMonths, fullYear, isoMonth, yearOf } from './calendar.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { ANY_MONTH, FULL_MONTH, monthOf } from './months.ts'

const EDGE = String.raw`(?<![\p{L}\p{N}/.-])`
const END = String.raw`(?![\p{L}\p{N}])`

const ISO = /(?<![\p{N}/-])(20\d\d)[-/](0[1-9]|1[0-2])(?![\p{N}/-])/gu
const NUMERIC = /(?<![\p{N}/.-])(0?[1-9]|1[0-2])[/-](20\d\d)(?![\p{N}/-])/gu
const NAMED = new RegExp(`${EDGE}(${ANY_MONTH})\\.?(?:\\s+(?:of\\s+|de\\s+)?|[-/])(20\\d\\d|['’]\\d\\d)${END}`, 'gu')
const BARE = new RegExp(`${EDGE}(${FULL_MONTH})${END}`, 'gu')
const RELATIVE: readonly (readonly [RegExp, number])[] = [
	[
		new RegExp(
			`${EDGE}(?:(?:the\\s+)?(?:last|previous|past) month(?:'s)?|(?:le |du |au )?mois (?:dernier|passe|precedent))${END}`,
			'gu',
		),
		-1,
	],
	[
		new RegExp(
			`${EDGE}(?:(?:this|the current) month(?:'s)?|(?:ce|du) mois-ci|(?:ce|le|du) mois (?:en cours|courant)|ce mois)${END}`,
			'gu',
		),
		0,
	],
	[new RegExp(`${EDGE}(?:next month(?:'s)?|(?:le |du |au )?mois prochain)${END}`, 'gu'), 1],
]

// "may" and "march" are verbs too: alone they are months only where a word before them, or a capital letter inside a sentence,
// says so.
const AMBIGUOUS = new Set(['may', 'march'])
const INTRODUCED = /(?:^|\s)(?:in|for|of|since|from|during|until|last|this|next|early|late|mid|to|and|our|my|the)[\s-]$/u

/** Billing months. A month without a year is the latest one that is not after `today`. */
export function findPeriods(text: string, today: string | undefined): Found<string>[] {
	const folded = foldInPlace(text)
	const exact = [
		readAll(folded, ISO, (m) => isoMonth(Number(m[1]), Number(m[2]))),
		readAll(folded, NUMERIC, (m) => isoMonth(Number(m[2]), Number(m[1]))),
		readAll(folded, NAMED, (m) => isoMonth(fullYear((m[2] ?? '').replace(/\D/gu, '')), monthOf(m[1] ?? '') ?? 0)),
	].flat()
	if (today === undefined) return inOrder(exact)
	const bare = readAll(folded, BARE, (m) => {
		if (exact.some((other) => m.index >= other.start && m.index < other.end)) return undefined
		return isMonth(text, folded, m) ? latestMonth(today, monthOf(m[1] ?? '') ?? 0) : undefined
	})
	const relative = RELATIVE.flatMap(([pattern, months]) => readAll(folded, pattern, () => addMonths(today, months)))
	return inOrder([...exact, ...bare, ...relative])
}

function isMonth(text: string, folded: string, match: RegExpExecArray): boolean {
	const name = match[1] ?? ''
	const at = match.index
	if (!AMBIGUOUS.has(name)) return true
	if (INTRODUCED.test(folded.slice(0, at))) return true
	const capital = text.charAt(at) !== folded.charAt(at)
	return capital && !/(?:^|[.!?])\s*$/u.test(text.slice(0, at))
}

function latestMonth(today: string, month: number): string | undefined {
	const thisYear = isoMonth(yearOf(today), month)
	return thisYear !== undefined && thisYear <= today.slice(0, 7) ? thisYear : isoMonth(yearOf(today) - 1, month)
}

function inOrder(found: Found<string>[]): Found<string>[] {
	return found.sort((a, b) => a.start - b.start)
}
