import type { Language } from '../types.ts'
import { borrowYears, type Said } from './borrow-year.ts'
import { fullYear, isoDate, yearOf } from './calendar.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { ANY_MONTH, monthOf } from './months.ts'
import { ANY_WEEKDAY, relativeDates } from './relative-date.ts'

const EDGE = String.raw`(?<![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`
const YEAR = String.raw`(?:[,-]?\s*(20\d\d|(?<=-)\d\d|['’]\d\d))?`

const ISO = /(?<![\p{N}-])(20\d\d)([-/.])(\d\d?)\2(\d\d?)(?![\p{N}-]|[/.]\d)/gu
const NUMERIC = /(?<![\p{N}/.-])(\d\d?)([/.-])(\d\d?)\2(20\d\d|\d\d)(?![\p{N}/-]|\.\d)/gu
const SHORT_NUMERIC =
	/(?:(?<=(?:^|\s)(?:le|du|au|on|of|the|since|from|dated|between|entre|depuis|until|before|after|avant|apres)\s)|(?<=(?:from|between|entre|du)\s\d\d?\/\d\d?\s(?:and|et|to|a)\s))(\d\d?)\/(\d\d?)(?![\p{N}/])/gu
// "mar. 3 nov." is a Tuesday.
const DAY_MONTH = new RegExp(
	`${EDGE}(?:${ANY_WEEKDAY},?\\s+(?:the\\s|le\\s)?)?(?:(\\d\\d?)(?:er|st|nd|rd|th)?\\s*(?:-|–|to|until|au|a|et|and)\\s*(?:the\\s|le\\s)?)?(\\d\\d?)(?:er|st|nd|rd|th)?(?:\\s+|-)(?:of\\s+|de\\s+)?(${ANY_MONTH})\\.?${YEAR}${END}`,
	'gu',
)
const MONTH_DAY = new RegExp(
	`${EDGE}(${ANY_MONTH})\\.?\\s+(?:the\\s+)?(\\d\\d?)(?:st|nd|rd|th)?(?:\\s*(?:-|–|to|until|through)\\s*(?:the\\s)?(\\d\\d?)(?:st|nd|rd|th)?)?(?:,?\\s+(20\\d\\d))?${END}(?!\\s*(?:seat|licen|user|utilisateur|poste))`,
	'gu',
)
const JOINED =
	/(?<=(?<!\d)\d\d?\1\d\d?([/.])(?:20)?\d\d)[-–](?=\d\d?([/.])\d\d?\2(?:20)?\d\d(?!\d))|(?<=20\d\d-\d\d-\d\d)\/(?=20\d\d-\d\d-\d\d)/gu
const DAY_ABOVE_12 = String.raw`(?:1[3-9]|2\d|3[01])`
const DAY_FIRST = new RegExp(`(?<![\\p{N}/.-])${DAY_ABOVE_12}/\\d\\d?/(?:20)?\\d\\d(?!\\p{N})`, 'u')
const MONTH_FIRST = new RegExp(`(?<![\\p{N}/.-])\\d\\d?/${DAY_ABOVE_12}/(?:20)?\\d\\d(?!\\p{N})`, 'u')

/**
 * Days named in a text. A day without a year is the latest one that is not after `today`: people ask about what was billed.
 * `03/04/2026` is 3 April in French and 4 March in English unless a number above 12, in this day or in
 * another of the text, says otherwise.
 */
export function findDates(text: string, language: Language, today: string | undefined): Found<string>[] {
	// The sign between two whole dates ("01/10/2026-31/10/2026") belongs to neither.
	const folded = foldInPlace(text).replace(JOINED, ' ')
	const said = withoutOverlaps(saidDates(folded, language)).flatMap(({ value, start, end }) =>
		value.filter(isDay).map((day) => ({ value: day, start, end })),
	)
	const dates = borrowYears(folded, said).map((one) => ({ ...one, value: dateOf(one.value, today) }))
	const all = [...dates, ...(today === undefined ? [] : relativeDates(folded, today))]
	return all.filter(isKnown).sort((a, b) => a.start - b.start)
}

/** "du 3 au 9 octobre" names two days with one month. */
function saidDates(folded: string, language: Language): Found<Said[]>[] {
	const isDayFirst = DAY_FIRST.test(folded) || (language === 'fr' && !MONTH_FIRST.test(folded))
	const all = [
		readAll(folded, ISO, (m) => [{ year: Number(m[1]), month: Number(m[3]), day: Number(m[4]) }]),
		readAll(folded, NUMERIC, (m) => [
			{ ...dayAndMonth(Number(m[1]), Number(m[3]), isDayFirst || m[2] !== '/'), year: fullYear(m[4] ?? '') },
		]),
		readAll(folded, SHORT_NUMERIC, (m) => [dayAndMonth(Number(m[1]), Number(m[2]), isDayFirst)]),
		readAll(folded, DAY_MONTH, (m) => namedDates(m[3], [m[1], m[2]], m[4])),
		readAll(folded, MONTH_DAY, (m) => (language === 'fr' && m[1] === 'mar' ? undefined : namedDates(m[1], [m[2], m[3]], m[4]))),
	].flat()
	return all.filter((one) => one.value.some(isDay))
}

/** Whether there is such a day in some year: 31 April is a number of something else. */
function isDay({ month, day = 0 }: Said): boolean {
	return isoDate(2024, month, day) !== undefined
}

function dayAndMonth(first: number, second: number, isDayFirst: boolean): Said {
	const [day, month] = first > 12 || (second <= 12 && isDayFirst) ? [first, second] : [second, first]
	return { month, day }
}

function namedDates(name = '', days: readonly (string | undefined)[], year: string | undefined): Said[] | undefined {
	const month = monthOf(name)
	if (month === undefined) return undefined
	const known = days.filter((day) => day !== undefined)
	return known.map((day) => ({ month, day: Number(day), year: year === undefined ? year : fullYear(year.replace(/\D/gu, '')) }))
}

function dateOf({ year, month, day = 0 }: Said, today: string | undefined): string | undefined {
	if (year !== undefined) return isoDate(year, month, day)
	if (today === undefined) return undefined
	const thisYear = isoDate(yearOf(today), month, day)
	return thisYear !== undefined && thisYear <= today ? thisYear : isoDate(yearOf(today) - 1, month, day)
}

function isKnown(found: Found<string | undefined>): found is Found<string> {
	return found.value !== undefined
}

function withoutOverlaps<Value>(found: Found<Value>[]): Found<Value>[] {
	let end = -1
	return found
		.sort((a, b) => a.start - b.start || b.end - a.end)
		.filter((one) => {
			if (one.start < end) return false
			end = one.end
			return true
		})
}
