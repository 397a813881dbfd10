import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { Store } from '../store.ts'
import { createCustomers } from './customers.ts'
import { emptyData, type StoreData } from './data.ts'
import { createEngine } from './engine.ts'
import type { Journal } from './journal.ts'
import { createQuestions } from './questions.ts'
import { replay } from './replay.ts'
import { createSnapshotAdapter } from './snapshot.ts'
import { createTickets } from './tickets.ts'

/** What can be looked up in a store that a desk may be running on. */
export type ReadableStore = Pick<Store, 'questions' | 'customers' | 'tickets'>

const SNAPSHOT = 'snapshot.jsonl'
const JOURNAL = /^journal-[1-9]\d*\.jsonl$/
/** A desk that runs may put a snapshot in the place of its journals while they are copied; that is rare and over at once. */
const TRIES = 3

/**
 * Reads a store as it is now, also one that a running desk holds: the files are copied aside and read there, so that the desk
 * notices nothing. Every change is refused. Throws `bad-input` where there is no store, and `damaged` where it cannot be read.
 */
export async function readStore({ folder, logger }: { folder: string; logger: Logger }): Promise<ReadableStore> {
	const engine = createEngine(await readAside(folder, logger), REFUSES)
	const numbers = { reserve: () => Promise.reject(readOnly()), giveBack: () => Promise.resolve() }
	return {
		questions: createQuestions({ engine }),
		customers: createCustomers({ engine }),
		tickets: createTickets({ engine, numbers, clock: () => 0 }),
	}
}

export async function readAside(folder: string, logger: Logger): Promise<StoreData> {
	for (let left = TRIES; ; left -= 1) {
		const aside = await mkdtemp(path.join(tmpdir(), 'loopdesk-read-'))
		try {
			await copyStore(folder, aside)
			const data = (await createSnapshotAdapter(path.join(aside, SNAPSHOT)).read()) ?? emptyData()
			await replay(aside, data, logger)
			return data
		} catch (error) {
			if (!hasMovedOn(error) || left <= 1) throw error
		} finally {
			await rm(aside, { recursive: true, force: true })
		}
	}
}

/** The snapshot first: whatever is done after it stands in the journals that are copied then. */
async function copyStore(from: string, to: string): Promise<void> {
	const names: string[] = await readdir(from).catch(() => [])
	if (!names.some((name) => JOURNAL.test(name))) {
		throw new AppError('bad-input', `there is no store in ${from}`, { details: { folder: from } })
	}
	if (names.includes(SNAPSHOT)) await copyFile(path.join(from, SNAPSHOT), path.join(to, SNAPSHOT))
	for (const name of await readdir(from)) {
		if (JOURNAL.test(name)) await copyFile(path.join(from, name), path.join(to, name))
	}
}

/** A journal that went away, or that is missing between the snapshot and the rest. */
function hasMovedOn(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT' || (error instanceof AppError && error.code === 'damaged')
}

const REFUSES: Journal = {
	append: ({ refused }) => refused(readOnly()),
	rotate: () => Promise.reject(readOnly()),
	size: () => 0,
	close: () => Promise.resolve(),
}

function readOnly(): AppError {
	return new AppError('busy', 'this store is read only', { reason: 'store-unavailable' })
}
