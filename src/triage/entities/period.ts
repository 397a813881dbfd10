import { addMonths, fullYear, isoMonth, yearOf } from './calendar.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { ANY_MONTH, FULL_MONTH, monthOf } from './months.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'

const EDGE = String.raw`(?<![\p{L}\p{N}/.-])`
const END = String.raw`(?![\p{L}\p{N}])`
const YEAR = String.raw`(?:\s+(?:of\s+|de\s+)?|[-/])(20\d\d|['’]\d\d)`

const ISO = /(?<![\p{N}/-])(20\d\d)[-/](0[1-9]|1[0-2])(?![\p{N}/-])/gu
const NUMERIC = /(?<![\p{N}/.-])(0?[1-9]|1[0-2])[/.-](20\d\d)(?![\p{N}/-])/gu
const NAMED = new RegExp(`${EDGE}(${ANY_MONTH})\\.?${YEAR}${END}`, 'gu')
// "from March to May 2026", "de mars à mai", "March-May": all months between.
const RANGE = new RegExp(
	`${EDGE}(${FULL_MONTH})(?:${YEAR})?(?:\\s+(?:to|through|until|till|a|jusqu['’]a|jusqu['’]en)\\s+|\\s?[-–]\\s?)(${FULL_MONTH})(?:${YEAR})?${END}`,
	'gu',
)
const QUARTER = new RegExp(
	`${EDGE}(?:[qt]([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter|(1er|2e|2eme|3e|3eme|4e|4eme|premier|deuxieme|troisieme|quatrieme|dernier) trimestre)(?:(?:\\s+(?:of\\s+|de\\s+)?|[-/])(20\\d\\d))?${END}`,
	'gu',
)
const BARE = new RegExp(`${EDGE}(${FULL_MONTH})${END}`, 'gu')
// "the Oct invoice", "since Feb": short names are months only where the words around them say so.
const SHORT = new RegExp(
	`${EDGE}(?:(?<=\\b(?:in|since|of|until|depuis|en) )(jan|feb|fev|apr|avr|aug|oct|nov|dec)|(jan|feb|apr|aug|sept?|oct|nov|dec)(?=\\.?(?:'s)? (?:invoice|bill|charge|payment|statement|usage)))${END}`,
	'gu',
)
const MONTHS_AGO = new RegExp(
	`${EDGE}(?:(\\d{1,2}|${NUMBER_WORDS}) months? ago|il y a (\\d{1,2}|un|${NUMBER_WORDS}) mois)${END}`,
	'gu',
)
const LAST_MONTHS = new RegExp(
	`${EDGE}(?:(?:last|past) (\\d{1,2}|${NUMBER_WORDS}) months|(\\d{1,2}|${NUMBER_WORDS}) derniers mois)${END}`,
	'gu',
)
const RELATIVE: readonly (readonly [RegExp, readonly number[]])[] = [
	[/(?:(?:the\s+)?(?:last|previous|past) month(?:'s)?|(?:le |du |au )?mois (?:dernier|passe|precedent))/u, [-1]],
	[/(?:(?:this|the current) month(?:'s)?|(?:ce|du) mois-ci|(?:ce|le|du) mois (?:en cours|courant)|ce mois)/u, [0]],
	[/(?:next month(?:'s)?|(?:le |du |au )?mois prochain)/u, [1]],
	[/(?:(?:the\s+)?month before last|avant-dernier mois)/u, [-2]],
].map(([pattern, months]) => [new RegExp(`${EDGE}${(pattern as RegExp).source}${END}`, 'gu'), months as number[]])
const LAST_QUARTER = new RegExp(`${EDGE}(?:(?:last|previous|past) quarter|trimestre (?:dernier|passe|precedent))${END}`, 'gu')
const LONGEST_RANGE = 24

// "may" and "march" are verbs too: alone they are months only where a word before them, a word after them, or a capital letter
// inside a sentence says so.
const AMBIGUOUS = new Set(['may', 'march'])
const INTRODUCED = /(?:^|\s)(?:in|for|of|since|from|during|until|last|next|early|late|mid|through)[\s-]$/u
const BILLED = /^(?:'s|’s)?\s(?:invoices?|bills?|charges?|payments?|statements?|usage|20\d\d)/u

/** Billing months, those of a quarter or a span one by one. A month without a year is the latest one that is not after `today`. */
export function findPeriods(text: string, today: string | undefined): Found<string>[] {
	const folded = foldInPlace(text)
	const spans = [...readAll(folded, RANGE, (m) => span(m, today)), ...readAll(folded, QUARTER, (m) => quarter(m, today))]
	const exact = [
		readAll(folded, ISO, (m) => isoMonth(Number(m[1]), Number(m[2]))),
		readAll(folded, NUMERIC, (m) => isoMonth(Number(m[2]), Number(m[1]))),
		readAll(folded, NAMED, (m) => isoMonth(fullYear((m[2] ?? '').replace(/\D/gu, '')), monthOf(m[1] ?? '') ?? 0)),
	].flat()
	const single = today === undefined ? exact : [...exact, ...namedMonths(text, folded, today), ...relative(folded, today)]
	const found = [...spans, ...(today === undefined ? [] : recent(folded, today))]
	for (const one of single) {
		if (found.every((other) => one.end <= other.start || one.start >= other.end)) found.push({ ...one, value: [one.value] })
	}
	const inOrder = found.sort((a, b) => a.start - b.start)
	return inOrder.flatMap(({ value, start, end }) => value.map((month) => ({ value: month, start, end })))
}

function namedMonths(text: string, folded: string, today: string): Found<string>[] {
	return [
		...readAll(folded, BARE, (m) => (isMonth(text, folded, m) ? latestMonth(today, monthOf(m[1] ?? '') ?? 0) : undefined)),
		...readAll(folded, SHORT, (m) => latestMonth(today, monthOf(m[1] ?? m[2] ?? '') ?? 0)),
	]
}

function relative(folded: string, today: string): Found<string>[] {
	const ago = readAll(folded, MONTHS_AGO, (m) => addMonths(today, -(numberOf(m[1] ?? m[2]) ?? 1)))
	return [...ago, ...RELATIVE.flatMap(([pattern, [months = 0]]) => readAll(folded, pattern, () => addMonths(today, months)))]
}

/** "The last three months" are those before this one. */
function recent(folded: string, today: string): Found<string[]>[] {
	const months = readAll(folded, LAST_MONTHS, (m) => {
		const count = Math.min(numberOf(m[1] ?? m[2]) ?? 0, LONGEST_RANGE)
		return count > 0 ? monthsFrom(addMonths(today, -count), count) : undefined
	})
	const quarters = readAll(folded, LAST_QUARTER, () =>
		monthsFrom(addMonths(today, -3 - ((Number(today.slice(5, 7)) - 1) % 3)), 3),
	)
	return [...months, ...quarters]
}

function span([, first = '', firstYear, last = '', lastYear]: RegExpExecArray, today: string | undefined): string[] | undefined {
	const [from = 0, to = 0] = [monthOf(first), monthOf(last)]
	const latest = lastYear === undefined ? today && latestMonth(today, to) : isoMonth(yearIn(lastYear), to)
	if (latest === undefined) return undefined
	const count = firstYear === undefined ? ((to - from + 12) % 12) + 1 : (yearOf(latest) - yearIn(firstYear)) * 12 + to - from + 1
	return count > 0 && count <= LONGEST_RANGE ? monthsFrom(addMonths(`${latest}-01`, 1 - count), count) : undefined
}

function quarter([, digit, english, french, year]: RegExpExecArray, today: string | undefined): string[] | undefined {
	if (french === 'dernier') return undefined
	const ordinal =
		1 +
		['fir|1st|1er|pre', 'sec|2', 'thi|3|tro', 'fou|4|qua'].findIndex((names) =>
			new RegExp(`^(?:${names})`, 'u').test(english ?? french ?? ''),
		)
	const first = (Number(digit ?? ordinal) - 1) * 3 + 1
	const from = year === undefined ? today && latestMonth(today, first) : isoMonth(Number(year), first)
	return from === undefined ? undefined : monthsFrom(`${from}-01`, 3)
}

function monthsFrom(first: string, count: number): string[] {
	return Array.from({ length: count }, (_each, index) => addMonths(`${first.slice(0, 7)}-01`, index))
}

function yearIn(written: string): number {
	return fullYear(written.replace(/\D/gu, ''))
}

function numberOf(written = ''): number | undefined {
	if (written === 'un') return 1
	return /^\d/u.test(written) ? Number(written) : parseNumberWords(written)
}

function isMonth(text: string, folded: string, match: RegExpExecArray): boolean {
	const name = match[1] ?? ''
	const at = match.index
	if (!AMBIGUOUS.has(name)) return true
	if (INTRODUCED.test(folded.slice(0, at)) || BILLED.test(folded.slice(at + name.length))) return true
	const capital = text.charAt(at) !== folded.charAt(at)
	return capital && !/(?:^|[.!?])\s*$/u.test(text.slice(0, at))
}

function latestMonth(today: string, month: number): string | undefined {
	const thisYear = isoMonth(yearOf(today), month)
	return thisYear !== undefined && thisYear <= today.slice(0, 7) ? thisYear : isoMonth(yearOf(today) - 1, month)
}
