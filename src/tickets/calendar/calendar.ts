import type { Instant } from '../ticket.ts'
import { type CalendarDefinition, type Period, weekOf } from './definition.ts'
import { createHolidays } from './holidays.ts'
import { createTimeZone, type Stretch } from './time-zone.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** About eleven years of days; then the cache starts anew. */
const MOST_DAYS = 4096

/** A stretch of time in which it is open, up to but without `to`. */
export interface Opening {
	readonly from: Instant
	readonly to: Instant
}

/** When there is somebody to read and to answer. */
export interface Calendar {
	/** The openings of a day of UTC, counted from 1970-01-01, in their order. */
	openingsOf(day: number): readonly Opening[]
	/** Set where every hour counts. */
	readonly isAlwaysOpen: boolean
	/** Opening time of a working day: the mean of the weekdays on which it opens, in milliseconds. */
	readonly dayLength: number
}

/** Every hour of every day: `24x7`. */
export const ALWAYS: Calendar = {
	isAlwaysOpen: true,
	dayLength: DAY,
	openingsOf: (day) => [{ from: day * DAY, to: (day + 1) * DAY }],
}

/**
 * It is open whenever a clock on its wall shows a time within its hours. So an hour that is left out in spring is not there to be
 * worked in, and one that comes twice in autumn counts twice. Periods over midnight belong to the day on which they begin.
 */
export function createCalendar({ timeZone, hours, holidays }: CalendarDefinition): Calendar {
	const zone = createTimeZone(timeZone)
	const week = weekOf(hours)
	const isHoliday = createHolidays(holidays)
	const known = new Map<number, readonly Opening[]>()

	/** The periods of a day on the wall, from the midnight before it to the one after it. */
	function periodsOf(day: number): readonly Period[] {
		const begun = (which: number) => (isHoliday(which) ? [] : (week[weekday(which)] ?? []))
		const late = begun(day - 1).map(({ from, to }) => ({ from: from - 1440, to: to - 1440 }))
		return [...late.filter(({ to }) => to > 0), ...begun(day)].map(({ from, to }) => ({
			from: Math.max(0, from),
			to: Math.min(1440, to),
		}))
	}

	function within({ from, to, offset }: Stretch): Opening[] {
		const openings: Opening[] = []
		for (let day = Math.floor((from + offset) / DAY); day * DAY < to + offset; day += 1) {
			for (const period of periodsOf(day)) {
				const start = Math.max(from, day * DAY + period.from * MINUTE - offset)
				const end = Math.min(to, day * DAY + period.to * MINUTE - offset)
				if (start < end) openings.push({ from: start, to: end })
			}
		}
		return openings
	}

	return {
		isAlwaysOpen: false,
		dayLength: meanDay(week),
		openingsOf(day) {
			const before = known.get(day)
			if (before !== undefined) return before
			if (known.size >= MOST_DAYS) known.clear()
			const openings = zone.stretchesOf(day).flatMap(within)
			known.set(day, openings)
			return openings
		},
	}
}

function meanDay(week: readonly (readonly Period[])[]): number {
	const openings = week.flat().reduce((sum, { from, to }) => sum + to - from, 0)
	return (openings * MINUTE) / week.filter((periods) => periods.length > 0).length
}

/** 1970-01-01 was a Thursday; Monday is 0. */
function weekday(day: number): number {
	return (((day + 3) % 7) + 7) % 7
}

/**
 * The first instant at which so many milliseconds of opening time have passed since `from`: within an opening, or the end of one.
 * Nothing to wait for is `from` itself. It ends, since the schema lets no calendar through that never opens.
 */
export function addBusinessTime(calendar: Calendar, from: Instant, duration: number): Instant {
	if (calendar.isAlwaysOpen || duration <= 0) return from + Math.max(0, duration)
	let left = duration
	for (let day = Math.floor(from / DAY); ; day += 1) {
		for (const opening of calendar.openingsOf(day)) {
			const start = Math.max(from, opening.from)
			const length = opening.to - start
			if (left <= length) return start + left
			if (length > 0) left -= length
		}
	}
}

/** Milliseconds of opening time from one instant to a later one; 0 when it is not later. */
export function businessTimeBetween(calendar: Calendar, from: Instant, to: Instant): number {
	if (calendar.isAlwaysOpen || to <= from) return Math.max(0, to - from)
	let sum = 0
	for (let day = Math.floor(from / DAY); day * DAY < to; day += 1) {
		for (const opening of calendar.openingsOf(day)) {
			sum += Math.max(0, Math.min(to, opening.to) - Math.max(from, opening.from))
		}
	}
	return sum
}

/** The instant itself when it is open then, else the next one at which it opens. */
export function nextOpening(calendar: Calendar, at: Instant): Instant {
	if (calendar.isAlwaysOpen) return at
	for (let day = Math.floor(at / DAY); ; day += 1) {
		const next = calendar.openingsOf(day).find(({ to }) => to > at)
		if (next !== undefined) return Math.max(at, next.from)
	}
}

/** Whether somebody is there at this instant: from the millisecond of opening up to but without the one of closing. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
	return nextOpening(calendar, at) === at
}
