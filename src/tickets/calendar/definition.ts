import { z } from 'zod'

/** Monday is 0, as the week is counted here. */
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** What a line of the weekly hours may be about; several lines about one day add up. */
const LINES: Readonly<Record<string, readonly number[]>> = {
	...Object.fromEntries(DAYS.map((day, index) => [day, [index]])),
	'monday-friday': [0, 1, 2, 3, 4],
	'saturday-sunday': [5, 6],
	'every-day': [0, 1, 2, 3, 4, 5, 6],
}
const DAY_MINUTES = 1440
const WEEK_MINUTES = 7 * DAY_MINUTES
/** So that a calendar is never closed for good, whatever weekday it opens on. */
const MOST_YEARLY_HOLIDAYS = 50

const PERIOD = /^(?<from>(?:[01]\d|2[0-3]):[0-5]\d)-(?<to>(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u
const HOLIDAY = /^(?:easter(?:[+-]\d{1,3})?|(?:\d{4}-)?\d{2}-\d{2})$/u

const period = z
	.string()
	.regex(PERIOD, 'two times of day, such as 09:00-12:30; one that ends before it begins goes over midnight')
	.refine((text) => minutesOf(text).from !== minutesOf(text).to, 'begins and ends at the same time')

const holiday = z
	.string()
	.refine(isHolidayName, 'a date (2026-12-24), a date of every year (12-25) or days from Easter Sunday (easter+1)')

/** Opening hours as the policy writes them. Times are those of the time zone's clocks; daylight saving is followed. */
export const calendarSchema = z
	.strictObject({
		/** An IANA name such as `Europe/Paris`. */
		timeZone: z.string().refine(isTimeZone, 'a time zone such as Europe/Paris'),
		hours: z.strictObject(Object.fromEntries(Object.keys(LINES).map((line) => [line, z.array(period).optional()]))),
		/** A holiday closes the periods that begin on it. */
		holidays: z.array(holiday).max(1000).default([]),
	})
	.refine(({ hours }) => weekOf(hours).some((day) => day.length > 0), { path: ['hours'], message: 'is never open' })
	.refine(({ hours }) => !overlaps(weekOf(hours)), { path: ['hours'], message: 'two periods overlap' })
	.refine(({ holidays }) => holidays.filter((name) => !/^\d{4}-/u.test(name)).length <= MOST_YEARLY_HOLIDAYS, {
		path: ['holidays'],
		message: `more than ${MOST_YEARLY_HOLIDAYS} holidays of every year`,
	})
export type CalendarDefinition = z.infer<typeof calendarSchema>

/** Minutes of the day on which it begins; `to` may be past midnight. */
export interface Period {
	readonly from: number
	readonly to: number
}

/** Periods such as `09:00-12:30` by the day or days they are about. */
type WeeklyHours = Readonly<Record<string, readonly string[] | undefined>>

/** The periods of each day of the week, Monday first, in their order. */
export function weekOf(hours: WeeklyHours): Period[][] {
	const week: Period[][] = DAYS.map(() => [])
	for (const [line, periods = []] of Object.entries(hours)) {
		for (const day of LINES[line] ?? []) week[day]?.push(...periods.map(minutesOf))
	}
	return week.map((periods) => periods.toSorted((a, b) => a.from - b.from))
}

function minutesOf(text: string): Period {
	const { from = '', to = '' } = PERIOD.exec(text)?.groups ?? {}
	const [start, end] = [minuteOf(from), minuteOf(to)]
	return { from: start, to: end < start ? end + DAY_MINUTES : end }
}

function minuteOf(time: string): number {
	return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function overlaps(week: readonly (readonly Period[])[]): boolean {
	const all = week.flatMap((periods, day) =>
		periods.map(({ from, to }) => [from + day * DAY_MINUTES, to + day * DAY_MINUTES] as const),
	)
	const inOrder = all.toSorted((a, b) => a[0] - b[0])
	const [first] = inOrder
	if (first !== undefined) inOrder.push([first[0] + WEEK_MINUTES, first[1] + WEEK_MINUTES])
	return inOrder.some(([, to], index) => to > (inOrder[index + 1]?.[0] ?? Infinity))
}

function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
	} catch {
		return false
	}
}

/** 2024 was a leap year: the 29th of February may be a holiday of every year. */
function isHolidayName(name: string): boolean {
	if (!HOLIDAY.test(name)) return false
	if (name.startsWith('easter')) return true
	const date = name.length === 5 ? `2024-${name}` : name
	const parsed = new Date(`${date}T00:00:00Z`)
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
