import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { writeWhole } from '../write-whole.ts'
import type { LiveLogger } from './live-logger.ts'

/** What is kept: trained models, the search of a state of the articles, and the articles as they were read. */
export type Kind = 'model' | 'search' | 'articles'

/**
 * What took time to make of the articles, on disk, so that a restart answers at once. It is a cache: whatever is wrong with it is
 * logged and made anew.
 */
export type KnowledgeCache = {
	/** The bytes kept under this key; undefined where there are none or they are damaged. */
	get(kind: Kind, key: string): Promise<Uint8Array | undefined>
	put(kind: Kind, key: string, bytes: Uint8Array): Promise<void>
}

/** Of each kind: the present one, and those to which an author may go back. */
const KEPT = 4
/** What models were named by earlier versions. */
const FORMER = '.bin'
const DIGEST_BYTES = 32
/** What a process that ended badly has left behind is removed after an hour. */
const STALE_MS = 3_600_000

/**
 * @param deps.folder where everything lies; made when the first thing is kept.
 * @param deps.shipped another folder to look in, which is never written to: what the installation has made.
 */
export function createKnowledgeCache({
	folder,
	shipped,
	logger,
}: {
	folder: string
	shipped?: string | undefined
	logger: LiveLogger
}): KnowledgeCache {
	return { get, put }

	async function get(kind: Kind, key: string): Promise<Uint8Array | undefined> {
		const name = nameOf(kind, key)
		return (await read(folder, name)) ?? (shipped === undefined ? undefined : read(shipped, name))
	}

	async function read(from: string, name: string): Promise<Uint8Array | undefined> {
		const file = path.join(from, name)
		try {
			const whole = await readFile(file)
			const bytes = whole.subarray(DIGEST_BYTES)
			if (!digest(bytes).equals(whole.subarray(0, DIGEST_BYTES))) {
				logger.warn({ file }, 'what was kept is damaged: it is made again')
				return undefined
			}
			// The time of the last use decides which ones are pruned.
			if (from === folder) await utimes(file, new Date(), new Date()).catch(leaveIt)
			return bytes
		} catch (error) {
			if (!isMissing(error)) logger.warn({ err: error, file }, 'what was kept cannot be read: it is made again')
			return undefined
		}
	}

	async function put(kind: Kind, key: string, bytes: Uint8Array): Promise<void> {
		try {
			await writeWhole(path.join(folder, nameOf(kind, key)), Buffer.concat([digest(bytes), bytes]))
		} catch (error) {
			logger.warn({ err: error, folder, kind }, 'this could not be kept: the next start makes it again')
			return
		}
		await prune(kind).catch((error: unknown) => logger.warn({ err: error, folder }, 'what is too old could not be removed'))
	}

	async function prune(kind: Kind): Promise<void> {
		const names = await readdir(folder)
		const files = (await Promise.all(names.map(lastUse))).filter((file) => file !== undefined)
		const kept = files.filter(({ name }) => name.endsWith(`.${kind}`)).sort((a, b) => b.used - a.used)
		const isLeftOver = ({ name, used }: (typeof files)[number]) =>
			name.endsWith(FORMER) || (name.endsWith('.part') && used < Date.now() - STALE_MS)
		const leftOvers = files.filter(isLeftOver)
		await Promise.all([...kept.slice(KEPT), ...leftOvers].map(({ name }) => rm(path.join(folder, name), { force: true })))
	}

	/** @returns undefined where it is gone: another process has given its file the final name, or has pruned. */
	async function lastUse(name: string): Promise<{ name: string; used: number } | undefined> {
		try {
			return { name, used: (await stat(path.join(folder, name))).mtimeMs }
		} catch (error) {
			if (isMissing(error)) return undefined
			throw error
		}
	}
}

/** A store that may only be read keeps its times; what is in it is good all the same. */
function leaveIt(): void {}

function nameOf(kind: Kind, key: string): string {
	return `${key}.${kind}`
}

function digest(bytes: Uint8Array): Buffer {
	return createHash('sha256').update(bytes).digest()
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
