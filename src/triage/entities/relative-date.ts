import { addDays, weekdayOf } from './calendar.ts'
import { type Found, readAll } from './found.ts'
import { ANY_MONTH } from './months.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'

const EDGE = String.raw`(?<![\p{L}\p{N}])`
const END = String.raw`(?![\p{L}\p{N}])`

const WORD = new RegExp(
	`${EDGE}(the day before yesterday|today|aujourd['’ ]?hui|yesterday|avant[- ]hier|hier|tomorrow|apres-demain|demain)${END}`,
	'gu',
)
const AGO = new RegExp(
	`${EDGE}(?:(\\d{1,3}|a|${NUMBER_WORDS})\\s+(days?|weeks?)\\s+ago|il y a\\s+(\\d{1,3}|une?|${NUMBER_WORDS})\\s+(jours?|semaines?))${END}`,
	'gu',
)
const ENGLISH = 'sunday|monday|tuesday|wednesday|thursday|friday|saturday'
const FRENCH = 'dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi'
/** Source of a pattern for a weekday of either language, folded and in full. */
export const WEEKDAY = `(?:${ENGLISH}|${FRENCH})`
const SPAN = String.raw`\s?(?:-|–|\s(?:to|through|au|a)\s)\s?`
// The weekday beside a day ("Monday, October 5") only repeats it, and "du lundi au vendredi" are opening hours.
const NAMED_DAY = new RegExp(
	`${EDGE}(?<!(?:${ENGLISH}|${FRENCH})${SPAN})(?:(next|last|on|since|until|before)\\s+(${ENGLISH})|(${FRENCH})(?:\\s+(dernier|prochain|passe))?)${END}(?![.,]?\\s+(?:(?:the|le)\\s+)?(?:\\d|(?:${ANY_MONTH})\\.?\\s+\\d)|${SPAN}(?:${ENGLISH}|${FRENCH}))`,
	'gu',
)

const WORD_OFFSET: Readonly<Record<string, number>> = {
	today: 0,
	yesterday: -1,
	'the day before yesterday': -2,
	'avant-hier': -2,
	'avant hier': -2,
	hier: -1,
	tomorrow: 1,
	demain: 1,
	'apres-demain': 2,
}
/** In days. */
const LONGEST_AGO = 7000
const WEEKDAYS = [ENGLISH.split('|'), FRENCH.split('|')]

/** Source of a pattern for a weekday of either language, in full or as mail programs shorten it. */
export const ANY_WEEKDAY = String.raw`(?:${ENGLISH}|${FRENCH}|(?:sun|mon|tues?|wed|thu|thurs?|fri|sat|dim|lun|mar|mer|jeu|ven|sam)\.?)`

/** Days that are named by how far they lie from `today`, as ISO dates. */
export function relativeDates(folded: string, today: string): Found<string>[] {
	return [
		readAll(folded, WORD, (m) => addDays(today, WORD_OFFSET[m[1] ?? ''] ?? 0)),
		readAll(folded, AGO, (m) => ago(today, countOf(m[1] ?? m[3]) * (/^(?:w|s)/u.test(m[2] ?? m[4] ?? '') ? 7 : 1))),
		readAll(folded, NAMED_DAY, (m) => weekday(today, m[2] ?? m[3] ?? '', /next|prochain/u.test(`${m[1]} ${m[4]}`))),
	].flat()
}

/** Days that are named are the latest ones, for what was billed lies behind us; today itself is only "today". */
function weekday(today: string, name: string, isNext: boolean): string {
	const day = Math.max(...WEEKDAYS.map((names) => names.indexOf(name)))
	const back = ((weekdayOf(today) - day + 6) % 7) + 1
	return addDays(today, isNext ? 7 - (back % 7) : -back)
}

/** Nobody asks about a bill of twenty years ago. */
function ago(today: string, days: number): string | undefined {
	return days <= LONGEST_AGO ? addDays(today, -days) : undefined
}

function countOf(written = ''): number {
	if (/^\d/u.test(written)) return Number(written)
	return /^(?:a|une?)$/u.test(written) ? 1 : (parseNumberWords(written) ?? Number.POSITIVE_INFINITY)
}
