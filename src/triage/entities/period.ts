import { addMonths } from './calendar.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll, withoutRivals } from './found.ts'
import { findSpans } from './month-span.ts'
import { MONTH_EDGE, MONTH_END } from './months.ts'
import { findNamedMonths } from './named-month.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'

const MONTHS_AGO = new RegExp(
	`${MONTH_EDGE}(?:(\\d{1,2}|${NUMBER_WORDS}) months? ago|il y a (\\d{1,2}|un|${NUMBER_WORDS}) mois)${MONTH_END}`,
	'gu',
)
const RELATIVE: readonly (readonly [RegExp, readonly number[]])[] = [
	[/(?:(?:the\s+)?(?:last|previous|past) month(?:'s)?|(?:le |du |au )?mois (?:dernier|passe|precedent))/u, [-1]],
	[/(?:(?:this|the current) month(?:'s)?|(?:ce|du) mois-ci|(?:ce|le|du) mois (?:en cours|courant)|ce mois)/u, [0]],
	[/(?:next month(?:'s)?|(?:le |du |au )?mois prochain)/u, [1]],
	[/(?:(?:the\s+)?month before last|avant-dernier mois)/u, [-2]],
].map(([pattern, months]) => [new RegExp(`${MONTH_EDGE}${(pattern as RegExp).source}${MONTH_END}`, 'gu'), months as number[]])

/** In months: nobody asks about a bill of twenty years ago. */
const LONGEST_AGO = 240

/** Billing months, those of a quarter or a span one by one. A month without a year is the latest one that is not after `today`. */
export function findPeriods(text: string, today: string | undefined): Found<string>[] {
	const folded = foldInPlace(text)
	const single = [...findNamedMonths(text, folded, today), ...(today === undefined ? [] : relative(folded, today))]
	const found = withoutRivals([...findSpans(folded, today), ...single.map((one) => ({ ...one, value: [one.value] }))])
	return found.flatMap(({ value, start, end }) => value.map((month) => ({ value: month, start, end })))
}

function relative(folded: string, today: string): Found<string>[] {
	const ago = readAll(folded, MONTHS_AGO, (m) => {
		const months = numberOf(m[1] ?? m[2]) ?? Number.POSITIVE_INFINITY
		return months <= LONGEST_AGO ? addMonths(today, -months) : undefined
	})
	return [...ago, ...RELATIVE.flatMap(([pattern, [months = 0]]) => readAll(folded, pattern, () => addMonths(today, months)))]
}

function numberOf(written = ''): number | undefined {
	if (written === 'un') return 1
	return /^\d/u.test(written) ? Number(written) : parseNumberWords(written)
}
