import { type FileHandle, readdir, readFile, rm, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { Entry, EntryTarget } from '../move/entry.ts'
import { emptyData, type Operation, pairKey } from './data.ts'
import { makeFolder, openFile, realDisk, replaceFile, sizeOf, syncFolder } from './disk.ts'
import { TOKEN_KEY } from '../files/token-key.ts'
import { entriesOf, FILES } from './entries.ts'
import { COPY_MARK } from './half-copied.ts'
import { journalFile } from './journal.ts'
import { seal } from './lines.ts'
import { replay } from './replay.ts'
import { createSnapshotAdapter } from './snapshot.ts'

/** Where the journal grows until the copy is done. */
const INCOMING = 'incoming'
/** The journal that follows the one aside. */
const NEXT = 2
/** What a desk leaves in a folder without keeping anything. */
const HARMLESS: ReadonlySet<string> = new Set(['models', `${COPY_MARK}.tmp`])
/** An id is a file's name. */
const FILE_ID = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$/

export interface LowdbTargetOptions {
	/** The real path; locked by the caller, who lets go of it with `unlock`. */
	readonly folder: string
	readonly unlock: () => Promise<void>
	/** The identity of the source. */
	readonly from: string
	readonly logger: Logger
}

/**
 * Fills a folder: what comes goes into a journal aside, which becomes the snapshot when everything is there. Throws
 * `bad-input`, reason `store-not-empty`, where the folder holds another desk or the rest of another copy.
 */
export async function createEntryTarget({ folder, unlock, from, logger }: LowdbTargetOptions): Promise<EntryTarget> {
	const content = grow(await begin(folder, from))
	const files = path.join(folder, FILES)
	const snapshot = createSnapshotAdapter(path.join(folder, 'snapshot.jsonl'))
	const fileIds = new Set<string>()
	let records = 0
	let list = { collection: '', key: '', length: 0 }

	function operationsOf(entry: Entry): Operation[] {
		const { collection, key, value } = entry
		switch (collection) {
			case 'keys':
				return []
			case 'events':
				return [['events', key, place(collection, key), [value]]]
			case 'activities': {
				const { activity, handled } = value
				const done: Operation = ['handled', pairKey(key, activity.id), Date.parse(activity.timestamp ?? '') || 0]
				return [['activities', key, place(collection, key), [activity]], ...(handled ? [done] : [])]
			}
			case 'files': {
				const { bytes, ...facts } = value
				return [['files', key, { ...facts, size: Buffer.byteLength(bytes, 'base64') }]]
			}
			default:
				return [[collection, key, value] as Operation]
		}
	}

	/** The next place in the list that is filled now. */
	function place(collection: string, key: string): number {
		const isSame = list.collection === collection && list.key === key
		list = { collection, key, length: isSame ? list.length + 1 : 1 }
		return list.length
	}

	/** What has come becomes what a desk reads fastest; its own journal follows. */
	async function writeSnapshot(): Promise<void> {
		const data = emptyData()
		await replay(path.join(folder, INCOMING), data, logger)
		data.position = { generation: NEXT, record: records + 1 }
		await snapshot.write(data)
	}

	async function keepApart({ collection, key, value }: Entry): Promise<void> {
		if (collection === 'keys') {
			if (key !== 'tokens') throw new AppError('bad-input', `a lowdb store has no place for a key called ${key}`)
			await keepFile(path.join(folder, TOKEN_KEY), Buffer.from(value, 'base64'))
		}
		if (collection !== 'files') return
		if (!FILE_ID.test(key) || key.endsWith('.tmp')) throw new AppError('bad-input', `${key} is not an id of a file`)
		fileIds.add(key)
		await keepFile(path.join(files, key), Buffer.from(value.bytes, 'base64'))
	}

	return {
		async put(entries) {
			for (const entry of entries) await keepApart(entry)
			const operations = entries.flatMap(operationsOf)
			if (operations.length > 0) await content.put(seal(`${(records += 1)},${JSON.stringify(operations)}]`))
			return 'kept'
		},
		async *kept() {
			await content.end()
			await removeOthers(files, fileIds)
			await writeSnapshot()
			yield* entriesOf({ folder, data: (await snapshot.read()) ?? emptyData() })
		},
		async finish() {
			const journal = await openFile(journalFile(folder, NEXT))
			await journal.close()
			await syncFolder(folder)
			await rm(path.join(folder, INCOMING), { recursive: true })
			await unlink(path.join(folder, COPY_MARK))
			await syncFolder(folder)
		},
		async close() {
			await content.close()
			await unlock()
		},
	}
}

/** Opens the journal aside, begun by this copy or by an earlier one that was interrupted. */
async function begin(folder: string, from: string): Promise<FileHandle> {
	const [mark, incoming] = [path.join(folder, COPY_MARK), path.join(folder, INCOMING)]
	const wanted = JSON.stringify({ from })
	const marked = await readFile(mark, 'utf8').catch(() => undefined)
	const names = (await readdir(folder)).filter((name) => !HARMLESS.has(name))
	if (marked === undefined && names.length > 0) throw notEmpty(folder, 'holds something already')
	if (marked !== undefined && marked !== wanted) throw notEmpty(folder, 'is the rest of a copy of another desk')
	if (marked === undefined) await replaceFile(mark, (handle) => handle.writeFile(wanted))
	await makeFolder(incoming)
	await makeFolder(path.join(folder, FILES))
	return openFile(journalFile(incoming, 1))
}

function notEmpty(folder: string, what: string): AppError {
	return new AppError('bad-input', `lowdb:${folder} ${what}: nothing was changed. Name an empty folder`, {
		reason: 'store-not-empty',
	})
}

interface Growing {
	put(text: string): Promise<void>
	/** Cuts off what an earlier copy has written beyond, and makes all of it durable. */
	end(): Promise<void>
	close(): Promise<void>
}

/** Goes through the file from its start: what stands there already is compared, and from the first difference on it is written. */
function grow(file: FileHandle): Growing {
	let length = 0
	let isComparing = true

	async function stands(bytes: Buffer): Promise<boolean> {
		const found = Buffer.alloc(bytes.length)
		const { bytesRead } = await file.read(found, 0, bytes.length, length)
		return bytesRead === bytes.length && found.equals(bytes)
	}

	return {
		async put(text) {
			const bytes = Buffer.from(text)
			isComparing &&= await stands(bytes)
			if (!isComparing) await realDisk.write(file, bytes, length)
			length += bytes.length
		},
		async end() {
			await file.truncate(length)
			await file.sync()
		},
		close: () => file.close(),
	}
}

async function keepFile(file: string, bytes: Buffer): Promise<void> {
	const isThere = (await sizeOf(file)) === bytes.length && (await readFile(file)).equals(bytes)
	if (!isThere) await replaceFile(file, (handle) => handle.writeFile(bytes))
}

/** Files that an earlier try has brought and that the source no longer has. */
async function removeOthers(folder: string, kept: ReadonlySet<string>): Promise<void> {
	const others = (await readdir(folder)).filter((name) => !kept.has(name))
	for (const name of others) await unlink(path.join(folder, name))
	if (others.length > 0) await syncFolder(folder)
}
