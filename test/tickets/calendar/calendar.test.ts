import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	addBusinessTime,
	ALWAYS,
	businessTimeBetween,
	createCalendar,
	isOpen,
	nextOpening,
} from '../../../src/tickets/calendar/calendar.ts'
import { type CalendarDefinition, calendarSchema } from '../../../src/tickets/calendar/definition.ts'
import { drawn, openMinutes, slowAdd, slowBetween, wallClock, written } from './wall-clock.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const OFFICE = { 'monday-friday': ['09:00-12:30', '13:30-18:00'] }

function calendar(timeZone: string, hours: CalendarDefinition['hours'], holidays: string[] = []) {
	return createCalendar(calendarSchema.parse({ timeZone, hours, holidays }))
}

/** Written as a place's clocks show it, with their offset. */
const at = (text: string) => Date.parse(text)
const written8601 = (instant: number) => new Date(instant).toISOString()

describe('business time', () => {
	it('counts opening hours only, over lunch, the night and the weekend', () => {
		const office = calendar('Europe/Paris', OFFICE)
		const friday = at('2026-11-20T17:00:00+01:00')
		expect(written8601(addBusinessTime(office, friday, HOUR))).toBe(written8601(at('2026-11-20T18:00:00+01:00')))
		expect(written8601(addBusinessTime(office, friday, HOUR + 1))).toBe(written8601(at('2026-11-23T09:00:00.001+01:00')))
		expect(written8601(addBusinessTime(office, friday, 8 * HOUR))).toBe(written8601(at('2026-11-23T17:00:00+01:00')))
		expect(businessTimeBetween(office, friday, at('2026-11-23T13:00:00+01:00'))).toBe(4.5 * HOUR)
	})

	it.each([
		['Europe/Paris', 'spring', '2026-03-27T17:00:00+01:00', '2026-03-30T10:00:00+02:00'],
		['Europe/Paris', 'autumn', '2026-10-23T17:00:00+02:00', '2026-10-26T10:00:00+01:00'],
		['America/Toronto', 'spring', '2026-03-06T17:00:00-05:00', '2026-03-09T10:00:00-04:00'],
		['America/Toronto', 'autumn', '2026-10-30T17:00:00-04:00', '2026-11-02T10:00:00-05:00'],
	])('keeps the hours of the clocks of %s over the weekend on which they change in %s', (zone, _season, from, to) => {
		const office = calendar(zone, OFFICE)
		expect(addBusinessTime(office, at(from), 2 * HOUR)).toBe(at(to))
		expect(businessTimeBetween(office, at(from), at(to))).toBe(2 * HOUR)
	})

	it.each([
		['Europe/Paris', 'spring', '2026-03-28T22:00:00+01:00', 7],
		['Europe/Paris', 'autumn', '2026-10-24T22:00:00+02:00', 9],
		['America/Toronto', 'spring', '2026-03-07T22:00:00-05:00', 7],
		['America/Toronto', 'autumn', '2026-10-31T22:00:00-04:00', 9],
	])('knows how long the night of %s is on which clocks change in %s', (zone, _season, from, hours) => {
		const night = calendar(zone, { saturday: ['22:00-06:00'] })
		expect(businessTimeBetween(night, at(from), at(from) + 48 * HOUR)).toBe(hours * HOUR)
		expect(addBusinessTime(night, at(from), hours * HOUR)).toBe(at(from) + hours * HOUR)
	})

	it('is closed on holidays: a date, a date of every year, days from Easter', () => {
		const holidays = ['2026-11-11', '12-25', 'easter+1', 'easter-2', '02-29']
		const office = calendar('Europe/Paris', OFFICE, holidays)
		const isClosed = (day: string) => !isOpen(office, at(`${day}T10:00:00Z`))
		expect(['2026-11-11', '2026-12-25', '2028-12-25', '2026-04-06', '2026-04-03', '2028-02-29'].map(isClosed)).not.toContain(
			false,
		)
		expect(['2027-11-11', '2026-12-24', '2026-04-07', '2027-04-06', '2027-03-01'].map(isClosed)).not.toContain(true)
	})

	it('lets a period over midnight belong to the day on which it begins', () => {
		const night = calendar('Europe/Paris', { 'every-day': ['22:00-06:00'] }, ['2026-11-11'])
		const opens = (text: string) => isOpen(night, at(`${text}+01:00`))
		expect([opens('2026-11-11T03:00:00'), opens('2026-11-11T23:00:00'), opens('2026-11-12T03:00:00')]).toEqual([
			true,
			false,
			false,
		])
	})

	it('opens at its hour to the millisecond, and is closed at the hour at which it closes', () => {
		const office = calendar('Europe/Paris', OFFICE)
		const [opening, closing] = [at('2026-11-23T09:00:00+01:00'), at('2026-11-23T18:00:00+01:00')]
		expect([opening - 1, opening, closing - 1, closing].map((instant) => isOpen(office, instant))).toEqual([
			false,
			true,
			true,
			false,
		])
		expect(nextOpening(office, closing)).toBe(opening + 24 * HOUR)
	})

	it('is plain time where every hour counts', () => {
		expect([addBusinessTime(ALWAYS, 7, 5), businessTimeBetween(ALWAYS, 7, 12), nextOpening(ALWAYS, 7)]).toEqual([12, 5, 7])
	})
})

