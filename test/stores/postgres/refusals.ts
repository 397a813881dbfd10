import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppError, statusOf } from '../../../src/errors.ts'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import { NOON, opening } from '../samples.ts'
import { lossyLine } from './lossy-line.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import type { TestServer } from './server.ts'
import { until } from './until.ts'

const told = ({ code, reason }: AppError) => `${code} ${reason}`

/** A database that answers, and says no. */
export function describeRefusals(server: () => TestServer): void {
	describe('a database that says no', () => {
		let place: PostgresPlace
		let store: PostgresStore
		beforeEach(async () => {
			// Of its own: what is done to its tables here would follow the next test.
			place = await postgresPlace(server().url, { fresh: true })
			store = await place.open({ patienceMs: 200 })
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})

		const open = (number: string, { tickets } = store) => tickets.commit(number, [opening(number)]).catch(told)
		const complaints = () => place.logged.filter(({ level }) => level === 50).map(({ msg }) => msg)

		it('because it is a standby is answered by "busy", and is written to once it has taken over', async (context) => {
			const { kill, start } = server()
			if (kill === undefined || start === undefined) return context.skip()
			expect(await open('BD-1001')).toBe('committed')
			const [folder] = await place.ask<{ data_directory: string }>('SHOW data_directory')
			await kill('SIGQUIT')
			await writeFile(path.join(folder?.data_directory ?? '', 'standby.signal'), '')
			// Resolves once it writes.
			const started = start()
			const answers = () => place.ask('SELECT').catch(() => undefined)
			await until(async () => (await answers()) !== undefined)
			try {
				await until(async () => (await open('BD-1002')) === 'busy store-unavailable' && complaints().length > 0)
				const refusal = (await store.tickets.reserveNumber().catch((error: unknown) => error)) as AppError
				expect([refusal.reason, statusOf(refusal)]).toEqual(['store-unavailable', 503])
			} finally {
				await place.ask('SELECT pg_promote()')
				await started
			}
			await until(async () => (await open('BD-1003')) === 'committed')
			expect(await store.tickets.load('BD-1002')).toBeUndefined()
		})

		it('to a password that was changed is answered by "busy" and heals with the old one', async (context) => {
			if (server().kill === undefined) return context.skip()
			await place.ask(`CREATE ROLE clerk SUPERUSER LOGIN PASSWORD 'old'`)
			const url = new URL(place.url)
			url.username = 'clerk'
			url.password = 'old'
			const clerk = await place.open({ url: url.href, patienceMs: 200 })
			expect(await open('BD-1001', clerk)).toBe('committed')
			await place.ask(`ALTER ROLE clerk PASSWORD 'new'`)
			await place.cut()
			await until(async () => (await open('BD-1002', clerk)) === 'busy store-unavailable')
			expect(complaints()).toContain('the database cannot be reached')
			await place.ask(`ALTER ROLE clerk PASSWORD 'old'`)
			await until(async () => (await open('BD-1003', clerk)) === 'committed')
			await clerk.close()
			await place.ask('DROP ROLE clerk')
		})

		it('while its tables are restored is answered by "busy", and the log tells why', async () => {
			await place.ask('ALTER TABLE tickets RENAME TO elsewhere')
			expect(await open('BD-1001')).toBe('busy store-unavailable')
			expect(complaints()).toEqual(['the database refuses what it is asked'])
			await place.ask('ALTER TABLE elsewhere RENAME TO tickets')
			expect(await open('BD-1001')).toBe('committed')
		})

		it('after its answer was lost is told as not known: the first try may have been done', async () => {
			const line = await lossyLine(place.url)
			const behind = await place.open({ url: line.url, patienceMs: 5000 })
			line.breakAtAnswerTo('commit-changes')
			const answer = open('BD-1001', behind)
			await until(() => line.lost() === 1)
			await place.ask('ALTER TABLE tickets RENAME TO elsewhere')
			line.mend()
			expect(await answer).toBe('busy store-unsure')
			await place.ask('ALTER TABLE elsewhere RENAME TO tickets')
			expect(await open('BD-1001')).toBe('repeated')
			await behind.close()
			await line.close()
		})

		it('to statements that were prepared before its tables changed is asked again', async () => {
			await store.conversations.saveConversationState('c', { locale: 'fr', askedBack: 1, updatedAt: NOON })
			const [before] = await Promise.all(Array.from({ length: 4 }, () => store.conversations.conversationState('c')))
			await place.ask('ALTER TABLE conversation_states ALTER document TYPE jsonb USING document::text::jsonb')
			const after = await Promise.all(Array.from({ length: 4 }, () => store.conversations.conversationState('c')))
			expect(after).toEqual([before, before, before, before])
		})
	})
}
