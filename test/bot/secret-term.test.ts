import { expect, it } from 'vitest'
import { secretTerm } from '../../src/bot/secret-term.ts'

const ENDS = '2027-01-31'

/** What is told at noon of UTC on a day. */
const on = (day: string) => secretTerm(ENDS, Date.parse(`${day}T12:00:00Z`), 'UTC')

it.each([
	['2026-12-31', undefined, undefined],
	['2027-01-01', 30, 'soon'],
	['2027-01-23', 8, 'soon'],
	['2027-01-24', 7, 'urgent'],
	['2027-01-30', 1, 'urgent'],
	['2027-01-31', 0, 'urgent'],
	['2027-02-01', -1, 'expired'],
	['2028-01-31', -365, 'expired'],
])('on %s, %s days are left: %s', (today, daysLeft, level) => {
	expect(on(today)).toEqual(level && { level, expires: ENDS, daysLeft })
})

it.each([
	['UTC', '2027-01-30T23:59:59.999Z', 1],
	['UTC', '2027-01-31T00:00:00Z', 0],
	['Pacific/Auckland', '2027-01-30T10:59:59Z', 1],
	['Pacific/Auckland', '2027-01-30T11:00:00Z', 0],
	['Pacific/Honolulu', '2027-02-01T09:59:59Z', 0],
	['Pacific/Honolulu', '2027-02-01T10:00:00Z', -1],
	['Asia/Kolkata', '2027-01-30T18:29:59Z', 1],
	['Asia/Kolkata', '2027-01-30T18:30:00Z', 0],
])('counts the days of %s: at %s, %i are left', (timeZone, at, daysLeft) => {
	expect(secretTerm(ENDS, Date.parse(at), timeZone)?.daysLeft).toBe(daysLeft)
})

it('counts whole days over a change of clocks and over a leap day', () => {
	const days = (expires: string, at: string) => secretTerm(expires, Date.parse(at), 'Europe/Paris')?.daysLeft
	expect(days('2027-03-29', '2027-03-27T23:30:00Z')).toBe(1)
	expect(days('2027-11-01', '2027-10-30T21:30:00Z')).toBe(2)
	expect(days('2028-03-01', '2028-02-28T12:00:00Z')).toBe(2)
})

it('takes the calendar of the machine where the desk names no place', () => {
	const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
	for (const hour of [0, 6, 12, 18]) {
		const at = Date.UTC(2027, 0, 30, hour)
		expect(secretTerm(ENDS, at, undefined)).toEqual(secretTerm(ENDS, at, timeZone))
	}
})
