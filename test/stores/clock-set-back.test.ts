import { describe, expect, it } from 'vitest'
import { lowdbPlace } from './lowdb-place.ts'
import { NOON, notice, opening } from './samples.ts'

describe('a clock that is set back', () => {
	const YEAR = 365 * 24 * 3600 * 1000

	it.each([3_600_000, YEAR])('by %d ms holds no notice back, tries each once, and tells nobody twice', async (back) => {
		const place = await lowdbPlace()
		const store = await place.open()
		const to = { kind: 'customer', id: 'anna' } as const
		const told = [notice('first', to), notice('second', to)]
		await store.tickets.commit('one', [{ ...opening('BD-1001'), notices: told }])
		await store.notices.recordAttempt(
			'first',
			{ at: NOON, channel: 'e-mail', outcome: 'retryable' },
			{ status: 'waiting', nextAttemptAt: NOON + 5000 },
		)
		const now = NOON - back
		const ready = async () => (await store.notices.ready(now, 9)).map(({ id }) => id)
		expect(await ready()).toEqual(['first'])
		await store.notices.recordAttempt(
			'first',
			{ at: now, channel: 'e-mail', outcome: 'retryable' },
			{ status: 'waiting', nextAttemptAt: now + 5000 },
		)
		expect(await ready()).toEqual([])
		await store.notices.recordAttempt(
			'first',
			{ at: now + 5000, channel: 'e-mail', outcome: 'delivered' },
			{ status: 'delivered' },
		)
		expect(await ready()).toEqual(['second'])
		expect(await store.tickets.commit('one', [opening('BD-1002')])).toBe('repeated')
		await store.close()
		await place.remove()
	})
})
