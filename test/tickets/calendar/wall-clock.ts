import * as fc from 'fast-check'
import type { CalendarDefinition } from '../../../src/tickets/calendar/definition.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** What a clock on the wall shows: the day, counted from 1970-01-01, and the minute of it. */
interface Shown {
	readonly day: number
	readonly minute: number
}

/** A few days, minute by minute, as `Intl` shows them in a place: the slow and simple way. */
export interface WallClock {
	readonly start: number
	readonly end: number
	readonly minutes: readonly Shown[]
}

/** Six days before and after noon UTC of a date. */
export function wallClock(timeZone: string, date: string): WallClock {
	const middle = Date.parse(`${date}T12:00:00Z`)
	const [start, end] = [middle - 6 * DAY, middle + 6 * DAY]
	const format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'short' })
	const minutes: Shown[] = []
	for (let at = start; at < end; at += MINUTE) {
		const [, day = '', hour = 0, minute = 0] = /^(\S+), (\d+):(\d+)/u.exec(format.format(at)) ?? []
		minutes.push({ day: Date.parse(`${day}T00:00:00Z`) / DAY, minute: Number(hour) * 60 + Number(minute) })
	}
	return { start, end, minutes }
}

/** Hours as the test draws them: minutes of the week from Monday 00:00, and holidays as days from 1970-01-01. */
export interface Drawn {
	readonly periods: readonly (readonly [from: number, to: number])[]
	readonly holidays: readonly number[]
}

const WEEK = 7 * 1440
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Any week without overlaps: short and long periods, several a day, some over midnight and over the end of the week. */
export function drawn({ start }: WallClock): fc.Arbitrary<Drawn> {
	const points = fc.uniqueArray(fc.integer({ min: 0, max: WEEK - 1 }), { minLength: 2, maxLength: 24, size: 'max' })
	const shift = fc.integer({ min: 0, max: WEEK - 1 })
	const holidays = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 3 })
	return fc.record({ points, shift, holidays }).map((some) => ({
		periods: pairs(some.points.toSorted((a, b) => a - b)).map(([from, to]) => {
			const begin = (from + some.shift) % WEEK
			return [begin, begin + Math.min(to - from, 1439)] as const
		}),
		holidays: some.holidays.map((day) => Math.floor(start / DAY) + day),
	}))
}

function pairs(points: readonly number[]): (readonly [number, number])[] {
	return points.flatMap((point, index) => (index % 2 === 1 ? [[points[index - 1] ?? 0, point] as const] : []))
}

/** The same as the policy would write it. */
export function written(timeZone: string, { periods, holidays }: Drawn): CalendarDefinition {
	const hours: Record<string, string[]> = {}
	for (const [from, to] of periods)
		(hours[DAYS[Math.floor(from / 1440)] ?? ''] ??= []).push(`${time(from)}-${time(to) === '00:00' ? '24:00' : time(to)}`)
	return { timeZone, hours, holidays: holidays.map((day) => new Date(day * DAY).toISOString().slice(0, 10)) }
}

function time(minute: number): string {
	const ofDay = minute % 1440
	return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`
}

/** Whether it is open while the clock shows this, minute by minute of the week and of the one before. */
function isOpen({ periods, holidays }: Drawn, { day, minute }: Shown): boolean {
	const weekday = (((day + 3) % 7) + 7) % 7
	const now = weekday * 1440 + minute
	return periods.some(([from, to]) => {
		const hit = [now, now + WEEK].find((at) => from <= at && at < to)
		if (hit === undefined) return false
		const begun = day - (Math.floor(hit / 1440) - Math.floor(from / 1440))
		return !holidays.includes(begun)
	})
}

/** Each minute of the clock, open or not. */
export function openMinutes(clock: WallClock, hours: Drawn): boolean[] {
	return clock.minutes.map((shown) => isOpen(hours, shown))
}

/** Opening time between two instants, summed up minute by minute. */
export function slowBetween({ start }: WallClock, open: readonly boolean[], [from, to]: readonly [number, number]): number {
	let sum = 0
	open.forEach((isIt, index) => {
		const at = start + index * MINUTE
		if (isIt) sum += Math.max(0, Math.min(to, at + MINUTE) - Math.max(from, at))
	})
	return sum
}

/** The instant after so much opening time, found minute by minute; undefined when it is after the last minute. */
export function slowAdd(
	{ start }: WallClock,
	open: readonly boolean[],
	[from, span]: readonly [number, number],
): number | undefined {
	let left = span
	for (const [index, isIt] of open.entries()) {
		const at = Math.max(from, start + index * MINUTE)
		const length = start + (index + 1) * MINUTE - at
		if (!isIt || length <= 0) continue
		if (left <= length) return at + left
		left -= length
	}
	return undefined
}
