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

		it('do not lock one another out when they name the same keys in another order', async () => {
			const limited = [conversation('first'), conversation('second')]
			const asks = Array.from({ length: 20 }, (_, turn) =>
				(turn % 2 === 0 ? one : other).reserve(turn % 2 === 0 ? limited : limited.toReversed(), NOW),
			)
			expect(new Set(await Promise.all(asks)).size).toBeGreaterThan(1)
		})
	})
}
