import { borrowYears, type Said } from './borrow-year.ts'
import { isoMonth } from './calendar.ts'
import { type Found, readAll, withoutRivals } from './found.ts'
import {
	ANY_MONTH,
	FULL_MONTH,
	latestMonth,
	MONTH_EDGE,
	MONTH_END,
	MONTH_YEAR,
	monthOf,
	SHORT_MONTH,
	yearSaid,
} from './months.ts'

const ISO = /(?<![\p{N}/-])(20\d\d)[-/](0[1-9]|1[0-2])(?![\p{N}/-])/gu
const NUMERIC = /(?<![\p{N}/.-])(0?[1-9]|1[0-2])[/.-](20\d\d)(?![\p{N}/-])/gu
const NAMED = new RegExp(`${MONTH_EDGE}(${ANY_MONTH})\\.?${MONTH_YEAR}${MONTH_END}`, 'gu')
const BARE = new RegExp(`${MONTH_EDGE}(${FULL_MONTH})${MONTH_END}`, 'gu')
const BESIDE = String.raw`(?:\s?[/,&]\s?|\s(?:and|et)\s)`
// "the Oct invoice", "since Feb", "début nov.", "Sep/Oct": short names are months only where the words around them say so.
const SHORT = [
	`(?<=\\b(?:in|since|of|until|early|late|mid|depuis|en|debut|fin|mi)[ -])(janv?|feb|fevr?|apr|avr|jun|juil|jul|aug|oct|nov|dec)`,
	`(?<=\\b(?:in|since|of|until|for|early|late|mid)[ -])(sept?)`,
	`(janv?|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?=\\.?(?:'s)? (?:invoice|bill|charge|payment|statement|usage))`,
	`(${SHORT_MONTH})(?=\\.?${BESIDE}(?:${ANY_MONTH})(?!\\p{L}))`,
	`(?<=(?<!\\p{L})(?:${ANY_MONTH})\\.?${BESIDE})(${SHORT_MONTH})`,
].map((source) => new RegExp(`${MONTH_EDGE}${source}${MONTH_END}`, 'gu'))

// "may" and "march" are verbs too: alone they are months only where a word before them, a word after them, or a capital letter
// inside a sentence says so.
const AMBIGUOUS = new Set(['may', 'march'])
const INTRODUCED = /(?:^|\s)(?:in|for|of|since|from|during|until|last|next|early|late|mid|through)[\s-]$/u
const BILLED = /^(?:'s|’s)?\s(?:invoices?|bills?|charges?|payments?|statements?|usage|20\d\d)/u

/** Months that are named one by one, as ISO months. A month without a year is the latest one that is not after `today`. */
export function findNamedMonths(text: string, folded: string, today: string | undefined): Found<string>[] {
	const inOrder = withoutRivals(saidMonths(text, folded, today))
	return borrowYears(folded, inOrder).flatMap(({ value: { year, month }, start, end }) => {
		const value = year === undefined ? today && latestMonth(today, month) : isoMonth(year, month)
		return value === undefined ? [] : [{ value, start, end }]
	})
}

function saidMonths(text: string, folded: string, today: string | undefined): Found<Said>[] {
	return [
		readAll(folded, ISO, (m) => ({ year: Number(m[1]), month: Number(m[2]) })),
		readAll(folded, NUMERIC, (m) => ({ year: Number(m[2]), month: Number(m[1]) })),
		readAll(folded, NAMED, (m) => named(m[1], yearSaid(m[2], today))),
		readAll(folded, BARE, (m) => (isMonth(text, folded, m) ? named(m[1]) : undefined)),
		...SHORT.map((pattern) => readAll(folded, pattern, (m) => named(m[1]))),
	].flat()
}

function named(name = '', year?: number): Said | undefined {
	const month = monthOf(name)
	return month === undefined ? undefined : { month, year }
}

function isMonth(text: string, folded: string, match: RegExpExecArray): boolean {
	const name = match[1] ?? ''
	const at = match.index
	if (!AMBIGUOUS.has(name)) return true
	if (
		INTRODUCED.test(folded.slice(Math.max(0, at - 12), at)) ||
		BILLED.test(folded.slice(at + name.length, at + name.length + 16))
	)
		return true
	// "THIS MAY BE WRONG" says nothing with its capitals.
	const isCapital = /^\p{Lu}\p{Ll}/u.test(text.slice(at, at + 2))
	return isCapital && /[^.!?]$/u.test(text.slice(0, at).trimEnd().slice(-1))
}
