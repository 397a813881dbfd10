import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { AppError } from '../../errors.ts'
import type { Entries, EntryTarget } from '../move/entry.ts'
import { shownAddress } from './connection.ts'
import { entriesOf } from './entries.ts'
import { insertsOf } from './entry-insert.ts'
import { failureOf } from './failures.ts'
import { COPY_MARK } from './half-copied.ts'
import { loadMigrations, migrate } from './migrate.ts'

export interface PostgresTargetOptions {
	/** Of its own. */
	readonly client: Client
	readonly url: string
	/** The identity of the source. */
	readonly from: string
}

/** Everything that is moved lies in these. */
export const TABLES = [
	'keys',
	'people',
	'conversation_references',
	'tickets',
	'events',
	'notices',
	'causes',
	'mails',
	'conversation_states',
	'questions',
	'turns',
	'replies',
	'chats',
	'activities',
	'erasures',
	'erased_chats',
	'files',
]
/** Of an older version of the desk, some may be missing. */
const TABLES_THERE = 'SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY ($1)'
const IS_ALONE = `SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '.${COPY_MARK}', 0)) AS alone`
const IS_MARKED = `SELECT to_regclass('${COPY_MARK}') IS NOT NULL AS marked`
/** How many entries are there, and the hash of their lines, so that a copy that goes on knows whether they are still the same. */
const MARK = `CREATE TABLE ${COPY_MARK} AS SELECT $1::text AS source, 0::bigint AS done, ''::text AS hash`
const READ_MARK = `SELECT source, done, hash FROM ${COPY_MARK}`
const MOVE_MARK = `UPDATE ${COPY_MARK} SET done = $1, hash = $2`
const EMPTY = `TRUNCATE ${TABLES.join(', ')}; SELECT setval('ticket_numbers', 1000); UPDATE ${COPY_MARK} SET done = 0, hash = ''`

interface Mark {
	readonly source: string
	readonly done: number
	readonly hash: string
}

/**
 * Fills a database: each batch in one transaction with the note of how far the copy is. Throws `bad-input`, reason
 * `store-not-empty`, where the database holds another desk or the rest of another copy.
 */
export async function createEntryTarget(options: PostgresTargetOptions): Promise<EntryTarget> {
	const { client } = options
	let { done: before, hash: hashBefore } = await begin(options)
	let hash = createHash('sha256')
	let count = 0
	let list = { chat: '', length: 0 }

	function placeOf(chat: string): number {
		list = { chat, length: chat === list.chat ? list.length + 1 : 1 }
		return list.length
	}

	/** Passes by what an earlier copy has brought; true where all of it is passed and is not the same. */
	function differs(lines: readonly string[], passed: number): boolean {
		for (const line of lines.slice(0, passed)) hash.update(line).update('\n')
		count += passed
		return passed > 0 && count === before && hash.copy().digest('hex') !== hashBefore
	}

	async function startOver(): Promise<void> {
		await client.query(EMPTY)
		;({ before, hashBefore, hash, count } = { before: 0, hashBefore: '', hash: createHash('sha256'), count: 0 })
		list = { chat: '', length: 0 }
	}

	async function add(entries: Entries, lines: readonly string[]): Promise<void> {
		await inTransaction(client, async () => {
			for (const { text, values } of insertsOf(entries, placeOf)) await client.query({ text, values })
			for (const line of lines) hash.update(line).update('\n')
			count += entries.length
			await client.query(MOVE_MARK, [count, hash.copy().digest('hex')])
		})
	}

	return {
		async put(entries, lines) {
			const passed = Math.min(entries.length, Math.max(0, before - count))
			for (const { key } of entries.slice(0, passed).filter(({ collection }) => collection === 'activities')) placeOf(key)
			const isShorter = entries.length === 0 && count < before
			if (isShorter || differs(lines, passed)) {
				await startOver()
				return 'start-over'
			}
			if (passed < entries.length) await add(entries.slice(passed), lines.slice(passed))
			return 'kept'
		},
		async *kept() {
			yield* entriesOf(client)
		},
		async finish() {
			await client.query(`ANALYZE ${TABLES.join(', ')}`)
			await client.query(`DROP TABLE ${COPY_MARK}`)
		},
		close: () => client.end(),
	}
}

async function begin({ client, url, from }: PostgresTargetOptions): Promise<Mark> {
	const ask = async <T>(text: string) => (await client.query(text)).rows[0] as T
	const { alone } = await ask<{ alone: boolean }>(IS_ALONE)
	if (!alone)
		throw new AppError('misconfigured', `another copy into ${shownAddress(url)} is under way`, { reason: 'store-in-use' })
	// What is acknowledged must be on the server's disk, whatever it is set to.
	await client.query('SET synchronous_commit = on')
	const { marked } = await ask<{ marked: boolean }>(IS_MARKED)
	if (!marked && (await isUsed(client))) throw notEmpty(url, 'holds a desk already')
	await migrate(url, await loadMigrations())
	if (!marked) await client.query(MARK, [from])
	const mark = await ask<Mark>(READ_MARK)
	if (mark.source !== from) throw notEmpty(url, 'holds the rest of a copy of another desk')
	return mark
}

async function isUsed(client: Client): Promise<boolean> {
	const { rows } = await client.query<{ name: string }>(TABLES_THERE, [TABLES])
	if (rows.length === 0) return false
	const asked = [...rows.map(({ name }) => `EXISTS (SELECT FROM ${name})`), '(SELECT last_value FROM ticket_numbers) > 1000']
	const found = await client.query<{ used: boolean }>(`SELECT ${asked.join(' OR ')} AS used`)
	return found.rows[0]?.used === true
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
	try {
		await client.query('BEGIN')
		await work()
		await client.query('COMMIT')
	} catch (error) {
		await client.query('ROLLBACK').catch(() => undefined)
		const { kind } = failureOf(error, true)
		if (kind === 'unstorable') throw unstorable(error)
		// The database finds two entries under one key where nobody else writes: they came so.
		if (kind === 'overtaken')
			throw new AppError('bad-input', 'the source holds something twice: run `check` on it', { cause: error })
		throw error
	}
}

function unstorable(cause: unknown): AppError {
	return new AppError(
		'bad-input',
		'this desk holds an id with characters that PostgreSQL cannot keep: it can only be moved to lowdb',
		{
			cause,
		},
	)
}

function notEmpty(url: string, what: string): AppError {
	return new AppError('bad-input', `${shownAddress(url)} ${what}: nothing was changed. Name an empty database`, {
		reason: 'store-not-empty',
	})
}
