import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import type { News } from '../../../src/stores/store.ts'
import { NOON, notice, opening } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { until } from './until.ts'

/** Several processes on one database, here several stores. */
export function describeSharing(server: () => string): void {
	describe('several processes on one database', () => {
		let place: PostgresPlace
		let one: PostgresStore
		let other: PostgresStore
		const heard: News[] = []
		beforeEach(async () => {
			place = await postgresPlace(server())
			one = await place.open({ leaseMs: 600 })
			other = await place.open({ leaseMs: 600 })
			heard.length = 0
			other.onNews((news) => void heard.push(news))
		})
		afterEach(async () => {
			await one.close()
			await other.close()
			await place.remove()
		})

		async function openWithNotices(count: number): Promise<void> {
			for (let index = 0; index < count; index += 1) {
				const number = `BD-${1001 + index}`
				const to = { kind: 'customer', id: `user-${index}` } as const
				const notices = [notice(`${number}/n`, to, { ticket: number })]
				await one.tickets.commit(number, [{ ...opening(number), notices, nextDueAt: NOON }])
			}
		}
		/** Takes what is ready as a process that is then killed: its line stays until its lease is over. */
		async function takenByKilled(): Promise<string[]> {
			const killed = await place.open({ leaseMs: 600 })
			const ready = await killed.notices.ready(NOON, 3)
			const due = await killed.tickets.due(NOON, 3)
			await killed.transcripts.createConversation({ id: 'c', userId: 'anna', locale: 'fr', createdAt: new Date(NOON) })
			await killed.transcripts.append('c', { id: 'a', type: 'message', from: { id: 'anna', role: 'user' } })
			const [{ id } = { id: '' }] = await place.ask<{ id: string }>(
				`SELECT carrier AS id FROM notices WHERE carrier IS NOT NULL LIMIT 1`,
			)
			await killed.close()
			await place.ask('INSERT INTO processes (id, seen_at) VALUES ($1, clock_timestamp())', [id])
			return [...ready.map((each) => each.id), ...due]
		}

		it('never hand the same number to two', async () => {
			const numbers = await Promise.all([one, other, one, other, one, other].map(({ tickets }) => tickets.reserveNumber()))
			expect(new Set(numbers).size).toBe(6)
		})

		it('let one of two commits of the same cause or the same ticket through', async () => {
			const same = await Promise.all([one, other].map(({ tickets }, index) => tickets.commit('c', [opening(`BD-200${index}`)])))
			expect(same.toSorted()).toEqual(['committed', 'repeated'])
			const ticket = await Promise.all(
				[one, other].map(({ tickets }, index) => tickets.commit(`d${index}`, [opening('BD-3000')])),
			)
			expect(ticket.toSorted()).toEqual(['committed', 'conflict'])
		})

		it('share notices and due tickets: each is in one hand only', async () => {
			await openWithNotices(10)
			const ready = await Promise.all([one, other].map(({ notices }) => notices.ready(NOON, 5)))
			const ids = ready.flat().map(({ id }) => id)
			expect(new Set(ids).size).toBe(ids.length)
			expect(await one.notices.ready(NOON, 99)).toHaveLength(10 - (ready[1]?.length ?? 0))
			expect(await other.notices.ready(NOON, 99)).toHaveLength(ready[1]?.length ?? 0)
			const due = [...(await one.tickets.due(NOON, 6)), ...(await other.tickets.due(NOON, 6))]
			expect(new Set(due).size).toBe(10)
			expect(due).toHaveLength(10)
		})

		it('take over what one had in hand that says goodbye, at once', async () => {
			await openWithNotices(2)
			expect(await one.notices.ready(NOON, 9)).toHaveLength(2)
			expect(await other.notices.ready(NOON, 9)).toEqual([])
			await one.close()
			await until(() => heard.some(({ kind }) => kind === 'orphans'))
			expect(await other.notices.ready(NOON, 9)).toHaveLength(2)
		})

		it('take over what a killed one had in hand, after its lease and with a sign to everybody', async () => {
			await openWithNotices(3)
			const taken = await takenByKilled()
			expect(taken).toHaveLength(6)
			expect([await one.notices.ready(NOON, 9), await one.transcripts.unhandled()]).toEqual([[], []])
			// What the clock does is done once by its cause: it need not be known for sure that the other is dead.
			const due = await other.tickets.due(NOON, 9)
			heard.length = 0
			await until(() => heard.some(({ kind }) => kind === 'orphans'))
			const free = [...(await other.notices.ready(NOON, 9)).map(({ id }) => id), ...due]
			expect(free.toSorted()).toEqual(taken.toSorted())
			expect(await other.transcripts.unhandled()).toHaveLength(1)
			expect(await one.transcripts.unhandled()).toEqual([])
		})

		it('leave a busy one alone that gives no sign of life while its connection is open', async () => {
			await openWithNotices(1)
			const busy = await place.open({ leaseMs: 60_000 })
			expect(await busy.notices.ready(NOON, 9)).toHaveLength(1)
			const before = `clock_timestamp() - interval '1 second'`
			await place.ask(`UPDATE processes SET seen_at = ${before} WHERE id IN (SELECT carrier FROM notices)`)
			await new Promise((resolve) => setTimeout(resolve, 700))
			expect(await other.notices.ready(NOON, 9)).toEqual([])
			await busy.close()
			expect(await other.notices.ready(NOON, 9)).toHaveLength(1)
		})

		it('do not wait with what is due for one that hangs, though its connection is open', async () => {
			await openWithNotices(1)
			const hanging = await place.open({ leaseMs: 60_000 })
			expect(await hanging.tickets.due(NOON, 9)).toHaveLength(1)
			expect(await other.tickets.due(NOON, 9)).toEqual([])
			const before = `clock_timestamp() - interval '4.2 seconds'`
			await place.ask(`UPDATE processes SET seen_at = ${before} WHERE id IN (SELECT carrier FROM due_claims)`)
			expect(await other.tickets.due(NOON, 9)).toHaveLength(1)
			await hanging.close()
		})

		it('hear of new notices and of what is said in a chat, and nothing of what they did themselves', async () => {
			const own: News[] = []
			one.onNews((news) => void own.push(news))
			await openWithNotices(1)
			await one.transcripts.createConversation({ id: 'é"c', userId: 'anna', locale: undefined, createdAt: new Date(NOON) })
			await one.transcripts.append('é"c', { id: 'a', type: 'message' })
			await until(() => heard.length >= 2)
			expect(heard).toEqual([{ kind: 'work' }, { kind: 'chat', conversation: 'é"c' }])
			expect(own).toEqual([])
		})

		it('share a key that the first of them makes', async () => {
			const keys = await Promise.all([one, other].map((store, index) => store.sharedKey('tokens', new Uint8Array([index]))))
			expect(keys[0]).toEqual(keys[1])
			expect(await other.sharedKey('tokens', new Uint8Array([9]))).toEqual(keys[0])
		})
	})
}