describe.each([
	['Europe/Paris', '2026-03-29'],
	['Europe/Paris', '2026-10-25'],
	['America/Toronto', '2026-03-08'],
	['America/Toronto', '2026-11-01'],
	['Australia/Lord_Howe', '2026-04-05'],
	['America/St_Johns', '2006-10-29'],
])('any hours in %s around %s', (zone, date) => {
	const clock = wallClock(zone, date)
	const instant = fc.integer({ min: clock.start, max: clock.end })
	const cases = fc.record({
		hours: drawn(clock),
		one: instant,
		other: instant,
		share: fc.double({ min: 0, max: 1, noNaN: true }),
	})

	it('are counted as a clock that is watched minute by minute counts them', () => {
		const property = fc.property(cases, ({ hours, one, other, share }) => {
			const fast = createCalendar(calendarSchema.parse(written(zone, hours)))
			const open = openMinutes(clock, hours)
			const [from, to] = [Math.min(one, other), Math.max(one, other)]
			expect(businessTimeBetween(fast, from, to)).toBe(slowBetween(clock, open, [from, to]))
			const duration = Math.ceil(share * slowBetween(clock, open, [from, clock.end]))
			if (duration === 0) return
			const then = addBusinessTime(fast, from, duration)
			expect(then).toBe(slowAdd(clock, open, [from, duration]))
			expect(open[Math.floor((then - 1 - clock.start) / MINUTE)]).toBe(true)
			const opening = slowAdd(clock, open, [from, 1])
			expect(opening === undefined || nextOpening(fast, from) === opening - 1).toBe(true)
		})
		fc.assert(property, { numRuns: 60 })
	})

	it('add and count as each other undo, and never go back', () => {
		const longer = fc.integer({ min: 1, max: 120 * HOUR })
		const property = fc.property(drawn(clock), instant, longer, longer, (hours, from, duration, more) => {
			const fast = createCalendar(calendarSchema.parse(written(zone, hours)))
			const then = addBusinessTime(fast, from, duration)
			expect(businessTimeBetween(fast, from, then)).toBe(duration)
			expect(addBusinessTime(fast, from, duration + more)).toBe(addBusinessTime(fast, then, more))
			expect(addBusinessTime(fast, from + more, duration)).toBeGreaterThanOrEqual(then)
			expect(nextOpening(fast, then - 1)).toBe(then - 1)
		})
		fc.assert(property, { numRuns: 200 })
	})
})
