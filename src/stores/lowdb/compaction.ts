import { unlink } from 'node:fs/promises'
import type { Low } from 'lowdb'
import type { Logger } from 'pino'
import type { Instant } from '../../tickets/ticket.ts'
import type { StoreData } from './data.ts'
import { sizeOf, syncFolder } from './disk.ts'
import { type Journal, journalFile } from './journal.ts'
import { journalsIn } from './replay.ts'

const LEAST_JOURNAL_BYTES = 4 * 1024 * 1024
/** A journal below this is not worth a snapshot at the end: it is read in some milliseconds. */
const WORTH_AT_CLOSE_BYTES = 64 * 1024
/** Repetitions come within minutes (facts, section 8); a month is far beyond that. */
const REMEMBERED_MS = 30 * 24 * 3600 * 1000

export interface Compaction {
	/** Starts a snapshot where the journal has outgrown the last one. */
	consider(): void
	/** Waits for the running one and writes a last one where it is worth it. */
	finish(): Promise<void>
}

export interface CompactionDeps {
	readonly folder: string
	readonly snapshot: string
	readonly low: Low<StoreData>
	readonly journal: Journal
	readonly logger: Logger
	readonly clock: () => Instant
}

/**
 * Writes snapshots, so that a start stays short: the journal goes on in a new file, the state is written beside the running
 * commits, and then the old journals go. A crash in between leaves the old snapshot with all its journals.
 */
export async function createCompaction(deps: CompactionDeps): Promise<Compaction> {
	const { folder, snapshot, low, journal, logger, clock } = deps
	let running: Promise<void> | undefined
	let isFinishing = false
	let threshold = Math.max(LEAST_JOURNAL_BYTES, await sizeOf(snapshot))

	async function compact(): Promise<void> {
		const started = clock()
		try {
			low.data.position = await journal.rotate()
			forgetOld(low.data, started - REMEMBERED_MS)
			await low.write()
			await removeJournals(folder, low.data.position.generation)
			const bytes = await sizeOf(snapshot)
			threshold = Math.max(LEAST_JOURNAL_BYTES, bytes)
			logger.info({ bytes, ms: clock() - started }, 'snapshot written')
		} catch (error) {
			threshold = journal.size() + LEAST_JOURNAL_BYTES
			logger.warn({ err: error }, 'no snapshot could be written; the journals are kept')
		}
	}

	function start(): Promise<void> {
		running ??= compact().finally(() => (running = undefined))
		return running
	}

	return {
		consider() {
			if (!isFinishing && journal.size() > threshold) void start()
		},
		async finish() {
			isFinishing = true
			await running
			if (journal.size() > WORTH_AT_CLOSE_BYTES) await start()
		},
	}
}

/** Removes the journals that the snapshot covers. */
export async function removeJournals(folder: string, before: number): Promise<void> {
	const covered = (await journalsIn(folder)).filter((generation) => generation < before)
	await Promise.all(covered.map((generation) => unlink(journalFile(folder, generation))))
	if (covered.length > 0) await syncFolder(folder)
}

/** Both collections grow at their end, so that the oldest come first. */
function forgetOld({ values }: StoreData, before: Instant): void {
	for (const [cause, { at }] of values.causes) {
		if (at >= before) break
		values.causes.delete(cause)
	}
	for (const [turn, at] of values.turns) {
		if (at >= before) break
		values.turns.delete(turn)
	}
}
