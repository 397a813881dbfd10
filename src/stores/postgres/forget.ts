import type { Logger } from 'pino'
import type { Instant } from '../../tickets/ticket.ts'
import type { Database } from './database.ts'

/** As long as the lowdb store remembers them. */
const REMEMBERED_MS = 30 * 24 * 3600 * 1000
const EVERY_MS = 3600 * 1000
/** Rows of one statement, so that nobody waits long for it. */
const AT_ONCE = 5000

const SENDS = { name: 'forget-sends', text: 'DELETE FROM sends WHERE last_at < $1' }
/** No limit of a channel looks further back (facts, section 8). */
const LONGEST_WINDOW_MS = 3600 * 1000

/** What was in the hand of a process that has gone, and that nobody has taken in hand since. */
const CLAIMS = ['due_claims', 'turn_claims'].map((table) => {
	return { name: `forget-${table}`, text: `DELETE FROM ${table} WHERE carrier NOT IN (SELECT id FROM processes)` }
})

/** A clock of this process that runs ahead must not forget what may still be repeated: the database has one as well. */
const LONG_AGO = `least($1::bigint, (extract(epoch FROM now()) * 1000)::bigint - ${REMEMBERED_MS})`

const FORGET = ['causes', 'turns'].map((table) => {
	const key = table === 'causes' ? 'cause' : 'key'
	return {
		name: `forget-${table}`,
		text: `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE at < ${LONG_AGO} LIMIT ${AT_ONCE}) RETURNING 1`,
	}
})

/** Forgets, every hour, which activities were handled long ago: nobody repeats them any more. Answers how to stop. */
export function forgetRegularly(database: Database, logger: Logger, clock: () => Instant): () => Promise<void> {
	let running: Promise<void> | undefined
	async function forget(): Promise<void> {
		try {
			for (const statement of FORGET) await forgetAll(statement)
			for (const statement of CLAIMS) await database.query(statement)
			await database.query(SENDS, [clock() - LONGEST_WINDOW_MS])
		} catch (error) {
			logger.warn({ err: error }, 'what was handled long ago could not be forgotten')
		}
	}
	async function forgetAll(statement: (typeof FORGET)[number]): Promise<void> {
		const before = clock() - REMEMBERED_MS
		while ((await database.query(statement, [before])).length === AT_ONCE);
	}
	const timer = setInterval(() => {
		running ??= forget().finally(() => (running = undefined))
	}, EVERY_MS)
	timer.unref()
	return async () => {
		clearInterval(timer)
		await running
	}
}
