import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { CONVERSATION_WINDOWS, type Line, nextSend, withSend } from '../../src/delivery/sliding-windows.ts'
import { sendingLimitsContract } from './sending-limits-contract.ts'

/** Naive on purpose: looks at every span that begins at a send. */
function keeps({ windows }: Pick<Line, 'windows'>, sends: readonly number[]): boolean {
	return windows.every(({ count, perMs }) =>
		sends.every((start) => sends.filter((send) => send >= start && send < start + perMs).length <= count),
	)
}

/** Naive on purpose: tries every millisecond. */
function earliest(lines: readonly Line[], from: number): number {
	for (let at = from; ; at += 1) if (lines.every((line) => keeps(line, [...line.sends, at]))) return at
}

const window = fc.record({ count: fc.integer({ min: 1, max: 4 }), perMs: fc.integer({ min: 1, max: 30 }) })
const windows = fc.array(window, { minLength: 1, maxLength: 3 })

/** A line that nobody has overfilled, with gaps in it as promises for later make them. */
const line = fc.tuple(windows, fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 15 })).map(([given, wishes]): Line => {
	const sends: number[] = []
	for (const wish of wishes) if (keeps({ windows: given }, [...sends, wish])) sends.push(wish)
	return { windows: given, sends: sends.toSorted((a, b) => a - b) }
})

describe('the next send', () => {
	it('is the first millisecond that a slow and certain search finds, whatever was sent and promised before', () => {
		fc.assert(
			fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 90 }), (lines, from) => {
				expect(nextSend(lines, from)).toBe(earliest(lines, from))
			}),
			{ numRuns: 2000 },
		)
	})

	it('never makes any window too full, whoever asks when, with clocks that run backwards too', () => {
		const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1 })), { maxLength: 60 })
		fc.assert(
			fc.property(windows, windows, asks, (own, shared, moments) => {
				const sends: number[][] = [[], []]
				const all: number[] = []
				for (const [now, who] of moments) {
					const lines = [
						{ windows: own, sends: sends[who] ?? [] },
						{ windows: shared, sends: all },
					]
					const at = nextSend(lines, now)
					expect(at).toBeGreaterThanOrEqual(now)
					sends[who] = [...(sends[who] ?? []), at].toSorted((a, b) => a - b)
					all.push(at)
					all.sort((a, b) => a - b)
				}
				expect(sends.every((some) => keeps({ windows: own }, some)) && keeps({ windows: shared }, all)).toBe(true)
			}),
			{ numRuns: 500 },
		)
	})

	it('keeps the limits of Teams in one conversation: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour', () => {
		let sends: number[] = []
		for (let count = 0; count < 2000; count += 1) {
			const at = nextSend([{ windows: CONVERSATION_WINDOWS, sends }], 0)
			sends = withSend({ windows: [{ count: 1, perMs: Infinity }], sends }, at, 0)
		}
		expect([sends[6], sends[7], sends[8], sends[59], sends[60], sends[1799], sends[1800]]).toEqual([
			0,
			1000,
			2000,
			14_000,
			30_000,
			30_000 * 29 + 14_000,
			3_600_000,
		])
		expect(keeps({ windows: CONVERSATION_WINDOWS }, sends)).toBe(true)
	})
})

sendingLimitsContract('the memory of one process', async () => {
	const book = createSendsInMemory(Date.now)
	return { one: book, other: book, close: async () => undefined }
})

describe('the memory of one process', () => {
	it('forgets what is more than an hour old, and nothing else', async () => {
		const time = { now: 0 }
		const book = createSendsInMemory(() => time.now)
		const limits = createSendingLimits(book)
		const known = async (key: string) => {
			let sends: readonly number[] = []
			await book.exchange([key], ([found = []]) => [(sends = found)])
			return sends
		}
		await limits.reserve([{ key: 'old', windows: CONVERSATION_WINDOWS }], 0)
		time.now = 1_800_000
		await limits.reserve([{ key: 'kept', windows: CONVERSATION_WINDOWS }], time.now)
		time.now = 3_600_001
		for (let count = 0; count < 1000; count += 1) {
			await limits.reserve([{ key: `passing-${count}`, windows: CONVERSATION_WINDOWS }], time.now)
		}
		expect([await known('old'), await known('kept')]).toEqual([[], [1_800_000]])
	})
})
