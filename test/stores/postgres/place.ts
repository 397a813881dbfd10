import { Client, type QueryResultRow } from 'pg'
import { pino } from 'pino'
import { openStore, type PostgresOptions, type PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import type { Place } from '../contract.ts'
import { NOON } from '../samples.ts'

export interface PostgresPlace extends Place {
	readonly url: string
	/** The messages logged so far, with their levels (40 warns, 50 is an error). */
	readonly logged: { readonly level: number; readonly msg: string }[]
	open(options?: Partial<PostgresOptions>): Promise<PostgresStore>
	/** Cuts all connections of the stores that are open at this place. */
	cut(): Promise<void>
	/** Asks the database itself. */
	ask<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
}

/** Leaves nothing of the places on the server. */
export async function removePlaces(server: string): Promise<void> {
	const client = new Client({ connectionString: server })
	await client.connect()
	for (const schema of used.splice(0)) await client.query(`DROP SCHEMA ${schema} CASCADE`)
	await client.end()
}

let places = 0
/** Emptied schemas to be used again: making one takes longer than most tests. */
const used: string[] = []

/** An empty schema of its own on this server; a fresh one has no tables yet. */
export async function postgresPlace(server: string, { fresh = false } = {}): Promise<PostgresPlace> {
	const schema = (fresh ? undefined : used.pop()) ?? `place_${process.pid}_${(places += 1)}`
	const address = new URL(server)
	address.searchParams.set('options', `-c search_path=${schema}`)
	address.searchParams.set('application_name', schema)
	const url = address.href
	const logged: PostgresPlace['logged'] = []
	const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(JSON.parse(line)) })

	async function ask<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
		const client = new Client({ connectionString: server, options: `-c search_path=${schema}` })
		client.on('error', () => undefined)
		await client.connect()
		try {
			return (await client.query<Row>(text, values)).rows
		} finally {
			await client.end()
		}
	}

	await ask(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
	return {
		url,
		address: url,
		logged,
		ask,
		cut: async () => void (await ask(CUT, [schema])),
		open: (options = {}) => openStore({ url, logger, clock: () => NOON, ...options }),
		async remove() {
			await ask(fresh ? `DROP SCHEMA ${schema} CASCADE` : EMPTY)
			if (!fresh) used.push(schema)
		},
	}
}

const CUT = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1'
const EMPTY = `DO $$
DECLARE name text;
BEGIN
	FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migrations' LOOP
		EXECUTE 'DELETE FROM ' || quote_ident(name);
	END LOOP;
	PERFORM setval('ticket_numbers', 1000);
END
$$`
