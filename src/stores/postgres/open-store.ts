import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { SendBook } from '../../delivery/ports.ts'
import { AppError } from '../../errors.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Store } from '../store.ts'
import { shownAddress } from './connection.ts'
import { type Cleaning, type CleaningHours, createCleaning } from './cleaning.ts'
import { createConversations } from './conversations.ts'
import { createCustomers } from './customers.ts'
import { createDatabase, type Database } from './database.ts'
import { warnOfWeakSettings } from './durability.ts'
import { createErasures } from './erase.ts'
import { failureOf } from './failures.ts'
import { forgetRegularly } from './forget.ts'
import { createMailbox } from './mailbox.ts'
import { refuseHalfCopied } from './half-copied.ts'
import { loadMigrations, migrate } from './migrate.ts'
import { createNotices } from './notices.ts'
import { createOtherProcesses } from './other-processes.ts'
import { createPresence, type Presence } from './presence.ts'
import { createQuestions } from './questions.ts'
import { createReferences } from './references.ts'
import { createReplies } from './replies.ts'
import { createSends } from './sends.ts'
import { createTickets } from './tickets.ts'
import { createTranscripts } from './transcripts.ts'
import { createTurns } from './turns.ts'

export interface PostgresOptions extends CleaningHours {
	/** `postgres://user:password@host:port/database`, with what else `pg` understands. */
	readonly url: string
	readonly logger: Logger
	readonly clock?: () => Instant
	/** After so many milliseconds without a sign of life a process counts as gone; 6,000 unless told otherwise. */
	readonly leaseMs?: number
	/** How long people wait for a database that has just gone away. */
	readonly patienceMs?: number
}

/** A store that any number of processes open at the same time. */
export interface PostgresStore extends Store {
	readonly sends: SendBook
	/** Bytes that all processes share and that are made by the first who asks. */
	sharedKey(name: string, fresh: Uint8Array): Promise<Uint8Array>
}

const LEASE_MS = 6000
/** How long a start waits for a database that starts as well. */
const START_MS = 15_000

const SHARED_KEY = {
	name: 'shared-key',
	text: `WITH made AS (INSERT INTO keys (name, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING bytes)
		SELECT bytes FROM keys WHERE name = $1 UNION ALL SELECT bytes FROM made`,
}

/** Opens the PostgreSQL store and brings its schema up to date. Throws `misconfigured` where the database cannot be used. */
export async function openStore(options: PostgresOptions): Promise<PostgresStore> {
	const { url, logger, clock = Date.now, leaseMs = LEASE_MS, patienceMs } = options
	const applied = await whenReachable(url, async () => migrate(url, await loadMigrations()))
	if (applied.length > 0) logger.info({ migrations: applied }, 'the database has been brought up to date')
	const database = createDatabase({ url, logger, patienceMs })
	const appear = () => whenReachable(url, () => createPresence({ url, id: randomUUID(), logger, leaseMs }))
	const presence = await refuseHalfCopied(database, url)
		.then(appear)
		.catch(async (error: unknown) => {
			await database.close()
			throw error
		})
	await warnOfWeakSettings(database, logger)
	const stopForgetting = forgetRegularly(database, logger, clock)
	const cleaning = createCleaning({ ...options, database, clock })
	// Something may have been left by a process that has gone.
	cleaning.start()
	presence.onNews(({ kind }) => void (kind === 'orphans' && cleaning.start()))
	let closing: Promise<void> | undefined
	return {
		tickets: createTickets({ database, presence, clock, newId: randomUUID }),
		notices: createNotices({ database, presence, newId: randomUUID }),
		customers: createCustomers({ database }),
		erasures: createErasures({ database, presence, cleaning }),
		references: createReferences({ database }),
		mailbox: createMailbox({ database }),
		conversations: createConversations({ database }),
		questions: createQuestions({ database }),
		turns: createTurns({ database, presence }),
		replies: createReplies({ database, presence, newId: randomUUID }),
		transcripts: createTranscripts({ database, presence }),
		sends: createSends({ database }),
		others: createOtherProcesses({ database, presence }),
		onNews: presence.onNews,
		close: () => (closing ??= close({ database, presence, cleaning, stopForgetting })),
		async sharedKey(name, fresh) {
			const ask = () => database.query<{ bytes: Buffer }>(SHARED_KEY, [name, Buffer.from(fresh)])
			// Where another process has made it in the same moment, the first answer does not see it.
			const [row] = [...(await ask()), ...(await ask())]
			return row?.bytes ?? fresh
		},
	}
}

interface ToClose {
	readonly database: Database
	readonly presence: Presence
	readonly cleaning: Cleaning
	readonly stopForgetting: () => Promise<void>
}

async function close({ database, presence, cleaning, stopForgetting }: ToClose): Promise<void> {
	await stopForgetting()
	await cleaning.stop()
	await database.close()
	await presence.close()
}

/** Waits for a server that starts; whatever else is wrong is said at once. */
async function whenReachable<T>(url: string, work: () => Promise<T>): Promise<T> {
	const started = performance.now()
	for (;;) {
		try {
			return await work()
		} catch (error) {
			if (error instanceof AppError) throw error
			const isAway = failureOf(error, false).kind === 'unreachable'
			if (!isAway || performance.now() - started > START_MS) throw unusable(url, error)
			await pause(300)
		}
	}
}

function unusable(url: string, error: unknown): AppError {
	const why = error instanceof AggregateError ? String(error.errors[0]) : error instanceof Error ? error.message : 'no answer'
	return new AppError('misconfigured', `the database ${shownAddress(url)} cannot be used (${why}): check STORE`, { cause: error })
}
