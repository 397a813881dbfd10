import fs, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import type { Told } from './told.ts'

/**
 * Something that was done to the files of a folder. What was begun may be on disk; it is for sure after a sync that began later than
 * the step `doneAt`.
 */
export type Step = { doneAt: number } & (
	| { readonly kind: 'make'; readonly file: string; readonly inode: number }
	| { readonly kind: 'rename'; readonly file: string; readonly to: string; readonly inode: number }
	| { readonly kind: 'unlink'; readonly file: string }
	| { readonly kind: 'write'; readonly inode: number; readonly bytes: Uint8Array; readonly place: number }
	| { readonly kind: 'truncate'; readonly inode: number; readonly length: number }
	| { readonly kind: 'sync'; readonly inode: number; readonly isJournal: boolean }
	| { readonly kind: 'sync-folder'; readonly folder: string }
	| { readonly kind: 'told'; readonly told: Told }
)
type Doing = Step extends infer One ? (One extends Step ? Omit<One, 'doneAt'> : never) : never

/** The log of everything that this process does to the files below a folder. */
export interface Recording {
	readonly steps: readonly Step[]
	/** The files that were there at the beginning, by their paths. */
	readonly before: ReadonlyMap<string, Uint8Array>
	/** Puts what a store has told its users between what was done to the files. */
	tell(told: Told): void
	stop(): void
}

/** What is known while it is recorded. */
interface Log {
	readonly steps: Step[]
	readonly inodes: Map<string, number>
	/** Bytes, by inode. */
	readonly sizes: Map<number, number>
	lastInode: number
}

/**
 * Listens at the doors of Node itself, so that the store need not know: everything is still done. Only what goes through
 * `node:fs/promises` is seen; whoever uses the log can compare its end with the folder.
 */
export async function recordFiles(folder: string): Promise<Recording> {
	const before = await readFolder(folder)
	const inodes = new Map([...before.keys()].map((file, index) => [file, index + 1]))
	const sizes = new Map([...before.values()].map((bytes, index) => [index + 1, bytes.length]))
	const log: Log = { steps: [], inodes, sizes, lastInode: before.size }
	const { open, rename, unlink, truncate } = fs
	const isOurs = (file: unknown): file is string => typeof file === 'string' && file.startsWith(folder + path.sep)
	const doors = {
		async open(file: string, flags = 'r', mode?: number) {
			const handle = await open(file, flags, mode)
			const isFolder = (await handle.stat()).isDirectory()
			const sync = () => does(log, { kind: 'sync-folder', folder: file }, () => handle.sync())
			if (isFolder) return file === folder || isOurs(file) ? over(handle, { sync }) : handle
			return isOurs(file) && flags !== 'r' ? recorded(log, handle, file, flags) : handle
		},
		rename(from: string, to: string) {
			const inode = inodes.get(from)
			if (inode === undefined) return rename(from, to)
			inodes.set(to, inode)
			inodes.delete(from)
			return does(log, { kind: 'rename', file: from, to, inode }, () => rename(from, to))
		},
		unlink(file: string) {
			return inodes.delete(file) ? does(log, { kind: 'unlink', file }, () => unlink(file)) : unlink(file)
		},
		truncate(file: string, length: number) {
			return isOurs(file) ? truncates(log, inodeOf(log, file), length, () => truncate(file, length)) : truncate(file, length)
		},
	}
	const put = (to: object) => {
		Object.assign(fs, to)
		syncBuiltinESMExports()
	}
	put(doors)
	const tell = (told: Told) => void log.steps.push({ kind: 'told', told, doneAt: log.steps.length })
	return { steps: log.steps, before, tell, stop: () => put({ open, rename, unlink, truncate }) }
}

async function does<T>({ steps }: Log, doing: Doing, work: () => Promise<T>): Promise<T> {
	const step = { ...doing, doneAt: Infinity } as Step
	steps.push(step)
	const result = await work()
	step.doneAt = steps.length
	return result
}

function truncates(log: Log, inode: number, length: number, work: () => Promise<void>): Promise<void> {
	log.sizes.set(inode, length)
	return does(log, { kind: 'truncate', inode, length }, work)
}

function inodeOf(log: Log, file: string): number {
	const known = log.inodes.get(file)
	if (known !== undefined) return known
	const inode = (log.lastInode += 1)
	log.inodes.set(file, inode)
	log.sizes.set(inode, 0)
	log.steps.push({ kind: 'make', file, inode, doneAt: log.steps.length })
	return inode
}

async function recorded(log: Log, handle: FileHandle, file: string, flags: string): Promise<FileHandle> {
	const inode = inodeOf(log, file)
	const isJournal = path.basename(file).startsWith('journal-')
	let position = 0
	const size = () => log.sizes.get(inode) ?? 0
	function writes<T>(data: Uint8Array | string, at: number | undefined, work: () => Promise<T>): Promise<T> {
		const bytes = Uint8Array.from(Buffer.from(data as Uint8Array))
		const place = at ?? (flags === 'a' ? size() : position)
		if (at === undefined) position = place + bytes.length
		log.sizes.set(inode, Math.max(size(), place + bytes.length))
		return does(log, { kind: 'write', inode, bytes, place }, work)
	}
	if (flags === 'w') await truncates(log, inode, 0, () => Promise.resolve())
	return over(handle, {
		write: (bytes: Uint8Array, from: number, length: number, at?: number) =>
			writes(bytes.subarray(from, from + length), at, () => handle.write(bytes, from, length, at)),
		appendFile: (data: string) => writes(data, undefined, () => handle.appendFile(data)),
		writeFile: (data: Uint8Array | string) => writes(data, undefined, () => handle.writeFile(data)),
		truncate: (length: number) => truncates(log, inode, length, () => handle.truncate(length)),
		datasync: () => does(log, { kind: 'sync', inode, isJournal }, () => handle.datasync()),
		sync: () => does(log, { kind: 'sync', inode, isJournal }, () => handle.sync()),
	})
}

/** The handle with some of its methods replaced. */
function over(handle: FileHandle, own: Partial<Record<keyof FileHandle, unknown>>): FileHandle {
	return new Proxy(handle, {
		get(target, name) {
			const found: unknown = own[name as keyof FileHandle] ?? Reflect.get(target, name)
			return typeof found === 'function' ? found.bind(target) : found
		},
	})
}

/** All files below the folder, by their paths. */
export async function readFolder(folder: string): Promise<Map<string, Uint8Array>> {
	const entries = await fs.readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
	const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
	return new Map(await Promise.all(files.map(async (file) => [file, await fs.readFile(file)] as const)))
}
