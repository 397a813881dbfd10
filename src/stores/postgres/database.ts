import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Pool, type PoolClient, type QueryResultRow } from 'pg'
import { AppError } from '../../errors.ts'
import { createInOrder } from '../../in-order.ts'
import { connectionSettings } from './connection.ts'
import { type Failure, failureOf, NOT_CONNECTED, unavailable } from './failures.ts'

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
/** Two commits that hindered each other, more often it is our mistake; and connections that know tables as they were. */
const TRIES = { overtaken: 5, outdated: CONNECTIONS + 1 } as const
/** How often the log tells that the database refuses what it is asked. */
const COMPLAIN_MS = 10_000

export function createDatabase({ url, logger, patienceMs = PATIENCE_MS }: DatabaseOptions): Database {
	let pool = openPool(url, logger)
	const left = new Set<Promise<void>>()
	const inOrder = createInOrder()
	let isClosed = false
	let awaySince: number | undefined
	let complainedAt = Number.NEGATIVE_INFINITY

	function query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = [], about?: string) {
		return about === undefined ? run<Row>(statement, values) : inOrder.run(about, () => run<Row>(statement, values))
	}

	async function run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
		const started = performance.now()
		let unsure = false
		for (let tries = 1; ; tries += 1) {
			if (isClosed) throw unavailable(unsure, new Error('the store is closed'))
			const used = pool
			const done = await tryOnce<Row>(used, statement, values)
			if (done.failure?.kind !== 'unreachable') cameBack()
			if (done.failure === undefined) return done.rows
			const { failure, error } = done
			if (failure.kind === 'unreachable') {
				unsure ||= failure.sent
				if (failure.onlyReads) leave(used, error)
				const waited = failure.onlyReads || unsure ? performance.now() - started : wentAway(error)
				if (tries > 1 && waited >= patienceMs * (unsure ? MORE_WHEN_UNSURE : 1)) throw unavailable(unsure, error)
				await pause(Math.min(tries * 20, LONGEST_PAUSE_MS))
			} else if (!mayTryAgain(failure, tries)) {
				if (failure.kind !== 'unstorable' && failure.kind !== 'other') complain(error)
				throw refusalOf(failure, unsure, error)
			}
		}
	}

	/** The connections that are left lead to a server that only reads: they would answer with what was. */
	function leave(used: Pool, error: unknown): void {
		complain(error)
		if (used !== pool || isClosed) return
		pool = openPool(url, logger)
		const ended = used.end().finally(() => left.delete(ended))
		left.add(ended)
	}

	function complain(error: unknown): void {
		if (performance.now() - complainedAt < COMPLAIN_MS) return
		complainedAt = performance.now()
		logger.error({ err: error }, 'the database refuses what it is asked')
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
			await Promise.all([pool.end(), ...left])
		},
	}
}

function openPool(url: string, logger: Logger): Pool {
	const pool = new Pool({ ...connectionSettings(url), max: CONNECTIONS, idleTimeoutMillis: IDLE_MS })
	// Without these, a server that closes a connection would end the process.
	pool.on('error', ({ message }) => logger.debug({ reason: message }, 'an idle connection to the database was lost'))
	pool.on('connect', (client) => client.on('error', () => undefined))
	return pool
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
		return { failure: NOT_CONNECTED, error }
	}
	try {
		const { rows } = await client.query<Row>({ name, text, values: [...values] })
		client.release()
		return { rows }
	} catch (error) {
		const failure = failureOf(error, true)
		client.release(failure.kind === 'unreachable' || failure.kind === 'outdated')
		return { failure, error }
	}
}

function mayTryAgain({ kind }: Failure, tries: number): boolean {
	return (kind === 'overtaken' || kind === 'outdated') && tries < TRIES[kind]
}

/** `unsure` where the answer to an earlier try was lost: it may have been done all the same. */
function refusalOf({ kind }: Failure, unsure: boolean, error: unknown): unknown {
	if (kind === 'unstorable') return new AppError('bad-input', 'a text with characters that cannot be kept', { cause: error })
	return unsure || kind !== 'other' ? unavailable(unsure, error) : error
}
