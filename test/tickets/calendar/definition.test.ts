import { describe, expect, it } from 'vitest'
import { calendarSchema, weekOf } from '../../../src/tickets/calendar/definition.ts'
import { easterSunday } from '../../../src/tickets/calendar/holidays.ts'

const given = (over: object) =>
	calendarSchema.safeParse({ timeZone: 'Europe/Paris', hours: { monday: ['09:00-18:00'] }, ...over })

describe('a calendar of the policy', () => {
	it('may name days one by one or together; what is said of one day adds up', () => {
		const week = weekOf({ 'monday-friday': ['09:00-12:00'], friday: ['22:00-02:00', '14:00-16:00'] })
		expect(week[0]).toEqual([{ from: 540, to: 720 }])
		expect(week[4]).toEqual([
			{ from: 540, to: 720 },
			{ from: 840, to: 960 },
			{ from: 1320, to: 1560 },
		])
		expect(week[5]).toEqual([])
	})

	it.each([
		['a time zone that does not exist', { timeZone: 'Europe/Atlantis' }],
		['a day that does not exist', { hours: { someday: ['09:00-18:00'] } }],
		['a field that does not exist', { hour: {} }],
		['a time that does not exist', { hours: { monday: ['09:00-25:00'] } }],
		['a period of no length', { hours: { monday: ['09:00-09:00'] } }],
		['no opening at all', { hours: { monday: [] } }],
		['periods of a day that overlap', { hours: { monday: ['09:00-12:00', '11:59-13:00'] } }],
		['a night that overlaps the next morning', { hours: { monday: ['22:00-06:00'], tuesday: ['05:00-12:00'] } }],
		[
			'a night at the end of the week that overlaps its beginning',
			{ hours: { sunday: ['22:00-06:00'], monday: ['05:00-12:00'] } },
		],
		['a date that does not exist', { holidays: ['2026-02-30'] }],
		['a holiday in words', { holidays: ['christmas'] }],
		['so many holidays that it may never open', { holidays: Array.from({ length: 51 }, () => '12-25') }],
	])('is refused with %s', (_what, over) => {
		expect(given({}).success).toBe(true)
		expect(given(over).success).toBe(false)
	})

	it('may have periods that touch, round the clock and over the end of the week', () => {
		expect(given({ hours: { 'every-day': ['00:00-24:00'] } }).success).toBe(true)
		expect(given({ hours: { sunday: ['22:00-06:00'], monday: ['06:00-12:00'] } }).success).toBe(true)
	})
})

describe('Easter Sunday', () => {
	it.each([
		'2000-04-23',
		'2008-03-23',
		'2011-04-24',
		'2024-03-31',
		'2025-04-20',
		'2026-04-05',
		'2027-03-28',
		'2038-04-25',
		'2285-03-22',
	])('is on %s', (date) => {
		expect(new Date(easterSunday(Number(date.slice(0, 4))) * 86_400_000).toISOString().slice(0, 10)).toBe(date)
	})
})
