import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createAnswerOnce } from '../../src/bot/answer-once.ts'
import type { TurnLedger } from '../../src/bot/ports.ts'
import { until } from '../stores/postgres/until.ts'

/** What processes share, and what each sees of it. */
function createLedger() {
	const handled = new Map<string, number>()
	const hands = new Map<string, string>()
	const gone = new Set<string>()
	const of = (process: string): TurnLedger => ({
		isHandled: async (key, since = 0) => (handled.get(key) ?? -1) >= since,
		async claim(key) {
			const hand = hands.get(key)
			if (hand !== undefined && hand !== process && !gone.has(hand)) return false
			hands.set(key, process)
			return true
		},
		letGo: async (key) => void (hands.get(key) === process && hands.delete(key)),
		async markHandled(key, at) {
			handled.set(key, at)
			hands.delete(key)
		},
	})
	return { of, gone, hands }
}

function startProcesses() {
	const ledger = createLedger()
	const time = { now: 1000 }
	const of = (name: string) => createAnswerOnce({ turns: ledger.of(name), clock: () => time.now, looksMs: [2, 2] })
	return { ledger, time, one: of('one'), other: of('other') }
}

/** Work that lasts until it is told to end. */
function slowWork() {
	const { promise, resolve, reject } = Promise.withResolvers<void>()
	let begun = 0
	const work = () => {
		begun += 1
		return promise
	}
	return { work, end: resolve, fail: reject, begun: () => begun }
}

const failedLate = (error: unknown) => {
	throw error
}

describe('answering once', () => {
	it('works once for three at once in two processes and a fourth later', async () => {
		const { one, other } = startProcesses()
		const { work, end, begun } = slowWork()
		const turn = { key: 'k', work, isKept: true, failedLate }
		const all = [one(turn), other(turn), one(turn)]
		await pause(10)
		end()
		expect(await Promise.all(all)).toEqual(['done', 'repeated', 'repeated'])
		expect(await other(turn)).toBe('repeated')
		expect(begun()).toBe(1)
		expect(await one({ ...turn, key: 'other' })).toBe('done')
		expect(begun()).toBe(2)
	})

	it('tries again after a failure, in whatever process', async () => {
		const { one, other, ledger } = startProcesses()
		const failing = { key: 'k', work: () => Promise.reject(new Error('store is away')), isKept: true, failedLate }
		await expect(one(failing)).rejects.toThrow('store is away')
		expect(ledger.hands.size).toBe(0)
		expect(await other({ ...failing, work: async () => undefined })).toBe('done')
	})

	it('takes what was handled long before for another turn', async () => {
		const { one, other, time } = startProcesses()
		const turn = { key: 'k', work: async () => undefined, isKept: false, failedLate }
		expect(await one(turn)).toBe('done')
		time.now += 500
		expect(await other({ ...turn, since: 1000 })).toBe('repeated')
		expect(await other({ ...turn, since: 1001 })).toBe('done')
	})

	it('lets the caller go where another process takes long, and does it later itself where that one has gone', async () => {
		const { one, other, ledger } = startProcesses()
		const hanging = slowWork()
		void one({ key: 'k', work: hanging.work, isKept: true, failedLate })
		await pause(5)
		let worked = 0
		const turn = { key: 'k', work: async () => void (worked += 1), isKept: true, failedLate, patience: { ms: 10 } }
		expect(await other(turn)).toBe('repeated')
		// A repetition of what is kept does not make it two.
		expect(await other(turn)).toBe('repeated')
		expect(worked).toBe(0)
		ledger.gone.add('one')
		await until(() => worked > 0)
		await pause(20)
		expect(worked).toBe(1)
	})

	it('lets the caller go only when the turn is durable, and has it forgotten when it is over', async () => {
		const { one, other } = startProcesses()
		const hanging = slowWork()
		const first = one({ key: 'k', work: hanging.work, isKept: true, failedLate })
		await pause(5)
		const book = { kept: 0, forgotten: 0 }
		const stored = Promise.withResolvers<void>()
		const keep = async () => {
			await stored.promise
			book.kept += 1
			return { forget: async () => void (book.forgotten += 1) }
		}
		const turn = { key: 'k', work: async () => undefined, isKept: true, failedLate }
		let outcome = 'waits'
		const second = other({ ...turn, patience: { ms: 5, keep } }).then((once) => (outcome = once))
		await pause(20)
		expect(outcome).toBe('waits')
		stored.resolve()
		await second
		expect(book).toEqual({ kept: 1, forgotten: 0 })
		hanging.end()
		await first
		await until(() => book.forgotten > 0)
		expect([outcome, book]).toEqual(['repeated', { kept: 1, forgotten: 1 }])
	})

	it('keeps the caller waiting where the turn cannot be made durable, and tells him what fails', async () => {
		const { one, other, ledger } = startProcesses()
		void one({ key: 'k', work: slowWork().work, isKept: true, failedLate })
		await pause(5)
		const work = () => Promise.reject(new Error('the store is away'))
		const keep = () => Promise.reject(new Error('the store is away'))
		let isOver = false
		const second = other({ key: 'k', work, isKept: true, failedLate, patience: { ms: 5, keep } }).finally(() => (isOver = true))
		second.catch(() => undefined)
		await pause(20)
		expect(isOver).toBe(false)
		ledger.gone.add('one')
		await expect(second).rejects.toThrow('the store is away')
	})

	it('leaves it at that where it is not kept, and tells what fails when nobody waits any more', async () => {
		const { one, other, ledger } = startProcesses()
		const failures: unknown[] = []
		void one({ key: 'k', work: slowWork().work, isKept: true, failedLate })
		void one({ key: 'kept', work: slowWork().work, isKept: true, failedLate })
		await pause(5)
		let worked = 0
		expect(await other({ key: 'k', work: async () => void (worked += 1), isKept: false, failedLate, patience: { ms: 5 } })).toBe(
			'repeated',
		)
		const failing = async () => {
			throw new Error('the connector is away')
		}
		expect(
			await other({
				key: 'kept',
				work: failing,
				isKept: true,
				failedLate: (error) => void failures.push(error),
				patience: { ms: 5 },
			}),
		).toBe('repeated')
		ledger.gone.add('one')
		await until(() => failures.length > 0)
		expect([worked, failures]).toEqual([0, [new Error('the connector is away')]])
	})
})
