import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import type { Recipient } from '../../../src/tickets/notice.ts'
import { NOON, notice, opening } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'

/** More than are looked at in the order of time. */
const LONG = 250

/** A recipient with very many notices. */
export function describeQueues(server: () => string): void {
	describe('a long queue of notices in the database', () => {
		let place: PostgresPlace
		let store: PostgresStore
		beforeEach(async () => {
			place = await postgresPlace(server())
			store = await place.open()
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})

		const TEAM = { kind: 'team', id: 'team' } as const
		const tell = (id: string, to: Recipient, nextAttemptAt = NOON) =>
			store.tickets.commit(id, [{ ...opening(`BX-${id}`), notices: [notice(id, to, { nextAttemptAt })] }])
		const ready = async (now: number) => (await store.notices.ready(now, 9)).map(({ id }) => id)

		it('hides nobody behind it, whether its first one waits or not', async () => {
			await tell('first', TEAM)
			await Promise.all(Array.from({ length: LONG }, (_, index) => tell(`n${index}`, TEAM)))
			await tell('anna', { kind: 'customer', id: 'anna' }, NOON + 1)
			await tell('bert', { kind: 'customer', id: 'bert' }, NOON + 2)
			expect(await store.notices.nextAttempt()).toBe(NOON)
			expect(await ready(NOON + 1)).toEqual(['first', 'anna'])
			const attempt = { channel: 'tab', at: NOON, outcome: 'retryable' } as const
			await store.notices.recordAttempt('first', attempt, { status: 'waiting', nextAttemptAt: NOON + 60_000 })
			expect(await ready(NOON + 2)).toEqual(['anna', 'bert'])
			expect(await store.notices.nextAttempt()).toBe(NOON + 1)
		})
	})
}
