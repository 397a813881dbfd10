import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Pool, type PoolClient, type QueryResultRow } from 'pg'
import { AppError } from '../../errors.ts'
import { createInOrder } from '../../in-order.ts'
import { connectionSettings } from './connection.ts'
import { type Failure, failureOf, unavailable } from './failures.ts'

/** A statement of our own, planned once per connection under its name. */
export interface Statement {
	readonly name: string
	readonly text: string
}

/** The one way to the database. */
export interface Database {
	/**
	 * Runs a statement and answers its rows. Where the connection is lost, it is run again on another one, so **every statement must
	 * do nothing when it is done a second time**. Throws `busy`: `store-unavailable` where nothing was done, `store-unsure` where
	 * the server took the statement and its answer was lost; `bad-input` for characters that a text cannot hold. Statements of this
	 * process about the same thing are done in the order of the calls.
	 */
	query<Row extends QueryResultRow>(statement: Statement, values?: readonly unknown[], about?: string): Promise<Row[]>
	/** Waits for what is under way. */
	close(): Promise<void>
}

export interface DatabaseOptions {
	readonly url: string
	readonly logger: Logger
	/**
	 * How many milliseconds a statement waits for a database that has just gone away, 2,000 unless told otherwise; while it stays
	 * away, nobody waits. One whose answer was lost asks on for half as long again.
	 */
	readonly patienceMs?: number | undefined
}

const CONNECTIONS = 10
const IDLE_MS = 30_000
const PATIENCE_MS = 2000
const MORE_WHEN_UNSURE = 1.5
const LONGEST_PAUSE_MS = 250
/** Two commits that hindered each other; more often it is our mistake. */
const OVERTAKEN_TRIES = 5

export function createDatabase({ url, logger, patienceMs = PATIENCE_MS }: DatabaseOptions): Database {
	const pool = new Pool({ ...connectionSettings(url), max: CONNECTIONS, idleTimeoutMillis: IDLE_MS })
	// Without these, a server that closes a connection would end the process.
	pool.on('error', (error) => logger.debug({ err: error }, 'an idle connection to the database was lost'))
	pool.on('connect', (client) => client.on('error', () => undefined))
	const inOrder = createInOrder()
	let isClosed = false
	let awaySince: number | undefined

	function query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = [], about?: string) {
		return about === undefined ? run<Row>(statement, values) : inOrder.run(about, () => run<Row>(statement, values))
	}

	async function run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
		const started = performance.now()
		let unsure = false
		for (let tries = 1; ; tries += 1) {
			if (isClosed) throw new AppError('busy', 'the store is closed', { reason: 'store-unavailable' })
			const done = await tryOnce<Row>(pool, statement, values)
			if (done.failure?.kind !== 'unreachable') cameBack()
			if (done.failure === undefined) return done.rows
			const { failure, error } = done
			if (failure.kind === 'unreachable') {
				unsure ||= failure.sent
				const patience = unsure ? patienceMs * MORE_WHEN_UNSURE - (performance.now() - started) : patienceMs - wentAway(error)
				if (tries > 1 && patience <= 0) throw unavailable(unsure, error)
				await pause(Math.min(tries * 20, LONGEST_PAUSE_MS))
			} else if (failure.kind !== 'overtaken' || tries >= OVERTAKEN_TRIES) {
				throw refusalOf(failure, error)
			}
		}
	}

	/** Notes that the database is away and tells since how many milliseconds. */
	function wentAway(error: unknown): number {
		if (awaySince === undefined) logger.error({ err: error }, 'the database cannot be reached')
		awaySince ??= performance.now()
		return performance.now() - awaySince
	}

	function cameBack(): void {
		if (awaySince !== undefined) logger.info('the database can be reached again')
		awaySince = undefined
	}

	return {
		query,
		async close() {
			await inOrder.settled()
			isClosed = true
			await pool.end()
		},
	}
}

type Done<Row> = { readonly rows: Row[]; readonly failure?: undefined } | { readonly failure: Failure; readonly error: unknown }

async function tryOnce<Row extends QueryResultRow>(
	pool: Pool,
	{ name, text }: Statement,
	values: readonly unknown[],
): Promise<Done<Row>> {
	let client: PoolClient
	try {
		client = await pool.connect()
	} catch (error) {
		return { failure: failureOf(error, false), error }
	}
	try {
		const { rows } = await client.query<Row>({ name, text, values: [...values] })
		client.release()
		return { rows }
	} catch (error) {
		const failure = failureOf(error, true)
		client.release(failure.kind === 'unreachable')
		return { failure, error }
	}
}

function refusalOf({ kind }: Failure, error: unknown): unknown {
	if (kind === 'unstorable') return new AppError('bad-input', 'a text with characters that cannot be kept', { cause: error })
	return kind === 'overloaded' || kind === 'overtaken' ? unavailable(false, error) : error
}
