import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppError, statusOf } from '../../../src/errors.ts'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import type { News } from '../../../src/stores/store.ts'
import { NOON, notice, opening } from '../samples.ts'
import { dishonest, startWriters } from './honesty.ts'
import { lossyLine } from './lossy-line.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import type { TestServer } from './server.ts'
import { until } from './until.ts'

/** A database that goes away and comes back. */
export function describeOutages(server: () => TestServer): void {
	describe('a database that goes away', () => {
		let place: PostgresPlace
		let store: PostgresStore
		beforeEach(async () => {
			place = await postgresPlace(server().url)
			store = await place.open()
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})

		const isBack = () =>
			store.tickets.load('BD-1').then(
				() => true,
				() => false,
			)

		it('loses nothing and tells nobody while connections are cut: every commit knows how it ended', async () => {
			const { told, stop } = startWriters(store)
			for (let cut = 0; cut < 5; cut += 1) {
				const before = told.size
				await until(() => told.size > before + 10)
				await place.cut()
			}
			await stop()
			expect(new Set(told.values())).toEqual(new Set(['committed']))
			expect(await dishonest(place, told)).toEqual([])
		})

		it('is heard again after the connection for news was cut', async () => {
			const other = await place.open()
			const heard: News[] = []
			other.onNews((news) => void heard.push(news))
			await place.cut()
			await until(() => heard.some(({ kind }) => kind === 'everything'))
			heard.length = 0
			await until(async () => {
				await store.turns.markHandled('x', NOON)
				await store.transcripts.createConversation({ id: 'c', userId: 'u', locale: undefined, createdAt: new Date(NOON) })
				await store.transcripts.append('c', { id: `a${Math.random()}`, type: 'message' })
				return heard.some(({ kind }) => kind === 'chat')
			})
			expect(heard).toContainEqual({ kind: 'chat', conversation: 'c' })
			await other.close()
		})

		it('is answered by "busy" while it is away, at once, and heals by itself', async (context) => {
			const { kill, start } = server()
			if (kill === undefined || start === undefined) return context.skip()
			await store.close()
			store = await place.open({ patienceMs: 300 })
			const { told, stop } = startWriters(store)
			await until(() => told.size > 20)
			await kill('SIGQUIT')
			await until(() => [...told.values()].some((answer) => answer.startsWith('busy')))
			await stop()
			const refusal = (await store.tickets.load('BD-1').catch((error: unknown) => error)) as AppError
			expect([refusal.code, refusal.reason, statusOf(refusal)]).toEqual(['busy', 'store-unavailable', 503])
			await start()
			await until(() => isBack())
			expect(await dishonest(place, told)).toEqual([])
			const again = [...told].find(([, answer]) => answer === 'busy store-unavailable')?.[0] ?? 'none'
			expect(await store.tickets.commit(again, [opening(again)])).toBe('committed')
		})

		it('keeps everything that was acknowledged when its server is killed', async (context) => {
			const { kill, start } = server()
			if (kill === undefined || start === undefined) return context.skip()
			const { told, stop } = startWriters(store)
			await until(() => told.size > 100)
			await kill('SIGKILL')
			await start()
			await until(() => isBack())
			await stop()
			expect([...told.values()].filter((answer) => answer === 'committed').length).toBeGreaterThan(100)
			expect(await dishonest(place, told)).toEqual([])
		})

		it('does once what was done although the answer was lost, and says so', async () => {
			const line = await lossyLine(place.url)
			const behind = await place.open({ url: line.url })
			const to = { kind: 'team', id: 'team' } as const
			line.loseAnswerTo('commit-changes')
			expect(await behind.tickets.commit('open', [{ ...opening('BD-1001'), notices: [notice('n', to)] }])).toBe('committed')
			const attempt = { channel: 'tab', at: NOON, outcome: 'delivered' } as const
			line.loseAnswerTo('record-attempt')
			expect((await behind.notices.recordAttempt('n', attempt, { status: 'delivered' })).attempts).toEqual([attempt])
			await behind.transcripts.createConversation({ id: 'c', userId: 'u', locale: undefined, createdAt: new Date(NOON) })
			line.loseAnswerTo('append-activity')
			expect(await behind.transcripts.append('c', { id: 'a', type: 'message' })).toBe(1)
			expect(line.lost()).toBe(3)
			expect(await behind.tickets.commit('open', [opening('BD-1002')])).toBe('repeated')
			expect(await behind.tickets.history('BD-1001')).toHaveLength(1)
			expect(await behind.transcripts.since('c', 0)).toMatchObject({ watermark: 1 })
			await behind.close()
			await line.close()
		})

		it('is told as not known to the one whose answer was lost when nobody answers any more', async () => {
			const line = await lossyLine(place.url)
			const behind = await place.open({ url: line.url, patienceMs: 100 })
			line.loseAnswerTo('commit-changes')
			const told = behind.tickets.commit('open', [opening('BD-1001')]).catch(({ code, reason }: AppError) => `${code} ${reason}`)
			await until(() => line.lost() === 1)
			await line.close()
			expect(await told).toBe('busy store-unsure')
			expect(await store.tickets.commit('open', [opening('BD-1001')])).toBe('repeated')
			await behind.close()
		})
	})

	describe('what no text of a database can hold', () => {
		it('is kept inside of documents and refused as a name', async () => {
			const place = await postgresPlace(server().url)
			const store = await place.open()
			const odd = 'a\0b\uD800c'
			const change = opening('BD-1001', { description: odd, invoice: odd })
			expect(await store.tickets.commit('odd', [change])).toBe('committed')
			expect(await store.tickets.load('BD-1001')).toEqual(change.ticket)
			expect(await store.tickets.list({ text: 'charged twice', limit: 9 })).toHaveLength(1)
			const both = ['a\0', 'fine'].map((reporter, index) => {
				return store.tickets.commit(`r${index}`, [opening(`BD-200${index}`, { reporter })]).catch(({ code }: AppError) => code)
			})
			expect(await Promise.all(both)).toEqual(['bad-input', 'committed'])
			await store.close()
			await place.remove()
		})
	})
}
