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
import { createErasures, type LowdbErasures } from './erase.ts'
import { createFiles } from './files.ts'
import { refuseHalfCopied } from './half-copied.ts'
import { type Journal, openJournal } from './journal.ts'
import { lockFolder } from './lock.ts'
import { createMailbox } from './mailbox.ts'
import { createNotices } from './notices.ts'
import { createNumbers } from './numbers.ts'
import { createQuestions } from './questions.ts'
import { createReferences } from './references.ts'
import { createPace } from './pace.ts'
import { replay } from './replay.ts'
import { createReplies } from './replies.ts'
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
 * as it was written. Throws `misconfigured` as well where the folder cannot be read or written.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
	try {
		return await openHere(options)
	} catch (error) {
		throw explained(options.folder, error)
	}
}

/** What the operating system says of a folder, as a sentence that tells what to do. */
function explained(folder: string, error: unknown): unknown {
	if (error instanceof AppError || !(error instanceof Error) || !('syscall' in error)) return error
	const what = `the store in ${folder} cannot be opened (${error.message}): this user must be able to write there, and the disk must have room`
	return new AppError('misconfigured', what, { details: { folder }, cause: error })
}

async function openHere(options: StoreOptions): Promise<Store> {
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
	await refuseHalfCopied(folder)
	const snapshot = path.join(folder, 'snapshot.jsonl')
	const pause = createPace(() => journal.size())
	const low = new Low(createSnapshotAdapter(snapshot, { disk, pause }), emptyData())
	await unlink(`${snapshot}.tmp`).catch(() => undefined)
	await low.read()
	const end = await replay(folder, low.data, logger)
	await removeJournals(folder, low.data.position.generation)
	const journal = await openJournal({ folder, disk, logger, grown: () => compaction.consider() }, end)
	const compaction: Compaction = await createCompaction({ folder, snapshot, low, journal, logger, clock })
	const engine = createEngine(low.data, journal)
	const numbers = createNumbers(engine, firstNumber)
	const files = await createFiles({ engine, folder: path.join(folder, 'files'), disk })
	const notices = createNotices({ engine })
	const transcripts = createTranscripts({ engine, files, clock })
	const erasures = createErasures({
		engine,
		notices,
		chatsOf: transcripts.conversationsOfUser,
		sweepFiles: files.sweep,
		compact: compaction.force,
		logger,
	})
	let closing: Promise<void> | undefined
	return {
		tickets: createTickets({ engine, numbers, clock }),
		notices,
		customers: createCustomers({ engine }),
		erasures,
		references: createReferences({ engine }),
		mailbox: createMailbox({ engine }),
		conversations: createConversations({ engine }),
		questions: createQuestions({ engine }),
		turns: createTurns({ engine }),
		replies: createReplies({ engine }),
		transcripts,
		// One process has the folder: there is nobody to hear of.
		onNews: () => undefined,
		// Taking away what is not there is a record of its own, and leaves nothing behind.
		probe: () => engine.commit([['turns', 'readyz']]),
		close: () => (closing ??= close({ giveBack: numbers.giveBack, erasures, compaction, journal, unlock, logger })),
	}
}

interface ToClose {
	readonly giveBack: () => Promise<void>
	readonly erasures: LowdbErasures
	readonly compaction: Compaction
	readonly journal: Journal
	readonly unlock: () => Promise<void>
	readonly logger: Logger
}

async function close({ giveBack, erasures, compaction, journal, unlock, logger }: ToClose): Promise<void> {
	try {
		await giveBack()
	} catch (error) {
		if (!(error instanceof AppError)) throw error
		logger.warn({ err: error }, 'reserved numbers could not be given back')
	}
	await erasures.stop()
	await compaction.finish()
	await journal.close()
	await unlock()
}
