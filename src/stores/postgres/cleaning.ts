import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Client } from 'pg'
import { connectionSettings } from './connection.ts'
import type { Database } from './database.ts'

/** Takes what was erased out of the files of the tables. */
export interface Cleaning {
	/** There is something to clean, or there may be. */
	start(): void
	/** Resolves when what runs here has ended, well or not. */
	settled(): Promise<void>
	/** Tries no more, and waits for what runs. What is not done, the next process does. */
	stop(): Promise<void>
}

export interface CleaningDeps {
	readonly url: string
	readonly database: Database
	readonly logger: Logger
}

const TABLES = 'tickets events notices causes people mails questions conversation_states activities files chats'.split(' ')
/** Tables above this are only vacuumed, not written anew. */
const MOST_BYTES = 128 * 1024 * 1024
const AGAIN_MS = 30_000
const LOOKS = 20
const LOOK_MS = 100
/** Whoever reads or writes a table waits while it is wanted, so it is not wanted for long. */
const LOCK_MS = 1000

const PENDING = { name: 'erasures-pending', text: 'SELECT cause FROM erasures WHERE NOT done' }
/** A reader that began before still sees the old rows, and they would be kept for it. */
const EARLIER_READERS = `SELECT FROM pg_stat_activity
	WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
		AND xact_start <= (SELECT max(erased_at) FROM erasures WHERE NOT done)`
const DONE = 'UPDATE erasures SET done = true WHERE cause = ANY ($1::text[])'
const ALONE = `SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '.erasures', 0)) AS alone`

/**
 * A deleted row stays in its page until another one takes its place, and a plain VACUUM only marks that place as free. So the
 * tables are written anew, which also keeps everybody else from them for a moment: as long as it takes to write 128 MiB. Larger ones
 * are vacuumed, with a warning that says what an operator can do at a quiet hour. Samples of the columns stand in the statistics,
 * which are made anew too.
 */
export function createCleaning({ url, database, logger }: CleaningDeps): Cleaning {
	let running: Promise<void> | undefined
	let again = false
	let timer: NodeJS.Timeout | undefined
	let isStopped = false
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
			logger.warn({ err: error }, 'erased data are still in the files of the database; it is tried again')
		}
		if (isStopped) return
		timer = setTimeout(start, AGAIN_MS)
		timer.unref()
	}

	/** False where it has to be tried again later. */
	async function clean(): Promise<boolean> {
		if ((await database.query(PENDING)).length === 0) return true
		const settings = { ...connectionSettings(url), statement_timeout: 0, query_timeout: 0, lock_timeout: LOCK_MS }
		const client = new Client(settings)
		client.on('error', () => undefined)
		await client.connect()
		try {
			const [mine] = (await client.query<{ alone: boolean }>(ALONE)).rows
			// What is erased from here on may still be there at the end.
			const pending = (await client.query<{ cause: string }>(PENDING.text)).rows.map(({ cause }) => cause)
			if (mine?.alone !== true || !(await areReadersGone(client))) return false
			for (const table of TABLES) await cleanTable(client, table)
			// Only whoever owns the database may do that; for others the server does it by itself, later.
			await client.query('VACUUM pg_statistic')
			await client.query(DONE, [pending])
			logger.info({ count: pending.length }, 'erased data have left the files of the database')
			return true
		} finally {
			await client.end().catch(() => undefined)
		}
	}

	async function areReadersGone(client: Client): Promise<boolean> {
		for (let left = LOOKS; left > 0 && mayGoOn(); left -= 1) {
			if ((await client.query(EARLIER_READERS)).rows.length === 0) return true
			await pause(LOOK_MS)
		}
		return false
	}

	async function cleanTable(client: Client, table: string): Promise<void> {
		const { rows } = await client.query<{ bytes: number }>('SELECT pg_total_relation_size($1::regclass) AS bytes', [table])
		const bytes = rows[0]?.bytes ?? 0
		const isSmall = bytes <= MOST_BYTES
		await client.query(`VACUUM (${isSmall ? 'FULL, ' : ''}ANALYZE) ${table}`)
		if (!isSmall) logger.warn({ table, bytes }, 'too large to be written anew now: run VACUUM FULL on it at a quiet hour')
	}

	return {
		start,
		async settled() {
			for (let each = current(); each !== undefined; each = current()) await each
		},
		async stop() {
			isStopped = true
			clearTimeout(timer)
			await running
		},
	}
}
