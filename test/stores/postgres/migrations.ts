import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadMigrations, migrate } from '../../../src/stores/postgres/migrate.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'

const SCHEMA = `SELECT 'column' AS kind, table_name || '.' || column_name AS name, data_type || is_nullable AS detail
	FROM information_schema.columns WHERE table_schema = current_schema()
	UNION ALL SELECT 'index', indexname, replace(indexdef, current_schema(), '') FROM pg_indexes WHERE schemaname = current_schema()
	UNION ALL SELECT 'function', proname, md5(prosrc) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
	ORDER BY 1, 2`

/** The steps from an empty database, and from each earlier version, to the newest. */
export function describeMigrations(server: () => string): void {
	describe('migrations of the database', () => {
		let place: PostgresPlace
		beforeEach(async () => {
			place = await postgresPlace(server(), { fresh: true })
		})
		afterEach(() => place.remove())

		it('lead to the same schema from empty and from each earlier version', async () => {
			const all = await loadMigrations()
			expect(all.length).toBeGreaterThan(1)
			expect(await migrate(place.url, all)).toEqual(all.map(({ name }) => name))
			const expected = await place.ask(SCHEMA)
			for (let version = 1; version < all.length; version += 1) {
				const other = await postgresPlace(server(), { fresh: true })
				await migrate(other.url, all.slice(0, version))
				expect(await migrate(other.url, all)).toEqual(all.slice(version).map(({ name }) => name))
				expect(await other.ask(SCHEMA)).toEqual(expected)
				await other.remove()
			}
		})

		it('let tickets of before be found by the reporter’s address, and by an invoice in whichever letters', async () => {
			const all = await loadMigrations()
			await migrate(
				place.url,
				all.filter(({ name }) => name < '0011'),
			)
			await place.ask(
				`INSERT INTO tickets
				(number, sequence, state, assignee, reporter, customer, updated_at, upstream_invoice, upstream_at, words, document)
				VALUES ('BD-1001', 1, 'open', '', 'anna', 'contoso', 1, 'g0123a', 1, 'old words', $1)`,
				[
					JSON.stringify({
						title: '"email":"title@x.example"\0',
						reporter: { email: 'Anna@Contoso.example' },
						number: 'BD-1001',
					}),
				],
			)
			const store = await place.open()
			const found = async (text: string) => (await store.tickets.list({ text, limit: 9 })).map(({ number }) => number)
			expect([await found('anna@contoso'), await found('OLD WORDS'), await found('title@x')]).toEqual([
				['BD-1001'],
				['BD-1001'],
				[],
			])
			expect(await store.tickets.waitingUpstream('contoso', 'G0123A', 'BD-1002')).toBe('BD-1001')
			await store.close()
		})

		it('are applied once when several processes start at the same moment', async () => {
			const all = await loadMigrations()
			const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(place.url, all)))
			expect(applied.filter((names) => names.length > 0)).toEqual([all.map(({ name }) => name)])
			expect(await migrate(place.url, all)).toEqual([])
		})

		it('are refused where an applied one was changed, is unknown or came too late, and name it', async () => {
			const step = (name: string, text = 'SELECT 1') => ({ name, text })
			await migrate(place.url, [step('0001-a.sql'), step('0003-c.sql')])
			const refusal = (...steps: { name: string; text: string }[]) =>
				migrate(place.url, steps).catch(({ code, message }: { code: string; message: string }) => `${code} ${message}`)
			expect(await refusal(step('0001-a.sql', 'SELECT 2'), step('0003-c.sql'))).toMatch(/^misconfigured 0001-a\.sql was changed/)
			expect(await refusal(step('0001-a.sql'))).toMatch(/^misconfigured .* newer version .* 0003-c\.sql/)
			const late = await refusal(step('0001-a.sql'), step('0002-b.sql'), step('0003-c.sql'))
			expect(late).toMatch(/^misconfigured 0002-b\.sql comes before/)
			expect(await refusal(step('0001-a.sql', 'SELECT 1'), step('0003-c.sql'), step('0004-d.sql'))).toEqual(['0004-d.sql'])
		})

		it('leave nothing of a step that fails', async () => {
			const broken = { name: '0001-a.sql', text: 'CREATE TABLE half (id int); SELECT nonsense' }
			await expect(migrate(place.url, [broken])).rejects.toThrow('nonsense')
			expect(await place.ask(`SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'half'`)).toEqual([])
			expect(await migrate(place.url, [{ ...broken, text: 'CREATE TABLE half (id int)' }])).toEqual(['0001-a.sql'])
		})
	})
}
