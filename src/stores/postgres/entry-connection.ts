import { Client } from 'pg'
import { AppError } from '../../errors.ts'
import { connectionSettings, shownAddress } from './connection.ts'
import { COPY_MARK, halfCopied } from './half-copied.ts'
import { loadMigrations } from './migrate.ts'
import { LIVES } from './presence.ts'

const HAS_PROCESSES = `SELECT to_regclass('processes') IS NOT NULL AS "hasProcesses"`
const ALIVE = `SELECT count(*) AS count FROM processes WHERE NOT pg_try_advisory_xact_lock(${LIVES('id::text')})`
/** The same by whatever name the server is called. */
const IDENTITY = `SELECT concat_ws('/', 'postgres', system_identifier, current_database(), current_schema()) AS identity
	FROM pg_control_system()`
const HAS_DESK = `SELECT to_regclass('migrations') IS NOT NULL AND to_regclass('tickets') IS NOT NULL AS "hasDesk",
	to_regclass('${COPY_MARK}') IS NOT NULL AS "isHalf"`

/** A connection for long work. Throws `misconfigured` where the database cannot be used. */
export async function connectForLong(url: string): Promise<Client> {
	try {
		const client = new Client({ ...connectionSettings(url), statement_timeout: 0, lock_timeout: 0, query_timeout: 0 })
		client.on('error', () => undefined)
		await client.connect()
		return client
	} catch (error) {
		const why = error instanceof AggregateError ? String(error.errors[0]) : error instanceof Error ? error.message : 'no answer'
		throw new AppError('misconfigured', `the database ${shownAddress(url)} cannot be used (${why})`, { cause: error })
	}
}

/** Tells this database and schema from all others. */
export async function identityOf(client: Client): Promise<string> {
	const { rows } = await client.query<{ identity: string }>(IDENTITY)
	return rows[0]?.identity ?? ''
}

/**
 * Throws `bad-input` where no desk has ever used this database, and `misconfigured` where it is only the beginning of a copy or of
 * another version.
 */
export async function requireDesk(client: Client, url: string): Promise<void> {
	const { rows } = await client.query<{ hasDesk: boolean; isHalf: boolean }>(HAS_DESK)
	if (rows[0]?.hasDesk !== true) throw new AppError('bad-input', `there is no desk in ${shownAddress(url)}`)
	if (rows[0].isHalf) throw halfCopied(url)
	const known = (await loadMigrations()).map(({ name }) => name)
	const applied = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY name')
	if (known.join() === applied.rows.map(({ name }) => name).join()) return
	const isOlder = applied.rows.every(({ name }) => known.includes(name))
	const what = isOlder ? 'an older version: start this version on it once' : 'a newer version: use that version'
	throw new AppError('misconfigured', `the desk in ${shownAddress(url)} is of ${what}`, { reason: 'store-other-version' })
}

/** Throws `misconfigured`, reason `store-in-use`, while a process of a desk lives on this database. */
export async function refuseRunning(client: Client, url: string): Promise<void> {
	const known = await client.query<{ hasProcesses: boolean }>(HAS_PROCESSES)
	if (known.rows[0]?.hasProcesses !== true) return
	const { rows } = await client.query<{ count: number }>(ALIVE)
	if ((rows[0]?.count ?? 0) === 0) return
	const what = `a desk runs on ${shownAddress(url)}: stop all its processes first, then run this again`
	throw new AppError('misconfigured', what, { reason: 'store-in-use' })
}
