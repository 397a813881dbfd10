import type { Language } from '../types.ts'
import { addDays, fullYear, isoDate, weekdayOf, yearOf } from './calendar.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { ANY_MONTH, monthOf } from './months.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'

const EDGE = String.raw`(?<![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`
const YEAR = String.raw`(?:[,-]?\s*(20\d\d|(?<=-)\d\d|['’]\d\d))?`

const ISO = /(?<![\p{N}-])(20\d\d)([-/.])(\d\d?)\2(\d\d?)(?![\p{N}-]|[/.]\d)/gu
const NUMERIC = /(?<![\p{N}/.-])(\d\d?)([/.-])(\d\d?)\2(20\d\d|\d\d)(?![\p{N}/-]|\.\d)/gu
const SHORT_NUMERIC =
	/(?<=(?:^|\s)(?:le|du|au|on|of|the|since|from|dated|depuis|until|before|after|avant|apres)\s)(\d\d?)\/(\d\d?)(?![\p{N}/])/gu
const DAY_MONTH = new RegExp(
	`${EDGE}(?:(\\d\\d?)(?:er|st|nd|rd|th)?\\s*(?:-|–|to|until|au|a|et|and)\\s*(?:the\\s|le\\s)?)?(\\d\\d?)(?:er|st|nd|rd|th)?(?:\\s+|-)(?:of\\s+|de\\s+)?(${ANY_MONTH})\\.?${YEAR}${END}`,
	'gu',
)
const MONTH_DAY = new RegExp(
	`${EDGE}(${ANY_MONTH})\\.?\\s+(?:the\\s+)?(\\d\\d?)(?:st|nd|rd|th)?(?:,?\\s+(20\\d\\d))?${END}(?!\\s*(?:seat|licen))`,
	'gu',
)
const WORD = new RegExp(
	`${EDGE}(the day before yesterday|today|aujourd['’]hui|yesterday|avant-hier|hier|tomorrow|apres-demain|demain)${END}`,
	'gu',
)
const AGO = new RegExp(
	`${EDGE}(?:(\\d{1,3}|a|${NUMBER_WORDS})\\s+(days?|weeks?)\\s+ago|il y a\\s+(\\d{1,3}|une?|${NUMBER_WORDS})\\s+(jours?|semaines?))${END}`,
	'gu',
)
const WEEKDAY = new RegExp(
	`${EDGE}(?:(next|last|on|since|until|before)\\s+(sunday|monday|tuesday|wednesday|thursday|friday|saturday)|(dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)(?:\\s+(dernier|prochain|passe))?)${END}(?!\\s+\\d)`,
	'gu',
)

const WORD_OFFSET: Readonly<Record<string, number>> = {
	today: 0,
	yesterday: -1,
	'the day before yesterday': -2,
	'avant-hier': -2,
	hier: -1,
	tomorrow: 1,
	demain: 1,
	'apres-demain': 2,
}
const WEEKDAYS = [
	['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
	['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
]

/**
 * Days named in a text. A day without a year is the latest one that is not after `today`: people ask about what was billed.
 * `03/04/2026` is 3 April in French and 4 March in English unless a number above 12 says otherwise.
 */
export function findDates(text: string, language: Language, today: string | undefined): Found<string>[] {
	const folded = foldInPlace(text)
	const latest = (month: number, day: number) => latestDay(today, month, day)
	const all: Found<string[]>[] = [
		single(folded, ISO, (m) => isoDate(Number(m[1]), Number(m[3]), Number(m[4]))),
		single(folded, NUMERIC, (m) =>
			numericDate(Number(m[1]), Number(m[3]), fullYear(m[4] ?? ''), language === 'fr' || m[2] !== '/'),
		),
		single(folded, SHORT_NUMERIC, (m) =>
			language === 'fr' ? latest(Number(m[2]), Number(m[1])) : latest(Number(m[1]), Number(m[2])),
		),
		// "du 3 au 9 octobre" names two days with one month.
		readAll(folded, DAY_MONTH, (m) => present([m[1], m[2]].map((day) => namedDate(m[3], day, m[4], latest)))),
		single(folded, MONTH_DAY, (m) => namedDate(m[1], m[2], m[3], latest)),
		today === undefined ? [] : relativeDates(folded, today),
	].flat()
	const inOrder = withoutOverlaps(all.sort((a, b) => a.start - b.start || b.end - a.end))
	return inOrder.flatMap(({ value, start, end }) => value.map((date) => ({ value: date, start, end })))
}

type Latest = (month: number, day: number) => string | undefined

function single(text: string, pattern: RegExp, read: (match: RegExpExecArray) => string | undefined): Found<string[]>[] {
	return readAll(text, pattern, (match) => present([read(match)]))
}

function present(dates: (string | undefined)[]): string[] | undefined {
	const known = dates.filter((date) => date !== undefined)
	return known.length === 0 ? undefined : known
}

function relativeDates(folded: string, today: string): Found<string[]>[] {
	return [
		single(folded, WORD, (m) => addDays(today, WORD_OFFSET[m[1] ?? ''] ?? 0)),
		single(folded, AGO, (m) => addDays(today, -countOf(m[1] ?? m[3]) * (/^(?:w|s)/u.test(m[2] ?? m[4] ?? '') ? 7 : 1))),
		single(folded, WEEKDAY, (m) => weekday(today, m[2] ?? m[3] ?? '', /next|prochain/u.test(`${m[1]} ${m[4]}`))),
	].flat()
}

/** Days that are named are the latest ones, for what was billed lies behind us; today itself is only "today". */
function weekday(today: string, name: string, isNext: boolean): string {
	const day = Math.max(...WEEKDAYS.map((names) => names.indexOf(name)))
	const back = ((weekdayOf(today) - day + 6) % 7) + 1
	return addDays(today, isNext ? 7 - (back % 7) : -back)
}

function countOf(written = ''): number {
	if (/^\d/u.test(written)) return Number(written)
	return /^(?:a|une?)$/u.test(written) ? 1 : (parseNumberWords(written) ?? 1)
}

function numericDate(first: number, second: number, year: number, dayFirst: boolean): string | undefined {
	if (first > 12) return isoDate(year, second, first)
	if (second > 12) return isoDate(year, first, second)
	return dayFirst ? isoDate(year, second, first) : isoDate(year, first, second)
}

function namedDate(name = '', day: string | undefined, year: string | undefined, latest: Latest): string | undefined {
	const month = monthOf(name)
	if (month === undefined || day === undefined) return undefined
	return year === undefined ? latest(month, Number(day)) : isoDate(fullYear(year.replace(/\D/gu, '')), month, Number(day))
}

function latestDay(today: string | undefined, month: number, day: number): string | undefined {
	if (today === undefined) return undefined
	const thisYear = isoDate(yearOf(today), month, day)
	if (thisYear !== undefined && thisYear <= today) return thisYear
	return isoDate(yearOf(today) - 1, month, day)
}

function withoutOverlaps<Value>(found: Found<Value>[]): Found<Value>[] {
	let end = -1
	return found.filter((one) => {
		if (one.start < end) return false
		end = one.end
		return true
	})
}
