import { Client } from 'pg'
import { AppError } from '../../errors.ts'
import { connectionSettings, shownAddress } from './connection.ts'

/** A place for a store that will be thrown away, on a database that may hold others. */
export interface Scratch {
	/** What `STORE` is set to. */
	readonly url: string
	/** Removes it with everything in it. */
	remove(): Promise<void>
}

/** Makes an empty schema of its own, named by `name`, which is a word of small letters. Throws `misconfigured` where it cannot. */
export async function makeScratch(database: string, name: string): Promise<Scratch> {
	const schema = `${name}_${process.pid}_${Date.now().toString(36)}`
	await run(database, `CREATE SCHEMA ${schema}`)
	const url = new URL(database)
	url.searchParams.set('options', `-c search_path=${schema}`)
	return { url: url.href, remove: () => run(database, `DROP SCHEMA IF EXISTS ${schema} CASCADE`) }
}

async function run(database: string, text: string): Promise<void> {
	const client = new Client(connectionSettings(database))
	client.on('error', () => undefined)
	try {
		await client.connect()
		await client.query(text)
	} catch (error) {
		throw new AppError('misconfigured', `the database ${shownAddress(database)} cannot be used (${String(error)})`, {
			cause: error,
		})
	} finally {
		await client.end().catch(() => undefined)
	}
}
