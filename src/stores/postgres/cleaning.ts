import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Client } from 'pg'
import type { Instant } from '../../tickets/ticket.ts'
import { connectionSettings } from './connection.ts'
import type { Database } from './database.ts'

/** Takes what was erased out of the files of the tables. */
export interface Cleaning {
	/** There is something to clean, or there may be. */
	start(): void
	/** Resolves when what runs here has ended, well or not. */
	settled(): Promise<void>
	/** Tries no more, and ends what runs. What is not done, the next process does. */
	stop(): Promise<void>
}

/** When large tables may be kept from everybody. */
export interface CleaningHours {
	/** Whether nobody is likely to miss a table for some seconds; at any time unless told otherwise. */
	readonly isQuiet?: ((at: Instant) => boolean) | undefined
	/** Tables above so many bytes, with what belongs to them, wait for quiet hours; 64 MiB unless told otherwise. */
	readonly largeBytes?: number | undefined
}

export interface CleaningDeps extends CleaningHours {
	readonly url: string
	readonly database: Database
	readonly logger: Logger
	readonly clock: () => Instant
}

interface Pending {
	readonly cause: string
	readonly tables: readonly string[]
	/** Waits for quiet hours since a day. */
	readonly isUrgent: boolean
}

const TABLES = 'tickets events notices causes people mails questions conversation_states activities files chats replies'.split(
	' ',
)
const LARGE_BYTES = 64 * 1024 * 1024
const AGAIN_MS = 30_000
const LOOKS = 20
const LOOK_MS = 100
/** Whoever reads or writes a table waits while it is wanted, so it is not wanted for long. */
const LOCK_MS = 1000

const PENDING = {
	name: 'erasures-pending',
	text: `SELECT cause, coalesce(still_in, $1::text[]) AS tables, erased_at < clock_timestamp() - interval '24 hours' AS "isUrgent"
		FROM erasures WHERE NOT done`,
}
/**
 * A reader that began before still sees the old rows, and they would be kept for it; so would they be for a standby or a prepared
 * transaction.
 */
const EARLIER_READERS = `SELECT FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
			AND xact_start <= (SELECT max(erased_at) FROM erasures WHERE NOT done)
	UNION ALL SELECT FROM (
		SELECT backend_xmin FROM pg_stat_replication UNION ALL SELECT xmin FROM pg_replication_slots
		UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
	) AS held (xid) WHERE age(xid) >= (SELECT min(age(xmin)) FROM erasures WHERE NOT done)`
const CLEANED = 'UPDATE erasures SET still_in = array_remove(coalesce(still_in, $1::text[]), $2) WHERE cause = ANY ($3::text[])'
const DONE = 'UPDATE erasures SET done = true WHERE cause = ANY ($1::text[]) AND still_in = $2::text[]'
const CANCEL = { name: 'cancel-cleaning', text: 'SELECT pg_cancel_backend($1)' }
const ALONE = `SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '.erasures', 0)) AS alone, pg_backend_pid() AS backend`

/**
 * A deleted row stays in its page until another one takes its place, and a plain VACUUM only marks that place as free. So the
 * tables are written anew, which also keeps everybody else from them for that time: 62 MiB of tickets with their indexes took 0.6 s and
 * 150 MiB 1.3 to 1.7 s where two or three processes wanted each core, 141 MiB 3.9 to 5.5 s where six did; 150 MiB of files 0.5 to 2.5 s.
 * Whoever wants a table for longer than four seconds is told that the desk is busy. So large tables wait until the desk is closed,
 * for a day at most, and what was erased counts as erased when the last table is done. Samples of the columns stand in the
 * statistics, which are made anew too.
 */
export function createCleaning(deps: CleaningDeps): Cleaning {
	const { url, database, logger, clock, isQuiet = () => true, largeBytes = LARGE_BYTES } = deps
	let running: Promise<void> | undefined
	let again = false
	let timer: NodeJS.Timeout | undefined
	let isStopped = false
	/** The tables that wait, as they were logged. */
	let postponed = ''
	/** The server's process that cleans for this one. */
	let backend: number | undefined
	const mayGoOn = () => !isStopped
	const current = () => running

	function start(): void {
		if (isStopped) return
		clearTimeout(timer)
		if (running !== undefined) again = true
		else running = run().finally(finished)
	}

	function finished(): void {
		running = undefined
		if (!again) return
		again = false
		start()
	}

	async function run(): Promise<void> {
		try {
			if (await clean()) return
		} catch (error) {
			if (mayGoOn()) logger.warn({ err: error }, 'erased data are still in the files of the database; it is tried again')
		}
		if (isStopped) return
		timer = setTimeout(start, AGAIN_MS)
		timer.unref()
	}

	/** False where it has to be tried again later. */
	async function clean(): Promise<boolean> {
		if ((await database.query(PENDING, [TABLES])).length === 0) return true
		const settings = { ...connectionSettings(url), statement_timeout: 0, query_timeout: 0, lock_timeout: LOCK_MS }
		const client = new Client(settings)
		client.on('error', () => undefined)
		await client.connect()
		try {
			const [mine] = (await client.query<{ alone: boolean; backend: number }>(ALONE)).rows
			backend = mine?.backend
			// What is erased from here on may still be there at the end.
			const pending = (await client.query<Pending>(PENDING.text, [TABLES])).rows
			if (mine?.alone !== true || !(await areReadersGone(client))) return false
			return await cleanTables(client, pending)
		} finally {
			backend = undefined
			await client.end().catch(() => undefined)
		}
	}

	async function cleanTables(client: Client, pending: readonly Pending[]): Promise<boolean> {
		const causes = pending.map(({ cause }) => cause)
		const isNow = isQuiet(clock()) || pending.some(({ isUrgent }) => isUrgent)
		const later: string[] = []
		for (const table of TABLES.filter((each) => pending.some(({ tables }) => tables.includes(each)))) {
			if (!mayGoOn()) return false
			if (!isNow && (await isLarge(client, table))) {
				later.push(table)
				continue
			}
			await client.query(`VACUUM (FULL, ANALYZE) ${table}`)
			await client.query(CLEANED, [TABLES, table, causes])
		}
		if (later.length > 0 && later.join() === postponed) return false
		postponed = later.join()
		// Only whoever owns the database may do that; for others the server does it by itself, later.
		await client.query('VACUUM pg_statistic')
		await client.query(DONE, [causes, []])
		if (later.length > 0) logger.info({ tables: later }, 'too large to be written anew while the desk is open')
		else logger.info({ count: causes.length }, 'erased data have left the files of the database')
		return later.length === 0
	}

	async function isLarge(client: Client, table: string): Promise<boolean> {
		const { rows } = await client.query<{ bytes: number }>('SELECT pg_total_relation_size($1::regclass) AS bytes', [table])
		return (rows[0]?.bytes ?? 0) > largeBytes
	}

	async function areReadersGone(client: Client): Promise<boolean> {
		for (let left = LOOKS; left > 0 && mayGoOn(); left -= 1) {
			if ((await client.query(EARLIER_READERS)).rows.length === 0) return true
			await pause(LOOK_MS)
		}
		return false
	}

	return {
		start,
		async settled() {
			for (let each = current(); each !== undefined; each = current()) await each
		},
		async stop() {
			isStopped = true
			clearTimeout(timer)
			if (backend !== undefined) await database.query(CANCEL, [backend]).catch(() => undefined)
			await running
		},
	}
}
