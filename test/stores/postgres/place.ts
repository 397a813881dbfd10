import { Client, Pool, type QueryResultRow } from 'pg'
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
	await askingAt(server).end()
	askers.delete(server)
	const client = new Client({ connectionString: server })
	await client.connect()
	for (const schema of used.splice(0)) await client.query(`DROP SCHEMA ${schema} CASCADE`)
	await client.end()
}

/** For each server the connections over which it is asked itself: making one takes longer than most questions. */
const askers = new Map<string, Pool>()

function askingAt(server: string): Pool {
	const known = askers.get(server)
	if (known !== undefined) return known
	const asking = new Pool({ connectionString: server, allowExitOnIdle: true })
	asking.on('error', () => undefined)
	askers.set(server, asking)
	return asking
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
		const client = await askingAt(server).connect()
		let isFit = false
		const stayCalm = () => undefined
		client.on('error', stayCalm)
		try {
			await client.query(`SET search_path = ${schema}`)
			const { rows } = await client.query<Row>(text, values)
			isFit = true
			return rows
		} finally {
			client.off('error', stayCalm)
			client.release(!isFit)
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
