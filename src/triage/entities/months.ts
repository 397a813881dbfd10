import { fullYear, isoMonth, yearOf } from './calendar.ts'

const NAMES: readonly (readonly string[])[] = [
	['january', 'jan', 'janvier', 'janv'],
	['february', 'feb', 'fevrier', 'fevr', 'fev'],
	['march', 'mar', 'mars'],
	['april', 'apr', 'avril', 'avr'],
	['may', 'mai'],
	['june', 'jun', 'juin'],
	['july', 'jul', 'juillet', 'juil'],
	['august', 'aug', 'aout'],
	['september', 'sept', 'sep', 'septembre'],
	['october', 'oct', 'octobre'],
	['november', 'nov', 'novembre'],
	['december', 'dec', 'decembre'],
]

const MONTH_OF = new Map(NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))

const SHORT = new Set([
	'jan',
	'janv',
	'feb',
	'fevr',
	'fev',
	'mar',
	'apr',
	'avr',
	'jun',
	'jul',
	'juil',
	'aug',
	'sept',
	'sep',
	'oct',
	'nov',
	'dec',
])

const longestFirst = (names: string[]) => names.sort((a, b) => b.length - a.length).join('|')

/**
 * Source of a pattern for any month name or abbreviation of both languages, accents folded. "sept" is also the French seven:
 * see the users.
 */
export const ANY_MONTH = longestFirst([...MONTH_OF.keys()])

/** Source of a pattern for the names that are safe without a day or a year beside them. */
export const FULL_MONTH = longestFirst([...MONTH_OF.keys()].filter((name) => !SHORT.has(name)))

/** Source of a pattern for the abbreviations. */
export const SHORT_MONTH = longestFirst([...SHORT])

/** Source of what must lie before a month: "Oct" is one in "mid-Oct" and "Sep/Oct", but not in any other compound. */
export const MONTH_EDGE = String.raw`(?:(?<![\p{L}\p{N}/.-])|(?<=(?<!\p{L})(?:mi|mid|fin|debut|early|late)-)|(?<=(?<!\p{L})(?:${ANY_MONTH})\.?/))`
export const MONTH_END = String.raw`(?![\p{L}\p{N}])`
/** Source of a pattern for the year behind a month, its one group for `yearSaid`. */
export const MONTH_YEAR = String.raw`(?:,?\s+(?:of\s+|de\s+)?|[-/])(20\d\d|['’]\d\d|last year|l['’]an(?:nee)? (?:derniere?|passee?|precedente?))`

/** The year of a text that `MONTH_YEAR` matched. */
export function yearSaid(written: string | undefined, today: string | undefined): number | undefined {
	if (written === undefined) return undefined
	if (written.startsWith('l')) return today === undefined ? undefined : yearOf(today) - 1
	return fullYear(written.replace(/\D/gu, ''))
}

/** The latest such month that is not after `today`. */
export function latestMonth(today: string, month: number): string | undefined {
	const thisYear = isoMonth(yearOf(today), month)
	return thisYear !== undefined && thisYear <= today.slice(0, 7) ? thisYear : isoMonth(yearOf(today) - 1, month)
}

/** 1 to 12, or undefined. */
export function monthOf(name: string): number | undefined {
	return MONTH_OF.get(name.toLowerCase())
}
