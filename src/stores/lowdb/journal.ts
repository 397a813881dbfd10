import { fstatSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import type { AppError } from '../../errors.ts'
import type { Position } from './data.ts'
import { type Disk, openFile, syncFolder, unavailable } from './disk.ts'
import { createRecordBuffer } from './record-buffer.ts'

/** One commit on its way to the disk. Exactly one of the two is called, without a pause between those of one write. */
export interface Entry {
	/** JSON. */
	readonly body: string
	readonly kept: () => void
	readonly refused: (error: AppError) => void
}

/** The append-only file of commits. Commits that come while the disk is busy go into its next write together. */
export interface Journal {
	append(entry: Entry): void
	/** Goes on in a new file, from the next commit; tells what that file starts with. */
	rotate(): Promise<Position>
	/** Bytes of the file that is written now. */
	size(): number
	/** Resolves after the last commit was kept or refused. */
	close(): Promise<void>
}

export interface JournalDeps {
	readonly folder: string
	readonly disk: Disk
	readonly logger: Logger
	/** Called after each write. */
	readonly grown: () => void
}

/** Where the journal of an opened store goes on. */
export interface JournalEnd extends Position {
	/** Bytes of whole records in the file of this generation. */
	readonly length: number
}

/** More must not wait on a disk that hangs: who comes then is told at once that nothing was changed. */
const MOST_WAITING = { commits: 10_000, characters: 64 * 1024 * 1024 } as const

export function journalFile(folder: string, generation: number): string {
	return path.join(folder, `journal-${generation}.jsonl`)
}

/**
 * A write that fails refuses its commits and all that wait behind it, since these may rest on them. Before the next write, the
 * file is opened again and cut to the last record that was kept; while that fails too, everything is refused. A refused commit
 * can come back only if the process dies before the file could be cut: its cause then tells that it was done. A file that somebody
 * has removed can be written without an error, so that each write looks for its name; it is not made anew, for what it held is
 * gone.
 */
export async function openJournal(deps: JournalDeps, end: JournalEnd): Promise<Journal> {
	const { folder, disk, logger } = deps
	let { generation, record, length } = end
	let file: FileHandle | undefined = await startFile(folder, generation)
	const buffer = createRecordBuffer()
	let queue: Entry[] = []
	let waiting = 0
	let isRunning = false
	let isClosed = false
	let wantsRotation: PromiseWithResolvers<Position> | undefined
	let idle: PromiseWithResolvers<void> | undefined

	async function write(batch: readonly Entry[]): Promise<void> {
		file ??= await repair()
		const bytes = buffer.fill(batch, record)
		await disk.write(file, bytes, length)
		await disk.sync(file)
		checkName(file)
		length += bytes.length
		record += batch.length
	}

	function checkName({ fd }: FileHandle): void {
		const named = statSync(journalFile(folder, generation), { throwIfNoEntry: false })
		if (named?.ino !== fstatSync(fd).ino) throw new Error('the journal is not where it was')
	}

	async function repair(): Promise<FileHandle> {
		const opened = await open(journalFile(folder, generation), 'r+')
		try {
			const { size } = await opened.stat()
			if (size < length) throw new Error(`the journal holds ${size} bytes of ${length} that were kept`)
			await disk.truncate(opened, length)
			await disk.sync(opened)
		} catch (error) {
			await opened.close()
			throw error
		}
		logger.info({ generation, length }, 'the journal is written again')
		return opened
	}

	async function writeQueue(): Promise<void> {
		const batch = takeQueue()
		try {
			await write(batch)
		} catch (error) {
			return breakOff(error, batch)
		}
		for (const entry of batch) entry.kept()
		deps.grown()
	}

	function takeQueue(): Entry[] {
		const taken = queue
		queue = []
		waiting = 0
		return taken
	}

	async function breakOff(error: unknown, batch: readonly Entry[]): Promise<void> {
		// Said once until it works again, not for each commit that is refused meanwhile.
		if (file !== undefined)
			logger.error({ err: error, generation, commits: batch.length + queue.length }, 'the journal cannot be written')
		const refusal = unavailable('the journal cannot be written', error)
		const refused = [...batch, ...takeQueue()]
		for (const entry of refused) entry.refused(refusal)
		const broken = file
		file = undefined
		await broken?.close().catch(() => undefined)
	}

	async function startNext({ resolve, reject }: PromiseWithResolvers<Position>): Promise<void> {
		try {
			file ??= await repair()
			const next = await startFile(folder, generation + 1)
			await file.close()
			file = next
			generation += 1
			length = 0
			resolve({ generation, record })
		} catch (error) {
			reject(error)
		}
	}

	async function run(): Promise<void> {
		// Commits of the same turn of the event loop share the first write.
		await new Promise((resolve) => setImmediate(resolve))
		while (queue.length > 0 || wantsRotation !== undefined) {
			if (queue.length > 0) await writeQueue()
			const rotation = wantsRotation
			wantsRotation = undefined
			if (rotation !== undefined) await startNext(rotation)
		}
		isRunning = false
		idle?.resolve()
	}

	function wake(): void {
		if (isRunning) return
		isRunning = true
		void run()
	}

	function rotate(): Promise<Position> {
		wantsRotation ??= Promise.withResolvers<Position>()
		const { promise } = wantsRotation
		wake()
		return promise
	}

	async function close(): Promise<void> {
		isClosed = true
		if (isRunning) {
			idle ??= Promise.withResolvers<void>()
			await idle.promise
		}
		await file?.close()
		file = undefined
	}

	return {
		append(entry) {
			if (isClosed) return entry.refused(unavailable('the store is closed'))
			const isFull = queue.length >= MOST_WAITING.commits || waiting > MOST_WAITING.characters
			if (isFull) return entry.refused(unavailable('too much waits for the disk'))
			queue.push(entry)
			waiting += entry.body.length
			wake()
		},
		rotate,
		size: () => length,
		close,
	}
}

async function startFile(folder: string, generation: number): Promise<FileHandle> {
	const file = await openFile(journalFile(folder, generation))
	try {
		await syncFolder(folder)
	} catch (error) {
		await file.close()
		throw error
	}
	return file
}
