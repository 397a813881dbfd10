import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { AppError } from '../../errors.ts'
import { connectionSettings } from './connection.ts'

/** One step of the schema. */
export interface Migration {
	/** The file's name; they are applied in the order of their names. */
	readonly name: string
	readonly text: string
}

const FOLDER = path.join(import.meta.dirname, '../../../data/migrations')
const FILE = /^\d{4}-[a-z0-9-]+\.sql$/u

/** The steps that this version of the desk knows, in order. */
export async function loadMigrations(folder = FOLDER): Promise<Migration[]> {
	const names = (await readdir(folder)).filter((name) => FILE.test(name)).toSorted()
	return Promise.all(names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })))
}

/**
 * Brings the schema up to date: each step in a transaction of its own, once, whichever process comes first; the others wait.
 * Answers the names of what was applied. Throws `misconfigured` where a step was changed after it was applied, or where the
 * database knows a step that this version does not.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
	const client = new Client({ ...connectionSettings(url), statement_timeout: 0, lock_timeout: 0, query_timeout: 0 })
	client.on('error', () => undefined)
	await client.connect()
	try {
		// Held by the connection: it is free again when this process ends in whatever way.
		await client.query(`SELECT pg_advisory_lock(hashtextextended(current_schema() || '.migrations', 0))`)
		await client.query(`CREATE TABLE IF NOT EXISTS migrations (
			name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`)
		const pending = await pendingOf(client, migrations)
		for (const migration of pending) await applyOne(client, migration)
		return pending.map(({ name }) => name)
	} finally {
		await client.end()
	}
}

async function pendingOf(client: Client, migrations: readonly Migration[]): Promise<Migration[]> {
	const { rows } = await client.query<{ name: string; hash: string }>('SELECT name, hash FROM migrations ORDER BY name')
	const known = new Map(migrations.map((migration) => [migration.name, hashOf(migration)]))
	for (const { name, hash } of rows) {
		const expected = known.get(name)
		if (expected === undefined) {
			throw refused(name, `the database is of a newer version of the desk: it knows ${name}. Start that version`)
		}
		if (expected !== hash) {
			throw refused(name, `${name} was changed after it had been applied. Restore it, and put the change into a new file`)
		}
	}
	const applied = new Set(rows.map(({ name }) => name))
	const newest = rows.at(-1)?.name ?? ''
	const late = migrations.find(({ name }) => name < newest && !applied.has(name))
	if (late !== undefined) throw refused(late.name, `${late.name} comes before what is applied already. Give it the next number`)
	return migrations.filter(({ name }) => !applied.has(name))
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
	try {
		await client.query('BEGIN')
		await client.query(migration.text)
		await client.query('INSERT INTO migrations (name, hash) VALUES ($1, $2)', [migration.name, hashOf(migration)])
		await client.query('COMMIT')
	} catch (error) {
		await client.query('ROLLBACK').catch(() => undefined)
		throw error
	}
}

/** Line ends do not count: a checkout on Windows has others. */
function hashOf({ text }: Migration): string {
	return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

function refused(migration: string, message: string): AppError {
	return new AppError('misconfigured', message, { details: { migration } })
}
