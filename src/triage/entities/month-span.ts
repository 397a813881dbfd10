import { addMonths, isoMonth, yearOf } from './calendar.ts'
import { type Found, readAll } from './found.ts'
import { ANY_MONTH, latestMonth, MONTH_EDGE, MONTH_END, MONTH_YEAR, monthOf, yearSaid } from './months.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'

const YEAR = `(?:${MONTH_YEAR})?`
// "from March to May 2026", "de mars à mai", "Jan-Mar": all months between.
const RANGE = new RegExp(
	`${MONTH_EDGE}(${ANY_MONTH})\\.?${YEAR}(?:\\s+(?:to|through|until|till|a|jusqu['’]a|jusqu['’]en)\\s+|\\s?[-–]\\s?)(${ANY_MONTH})\\.?${YEAR}${MONTH_END}`,
	'gu',
)
const QUARTER = new RegExp(
	`${MONTH_EDGE}(?:[qt]([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter|(1er|2e|2eme|3e|3eme|4e|4eme|premier|deuxieme|troisieme|quatrieme) trim(?:estre|\\.))${YEAR}${MONTH_END}`,
	'gu',
)
const LAST_MONTHS = new RegExp(
	`${MONTH_EDGE}(?:(?:last|past) (\\d{1,2}|${NUMBER_WORDS}) months|(\\d{1,2}|${NUMBER_WORDS}) derniers mois)${MONTH_END}`,
	'gu',
)
const LAST_QUARTER = new RegExp(
	`${MONTH_EDGE}(?:(?:last|previous|past) quarter|(?:le |du |au )?(?:dernier trimestre|trimestre (?:dernier|passe|precedent)))${MONTH_END}`,
	'gu',
)
const LONGEST_RANGE = 24

/** Several months said as one: a range, a quarter, "the last three months", each as ISO months in order. */
export function findSpans(folded: string, today: string | undefined): Found<string[]>[] {
	const absolute = [...readAll(folded, RANGE, (m) => range(m, today)), ...readAll(folded, QUARTER, (m) => quarter(m, today))]
	return today === undefined ? absolute : [...absolute, ...recent(folded, today)]
}

/** "The last three months" are those before this one. */
function recent(folded: string, today: string): Found<string[]>[] {
	const months = readAll(folded, LAST_MONTHS, (m) => {
		const written = m[1] ?? m[2] ?? ''
		const said = /^\d/u.test(written) ? Number(written) : (parseNumberWords(written) ?? 0)
		const count = Math.min(said, LONGEST_RANGE)
		return count > 0 ? monthsFrom(addMonths(today, -count), count) : undefined
	})
	const quarters = readAll(folded, LAST_QUARTER, () =>
		monthsFrom(addMonths(today, -3 - ((Number(today.slice(5, 7)) - 1) % 3)), 3),
	)
	return [...months, ...quarters]
}

function range([, first = '', firstSaid, last = '', lastSaid]: RegExpExecArray, today: string | undefined): string[] | undefined {
	const [from = 0, to = 0] = [monthOf(first), monthOf(last)]
	const [firstYear, lastYear] = [yearSaid(firstSaid, today), yearSaid(lastSaid, today)]
	const latest = lastYear === undefined ? today && latestMonth(today, to) : isoMonth(lastYear, to)
	if (latest === undefined) return undefined
	const count = firstYear === undefined ? ((to - from + 12) % 12) + 1 : (yearOf(latest) - firstYear) * 12 + to - from + 1
	return count > 0 && count <= LONGEST_RANGE ? monthsFrom(addMonths(`${latest}-01`, 1 - count), count) : undefined
}

function quarter([, digit, english, french, said]: RegExpExecArray, today: string | undefined): string[] | undefined {
	const ordinal =
		1 +
		['fir|1st|1er|pre', 'sec|2', 'thi|3|tro', 'fou|4|qua'].findIndex((names) =>
			new RegExp(`^(?:${names})`, 'u').test(english ?? french ?? ''),
		)
	const first = (Number(digit ?? ordinal) - 1) * 3 + 1
	const year = yearSaid(said, today)
	const from = year === undefined ? today && latestMonth(today, first) : isoMonth(year, first)
	return from === undefined ? undefined : monthsFrom(`${from}-01`, 3)
}

function monthsFrom(first: string, count: number): string[] {
	return Array.from({ length: count }, (_each, index) => addMonths(`${first.slice(0, 7)}-01`, index))
}
