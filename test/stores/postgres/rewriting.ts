import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadMigrations, migrate } from '../../../src/stores/postgres/migrate.ts'
import { erasureOf, leaveTraces } from '../contract-erase.ts'
import { NOON } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { until } from './until.ts'

/** What is written anew while it is there sleeps in each row of `people`. */
const SLOW = `DO $$ BEGIN
	EXECUTE format($made$
		CREATE FUNCTION slowly(id text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $body$ BEGIN
			IF to_regclass('%I.held') IS NOT NULL THEN PERFORM pg_sleep(600); END IF;
			RETURN id;
		END $body$ $made$, current_schema());
END $$`
const REWRITING = `SELECT wait_event FROM pg_stat_activity WHERE query LIKE 'VACUUM (FULL%people' AND state = 'active'`
/** So large that an earlier version did not write it anew. */
const LARGE_BYTES = 135 * 1024 * 1024

/** The table that is written anew without what was erased. */
export function describeRewriting(server: () => string): void {
	describe('a table that is written anew without what was erased', () => {
		let place: PostgresPlace
		beforeEach(async () => {
			place = await postgresPlace(server(), { fresh: true })
		})
		afterEach(async () => {
			// A rewriting that goes on would keep its table from being removed.
			await place.cut()
			await place.remove()
		})
		const standing = () => place.ask('SELECT done, still_in FROM erasures')

		it('keeps no process from ending: the rewriting is cancelled, and the next process begins it again', async () => {
			let store = await place.open()
			await leaveTraces(store)
			// Whoever is not erased has to be written anew.
			await store.customers.save({ userId: 'anna', name: 'Anna', locale: 'fr', customer: { id: 'c', name: 'C' } })
			for (const made of [SLOW, 'CREATE INDEX slow ON people (slowly(user_id))', 'CREATE TABLE held ()']) await place.ask(made)
			const erasure = await erasureOf(store)
			await store.erasures.erase(erasure)
			await until(async () => (await place.ask<{ wait_event: string }>(REWRITING))[0]?.wait_event === 'PgSleep')
			await store.close()
			expect(await place.ask(REWRITING)).toEqual([])
			const [left] = await place.ask<{ done: boolean; still_in: string[] }>('SELECT done, still_in FROM erasures')
			expect([left?.done, left?.still_in.includes('people'), left?.still_in.includes('tickets')]).toEqual([false, true, false])
			// Nobody is told that something failed which was only put off.
			expect(place.logged.filter(({ level }) => level >= 40)).toEqual([])
			await place.ask('DROP TABLE held')
			store = await place.open()
			await until(async () => (await store.erasures.standing(erasure.cause))?.done === true)
			expect(await standing()).toEqual([{ done: true, still_in: [] }])
			await store.close()
		})

		it('is gone through again where an earlier version said of a large one that it was done', async () => {
			const all = await loadMigrations()
			const before = all.filter(({ name }) => name < '0009')
			await migrate(place.url, before)
			await place.ask('ALTER TABLE files SET UNLOGGED, ALTER COLUMN bytes SET STORAGE EXTERNAL')
			await place.ask(`INSERT INTO files VALUES ('f', 'c', '', '', convert_to(repeat('x', ${LARGE_BYTES}), 'UTF8'))`)
			const add = `INSERT INTO erasures (cause, at, people, tickets, messages, files, mails, done) VALUES ($1, $2, 1, 0, 0, 0, 0, $3)`
			await place.ask(add, ['said to be done', NOON, true])
			await place.ask(add, ['under way', NOON, false])
			await migrate(place.url, all)
			expect(await place.ask('SELECT cause, done, still_in FROM erasures ORDER BY cause')).toEqual([
				{ cause: 'said to be done', done: false, still_in: ['files'] },
				{ cause: 'under way', done: false, still_in: null },
			])
			await place.ask('TRUNCATE files')
			const store = await place.open()
			await until(async () => (await place.ask('SELECT FROM erasures WHERE NOT done')).length === 0)
			expect(await standing()).toEqual([
				{ done: true, still_in: [] },
				{ done: true, still_in: [] },
			])
			await store.close()
		})
	})
}
