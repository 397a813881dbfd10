import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SendBook } from '../../src/delivery/ports.ts'
import { createSendingLimits, type SendingLimits } from '../../src/delivery/sending-limits.ts'
import { CONVERSATION_WINDOWS, tenantWindows, type Window } from '../../src/delivery/sliding-windows.ts'

/** A book as two processes see it, or the same one twice where there is one process only. */
export interface OpenBooks {
	readonly one: SendBook
	readonly other: SendBook
	close(): Promise<void>
}

const conversation = (key: string) => ({ key, windows: CONVERSATION_WINDOWS })
const tenant = { key: 'tenant', windows: tenantWindows() }
const HOUR = 3_600_000
/** Books may forget what is old by the real time. */
const NOW = Date.now()

/** What every book of sends must do, in one process or in many. */
export function sendingLimitsContract(name: string, open: () => Promise<OpenBooks>): void {
	describe(`limits over ${name}`, () => {
		let books: OpenBooks
		let one: SendingLimits
		let other: SendingLimits
		beforeEach(async () => {
			books = await open()
			one = createSendingLimits(books.one)
			other = createSendingLimits(books.other)
		})
		afterEach(() => books.close())

		/** As two processes that ask in turn. */
		async function places(count: number, key: (turn: number) => string): Promise<number[]> {
			const given: number[] = []
			for (let turn = 0; turn < count; turn += 1) {
				const limits = turn % 2 === 0 ? one : other
				given.push((await limits.reserve([conversation(key(turn)), tenant], NOW)) - NOW)
			}
			return given
		}

		it('let no conversation wait for another one, and the tenant have 30 a second', async () => {
			const given = await places(40, (turn) => `c-${turn}`)
			expect(given).toEqual([...Array.from({ length: 30 }, () => 0), ...Array.from({ length: 10 }, () => 1000)])
		})

		it('give places in the order of asking, and what a far place leaves free to others', async () => {
			expect(await places(9, () => 'busy')).toEqual([0, 0, 0, 0, 0, 0, 0, 1000, 2000])
			expect(await other.reserve([conversation('quiet'), tenant], NOW)).toBe(NOW)
		})

		it('give each place once when all ask at the same moment', async () => {
			const windows: Window[] = [{ count: 3, perMs: 1000 }]
			const asks = Array.from({ length: 30 }, (_, turn) =>
				(turn % 2 === 0 ? one : other).reserve([{ key: 'k', windows }, tenant], NOW),
			)
			const given = (await Promise.all(asks)).map((at) => at - NOW).toSorted((a, b) => a - b)
			expect(given).toEqual(Array.from({ length: 30 }, (_, turn) => Math.floor(turn / 3) * 1000))
		})

		it('keep a pause that any process was asked for, the longer one of two, and none that is over', async () => {
			await one.pause([conversation('held')], NOW + 5000, NOW)
			await other.pause([conversation('held')], NOW + 3000, NOW)
			expect(await other.reserve([conversation('held'), tenant], NOW)).toBe(NOW + 5000)
			expect(await other.reserve([conversation('free'), tenant], NOW)).toBe(NOW)
			expect(await one.reserve([conversation('held'), tenant], NOW + 9000)).toBe(NOW + 9000)
		})

		it('count a send from when it may have arrived', async () => {
			const windows: Window[] = [{ count: 1, perMs: 1000 }]
			const place = await one.reserve([{ key: 'late', windows }], NOW)
			await one.postpone([{ key: 'late', windows }], place, NOW + 700)
			expect(await other.reserve([{ key: 'late', windows }], NOW + 800)).toBe(NOW + 1700)
		})

		it('count a send that hangs beside every other, for whatever process, until it may have arrived', async () => {
			const windows: Window[] = [{ count: 1, perMs: 1000 }]
			const limited = [{ key: 'hanging', windows }]
			const place = await one.reserve(limited, NOW)
			await one.hang(limited, place, NOW + 500)
			const next = await other.reserve(limited, NOW + 5000)
			expect(next).toBe(NOW + 6000)
			expect(await other.again(limited, next, next)).toBe(NOW + 7000)
			await one.postpone(limited, place, NOW + 6500)
			expect(await other.again(limited, NOW + 7000, NOW + 7000)).toBe(NOW + 7000)
			expect(await one.reserve(limited, NOW + 7000)).toBe(NOW + 8000)
		})

		it('wait no minute for what hung in a process that has gone', async () => {
			const windows: Window[] = [{ count: 1, perMs: 1000 }]
			const limited = [{ key: 'gone', windows }]
			await one.hang(limited, await one.reserve(limited, NOW), NOW + 500)
			expect(await other.reserve(limited, NOW + 59_999)).toBe(NOW + 60_999)
			const later = [{ key: 'later', windows }]
			await one.hang(later, await one.reserve(later, NOW), NOW + 500)
			expect(await other.reserve(later, NOW + 60_000)).toBe(NOW + 60_000)
		})

		it('look again when the time of a place has come: a pause that was asked for since holds, and else the place', async () => {
			const limited = [conversation('looked at again'), tenant]
			await one.reserve(limited, NOW)
			const place = await other.reserve(limited, NOW)
			expect(await other.again(limited, place, NOW + 3)).toBe(NOW)
			await one.pause([conversation('looked at again')], NOW + 5000, NOW)
			expect(await other.again(limited, NOW, NOW + 4)).toBe(NOW + 5000)
			expect(await other.again(limited, NOW + 5000, NOW + 5000)).toBe(NOW + 5000)
		})

		it('make nobody wait for the time that comes twice when the clock is set back', async () => {
			const set = NOW - HOUR
			await one.pause([conversation('held')], NOW + 30_000, NOW)
			expect(await other.reserve([conversation('held'), tenant], set)).toBe(set + 30_000)
			const windows: Window[] = [{ count: 1, perMs: 60_000 }]
			for (let minute = 60; minute >= 0; minute -= 1) await one.reserve([{ key: 'busy', windows }], NOW - minute * 60_000)
			expect(await other.reserve([{ key: 'busy', windows }], set)).toBe(set + 60_000)
			expect(await one.reserve([{ key: 'busy', windows }], set + 60_000)).toBe(set + 120_000)
		})

		it('do not lock one another out when they name the same keys in another order', async () => {
			const limited = [conversation('first'), conversation('second')]
			const asks = Array.from({ length: 20 }, (_, turn) =>
				(turn % 2 === 0 ? one : other).reserve(turn % 2 === 0 ? limited : limited.toReversed(), NOW),
			)
			expect(new Set(await Promise.all(asks)).size).toBeGreaterThan(1)
		})
	})
}
