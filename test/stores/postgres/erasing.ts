import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Client } from 'pg'
import { erasureOf, leaveTraces, MARKS } from '../contract-erase.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import type { TestServer } from './server.ts'
import { until } from './until.ts'

/** All files of the tables, their indexes and what is kept beside them. */
const FILES = `SELECT current_setting('data_directory') || '/' || pg_relation_filepath(oid) AS file FROM pg_class
	WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'i')
	UNION ALL SELECT current_setting('data_directory') || '/' || pg_relation_filepath(beside.oid)
	FROM pg_class JOIN pg_class AS beside ON beside.oid = pg_class.reltoastrelid WHERE pg_class.relnamespace = current_schema()::regnamespace`
const SAMPLES = `SELECT coalesce(string_agg(concat_ws(' ', most_common_vals, histogram_bounds), ' '), '') AS samples FROM pg_stats
	WHERE schemaname = current_schema()`

/** What is left of erased people in the files of the database. */
export function describeErasedBytes(server: () => TestServer): void {
	describe('the files of the database', () => {
		let place: PostgresPlace
		beforeEach(async () => {
			place = await postgresPlace(server().url, { fresh: true })
		})
		afterEach(() => place.remove())

		/** The marks in the tables' files, as they are after a checkpoint. Only where the server is on this machine and ours. */
		async function marksLeft(): Promise<string[]> {
			await place.ask('CHECKPOINT')
			const files = (await place.ask<{ file: string }>(FILES)).map(({ file }) => path.normalize(file))
			const [found] = await place.ask<{ samples: string }>(SAMPLES)
			const bytes = server().kill ? await Promise.all(files.map((file) => readFile(file))) : []
			const all = Buffer.concat([...bytes, Buffer.from(found?.samples ?? '')])
			return MARKS.filter((mark) => all.includes(mark))
		}

		it('hold no byte of an erased person once it is done, and the other processes hear of it', async () => {
			const store = await place.open()
			await leaveTraces(store)
			const other = await place.open()
			const news: unknown[] = []
			other.onNews((each) => void news.push(each))
			await place.ask('ANALYZE people, tickets')
			const shown = server().kill ? [...MARKS] : []
			expect(await marksLeft()).toEqual(expect.arrayContaining(shown))
			const erasure = await erasureOf(store)
			await store.erasures.erase(erasure)
			await store.erasures.settled()
			expect(await store.erasures.standing(erasure.cause)).toMatchObject({ done: true })
			expect(await marksLeft()).toEqual([])
			// So that the other process ends the streams of that chat.
			await until(() => news.length > 0)
			expect(news).toContainEqual({ kind: 'chat', conversation: 'lost' })
			await Promise.all([store.close(), other.close()])
		})

		it('are cleaned by the next process where this one could not, and it is not done before', async () => {
			let store = await place.open()
			await leaveTraces(store)
			const erasure = await erasureOf(store)
			const reader = new Client(place.url)
			await reader.connect()
			await reader.query('BEGIN; LOCK TABLE mails IN ACCESS SHARE MODE')
			await store.erasures.erase(erasure)
			await store.close()
			store = await place.open()
			expect(await store.erasures.standing(erasure.cause)).toMatchObject({ done: false })
			await store.close()
			await reader.end()
			store = await place.open()
			await until(async () => (await store.erasures.standing(erasure.cause))?.done === true)
			expect(await marksLeft()).toEqual([])
			await store.close()
		})

		it('of a large table keep the bytes while the desk is open, and it is not done before they have gone', async () => {
			const hours = { isOpen: true }
			const isQuiet = () => !hours.isOpen
			let store = await place.open({ largeBytes: 0, isQuiet })
			await leaveTraces(store)
			const erasure = await erasureOf(store)
			await store.erasures.erase(erasure)
			await store.erasures.settled()
			const isDone = async () => (await store.erasures.standing(erasure.cause))?.done
			expect([await isDone(), (await marksLeft()).length > 0]).toEqual([false, server().kill !== undefined])
			expect(place.logged.map(({ msg }) => msg)).toContain('too large to be written anew while the desk is open')
			await store.close()
			store = await place.open({ largeBytes: 200_000, isQuiet })
			// Small ones need not wait, and are not written anew again and again for the others.
			await place.ask(`INSERT INTO mails SELECT n::text, 0, to_json(md5(n::text)) FROM generate_series(1, 4000) AS n`)
			await place.ask('UPDATE erasures SET still_in = NULL')
			await store.close()
			const filesOf = () =>
				place.ask(`SELECT relname, relfilenode FROM pg_class WHERE relname IN ('tickets', 'events') ORDER BY 1`)
			store = await place.open({ largeBytes: 200_000, isQuiet })
			await until(async () => (await stillIn()).join() === 'mails')
			await store.close()
			const before = await filesOf()
			hours.isOpen = false
			store = await place.open({ largeBytes: 200_000, isQuiet })
			await until(async () => (await isDone()) === true)
			expect([await marksLeft(), await filesOf()]).toEqual([[], before])
			await store.close()
		})

		it('of a large table are cleaned at any hour when the desk did not close for a day', async () => {
			const never = { largeBytes: 0, isQuiet: () => false }
			let store = await place.open(never)
			await leaveTraces(store)
			const erasure = await erasureOf(store)
			await store.erasures.erase(erasure)
			await store.close()
			await place.ask("UPDATE erasures SET erased_at = erased_at - interval '1 day'")
			store = await place.open(never)
			await until(async () => (await store.erasures.standing(erasure.cause))?.done === true)
			expect(await marksLeft()).toEqual([])
			await store.close()
		})

		async function stillIn(): Promise<readonly string[]> {
			const [row] = await place.ask<{ tables: string[] | null }>('SELECT still_in AS tables FROM erasures')
			return row?.tables ?? []
		}
	})
}
