import { beforeEach, describe, expect, it } from 'vitest'
import { createTrustedTime, type TrustedTime } from '../../src/delivery/trusted-time.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 23, 12)

let wall: number
let ran: number
let time: TrustedTime
beforeEach(() => {
	wall = START
	ran = 0
	time = createTrustedTime({ clock: () => wall, monotonic: () => ran, waitDays: 7 })
	time.look()
})

function passes(milliseconds: number, leap = 0): number {
	wall += milliseconds + leap
	ran += milliseconds
	return time.look()
}

describe('a desk that comes back', () => {
	it('closes hours later what silence should have closed while it could not hear, and the rest in time', () => {
		expect(time.mayCloseAt(START - DAY)).toBe(START + 4 * HOUR)
		expect(time.mayCloseAt(START - 1)).toBe(START - 1)
		expect(time.mayCloseAt(START + DAY)).toBe(START + DAY)
	})

	it('goes on as before where time passes as it should, however long', () => {
		expect(passes(90 * DAY)).toBe(0)
		expect(time.isTrusted()).toBe(true)
		expect(time.mayCloseAt(START + 80 * DAY)).toBe(START + 80 * DAY)
	})
})

describe('a clock that leaps', () => {
	it('closes nothing by that alone: the waiting time of the policy passes first', () => {
		expect(passes(1000, 10 * DAY)).toBe(10 * DAY)
		expect(time.mayCloseAt(START + 8 * DAY)).toBe(wall + 7 * DAY)
		expect(time.isTrusted()).toBe(true)
	})

	it('by a year is not believed at once, and believed when nobody sets it back', () => {
		passes(1000, 365 * DAY)
		expect(time.isTrusted()).toBe(false)
		passes(299_000)
		expect(time.isTrusted()).toBe(false)
		passes(1000)
		expect(time.isTrusted()).toBe(true)
	})

	it('by a year and back again is believed at once', () => {
		passes(1000, 365 * DAY)
		expect(passes(1000, -365 * DAY)).toBe(-365 * DAY)
		expect(time.isTrusted()).toBe(true)
	})
})
