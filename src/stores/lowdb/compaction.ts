import { statfs, unlink } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Low } from 'lowdb'
import type { Logger } from 'pino'
import type { Instant } from '../../tickets/ticket.ts'
import { type StoreData, type Values, valuesIn } from './data.ts'
import { sizeOf, syncFolder } from './disk.ts'
import { type Journal, journalFile } from './journal.ts'
import { journalsIn } from './replay.ts'

const LEAST_JOURNAL_BYTES = 4 * 1024 * 1024
/** Reading a journal takes twice as long as reading as much of a snapshot, and it grows on while the next snapshot is written. */
const SNAPSHOT_PER_JOURNAL = 3
/** A journal below this is not worth a snapshot at the end: it is read in some milliseconds. */
const WORTH_AT_CLOSE_BYTES = 64 * 1024
/** Repetitions come within minutes (facts, section 8); a month is far beyond that. */
const REMEMBERED_MS = 30 * 24 * 3600 * 1000
/** So many are remembered however old a clock makes them that was wrong for a while. */
const ALWAYS_REMEMBERED = 1000
const DROPPED_AT_ONCE = 2000

export interface Compaction {
	/** Starts a snapshot where the journal has outgrown the last one. */
	consider(): void
	/** Writes one that holds nothing older than now, so that what was taken away before is in no file. Throws where it cannot. */
	force(): Promise<void>
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
	const current = () => running
	let isFinishing = false
	let threshold = thresholdFor(await sizeOf(snapshot))

	async function write(): Promise<void> {
		const started = clock()
		await checkRoom(folder, (await sizeOf(snapshot)) + journal.size())
		low.data.position = await journal.rotate()
		await forgetOld(low.data, started - REMEMBERED_MS)
		await low.write()
		await removeJournals(folder, low.data.position.generation)
		const bytes = await sizeOf(snapshot)
		threshold = thresholdFor(bytes)
		logger.info({ bytes, ms: clock() - started }, 'snapshot written')
	}

	async function compact(): Promise<void> {
		try {
			await write()
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
		async force() {
			// One that runs may have begun before.
			for (let earlier = current(); earlier !== undefined; earlier = current()) await earlier
			const forced = write()
			running = forced.catch(() => undefined).finally(() => (running = undefined))
			await forced
		},
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

function thresholdFor(snapshotBytes: number): number {
	return Math.max(LEAST_JOURNAL_BYTES, snapshotBytes / SNAPSHOT_PER_JOURNAL)
}

/** Removes the journals that the snapshot covers. */
export async function removeJournals(folder: string, before: number): Promise<void> {
	const covered = (await journalsIn(folder)).filter((generation) => generation < before)
	await Promise.all(covered.map((generation) => unlink(journalFile(folder, generation))))
	if (covered.length > 0) await syncFolder(folder)
}

/** Both collections grow at their end, so that the oldest come first. A turn that is marked again keeps its place, and what follows waits. */
async function forgetOld(data: StoreData, before: Instant): Promise<void> {
	await dropWhile(data, 'causes', ({ at }) => at < before)
	await dropWhile(data, 'turns', (at) => at < before)
}

async function dropWhile<Name extends 'causes' | 'turns'>(
	data: StoreData,
	collection: Name,
	isOld: (value: Values[Name]) => boolean,
): Promise<void> {
	const table = data.values[collection]
	let dropped = 0
	for (const [key, value] of valuesIn(data, collection)) {
		if (!isOld(value) || table.size() <= ALWAYS_REMEMBERED) return
		table.delete(key)
		dropped += 1
		if (dropped % DROPPED_AT_ONCE === 0) await setImmediate()
	}
}

/** A snapshot that fills the disk would take the journal's place as well. */
async function checkRoom(folder: string, bytes: number): Promise<void> {
	const { bavail, bsize } = await statfs(folder)
	if (bavail * bsize < bytes) throw new Error(`the disk has no room for a snapshot of about ${bytes} bytes`)
}
