import { realpath, unlink } from 'node:fs/promises'
import path from 'node:path'
import { Low } from 'lowdb'
import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Store } from '../store.ts'
import { type Compaction, createCompaction, removeJournals } from './compaction.ts'
import { createConversations } from './conversations.ts'
import { createCustomers } from './customers.ts'
import { emptyData } from './data.ts'
import { type Disk, makeFolder, realDisk } from './disk.ts'
import { createEngine } from './engine.ts'
import { createFiles } from './files.ts'
import { type Journal, openJournal } from './journal.ts'
import { lockFolder } from './lock.ts'
import { createMailbox } from './mailbox.ts'
import { createNotices } from './notices.ts'
import { createNumbers } from './numbers.ts'
import { createQuestions } from './questions.ts'
import { createReferences } from './references.ts'
import { replay } from './replay.ts'
import { createSnapshotAdapter } from './snapshot.ts'
import { createTickets } from './tickets.ts'
import { createTranscripts } from './transcripts.ts'
import { createTurns } from './turns.ts'

export interface StoreOptions {
	/** Made where it is missing; one process at a time. */
	readonly folder: string
	readonly logger: Logger
	readonly clock?: () => Instant
	/** The first ticket of an empty store is `BD-<firstNumber>`; 1001 where it is not given. */
	readonly firstNumber?: number
	/** For tests of a disk that fails. */
	readonly disk?: Disk
}

/**
 * Opens the lowdb store: lowdb holds the state and its snapshot, a journal beside it makes each commit durable. Throws
 * `misconfigured`, reason `store-in-use`, where another process has it, and `damaged`, naming file and line, where a file is not
 * as it was written.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
	await makeFolder(options.folder)
	const folder = await realpath(options.folder)
	const unlock = await lockFolder(folder)
	try {
		return await openLocked({ ...options, folder }, unlock)
	} catch (error) {
		await unlock()
		throw error
	}
}

async function openLocked(options: StoreOptions, unlock: () => Promise<void>): Promise<Store> {
	const { folder, logger, clock = Date.now, firstNumber = 1001, disk = realDisk } = options
	const snapshot = path.join(folder, 'snapshot.jsonl')
	const low = new Low(createSnapshotAdapter(snapshot), emptyData())
	await unlink(`${snapshot}.tmp`).catch(() => undefined)
	await low.read()
	const end = await replay(folder, low.data, logger)
	await removeJournals(folder, low.data.position.generation)
	const journal = await openJournal({ folder, disk, logger, grown: () => compaction.consider() }, end)
	const compaction: Compaction = await createCompaction({ folder, snapshot, low, journal, logger, clock })
	const engine = createEngine(low.data, journal)
	const numbers = createNumbers(engine, firstNumber)
	const files = await createFiles({ engine, folder: path.join(folder, 'files') })
	let closing: Promise<void> | undefined
	return {
		tickets: createTickets({ engine, numbers, clock }),
		notices: createNotices({ engine }),
		customers: createCustomers({ engine }),
		references: createReferences({ engine }),
		mailbox: createMailbox({ engine }),
		conversations: createConversations({ engine }),
		questions: createQuestions({ engine }),
		turns: createTurns({ engine }),
		transcripts: createTranscripts({ engine, files, clock }),
		// One process has the folder: there is nobody to hear of.
		onNews: () => undefined,
		close: () => (closing ??= close({ giveBack: numbers.giveBack, compaction, journal, unlock, logger })),
	}
}

interface ToClose {
	readonly giveBack: () => Promise<void>
	readonly compaction: Compaction
	readonly journal: Journal
	readonly unlock: () => Promise<void>
	readonly logger: Logger
}

async function close({ giveBack, compaction, journal, unlock, logger }: ToClose): Promise<void> {
	try {
		await giveBack()
	} catch (error) {
		if (!(error instanceof AppError)) throw error
		logger.warn({ err: error }, 'reserved numbers could not be given back')
	}
	await compaction.finish()
	await journal.close()
	await unlock()
}
