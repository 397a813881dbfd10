import { pino } from 'pino'
import { expect, it } from 'vitest'
import { openSource, openTarget } from '../../../src/stores/open-entries.ts'
import { TABLES } from '../../../src/stores/postgres/entry-target.ts'
import { NOON } from '../samples.ts'
import { postgresPlace } from './place.ts'

/** They serve the moment only: which processes live, what they have in hand, what was sent just now or will be; and the schema itself. */
const LEFT_BEHIND = ['chat_streams', 'due_claims', 'migrations', 'processes', 'sends', 'turn_claims']

/** Whoever adds a table says whether it is moved with the desk. */
export function describeMovedTables(server: () => string): void {
	it('is not read by another version of the desk, nor filled or changed where it holds a desk', async () => {
		const place = await postgresPlace(server(), { fresh: true })
		const store = await place.open()
		await store.turns.markHandled('turn', NOON)
		await store.close()
		await place.ask("DELETE FROM migrations WHERE name LIKE '0008%'")
		const options = { place: place.address, logger: pino({ level: 'silent' }) }
		await expect(openSource({ ...options, alone: false })).rejects.toMatchObject({ reason: 'store-other-version' })
		await expect(openTarget({ ...options, from: 'elsewhere' })).rejects.toMatchObject({ reason: 'store-not-empty' })
		expect(await place.ask("SELECT FROM migrations WHERE name LIKE '0008%'")).toEqual([])
		await place.remove()
	})

	it('knows of every table whether it is moved into another store', async () => {
		const place = await postgresPlace(server())
		await (await place.open()).close()
		const rows = await place.ask<{ name: string }>(
			'SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
		)
		expect(rows.map(({ name }) => name)).toEqual([...TABLES, ...LEFT_BEHIND].toSorted())
		await place.remove()
	})
}
