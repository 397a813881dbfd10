import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { LiveLogger } from './live-logger.ts'

/** Trained models on disk, so that a restart answers at once. It is a cache: whatever is wrong with it is logged and trained anew. */
export type ModelCache = {
	/** The bytes kept under this key; undefined where there are none or they are damaged. */
	get(key: string): Promise<Uint8Array | undefined>
	put(key: string, bytes: Uint8Array): Promise<void>
}

/** The present one, and those to which an author may go back. */
const KEPT = 4
const DIGEST_BYTES = 32
/** What a process that ended badly has left behind is removed after an hour. */
const STALE_MS = 3_600_000

/**
 * @param deps.folder where the models lie; made when the first one is kept.
 * @param deps.shipped another folder to look in, which is never written to: what the installation has trained.
 */
export function createModelCache({
	folder,
	shipped,
	logger,
}: {
	folder: string
	shipped?: string | undefined
	logger: LiveLogger
}): ModelCache {
	return { get, put }

	async function get(key: string): Promise<Uint8Array | undefined> {
		return (await read(folder, key)) ?? (shipped === undefined ? undefined : read(shipped, key))
	}

	async function read(from: string, key: string): Promise<Uint8Array | undefined> {
		const file = path.join(from, `${key}.bin`)
		try {
			const whole = await readFile(file)
			const bytes = whole.subarray(DIGEST_BYTES)
			if (!digest(bytes).equals(whole.subarray(0, DIGEST_BYTES))) {
				logger.warn({ file }, 'a kept model is damaged: it is trained again')
				return undefined
			}
			// The time of the last use decides which ones are pruned.
			if (from === folder) await utimes(file, new Date(), new Date())
			return bytes
		} catch (error) {
			if (!isMissing(error)) logger.warn({ err: error, file }, 'a kept model cannot be read: it is trained again')
			return undefined
		}
	}

	async function put(key: string, bytes: Uint8Array): Promise<void> {
		const temporary = path.join(folder, `.${key}-${randomUUID()}.part`)
		try {
			await mkdir(folder, { recursive: true })
			await writeFile(temporary, Buffer.concat([digest(bytes), bytes]))
			await rename(temporary, path.join(folder, `${key}.bin`))
			await prune()
		} catch (error) {
			logger.warn({ err: error, folder }, 'a model could not be kept: the next start trains it again')
			await rm(temporary, { force: true }).catch(() => {})
		}
	}

	async function prune(): Promise<void> {
		const names = await readdir(folder)
		const files = await Promise.all(names.map(async (name) => ({ name, used: (await stat(path.join(folder, name))).mtimeMs })))
		const models = files.filter(({ name }) => name.endsWith('.bin')).sort((a, b) => b.used - a.used)
		const leftOvers = files.filter(({ name, used }) => name.endsWith('.part') && used < Date.now() - STALE_MS)
		await Promise.all([...models.slice(KEPT), ...leftOvers].map(({ name }) => rm(path.join(folder, name), { force: true })))
	}
}

function digest(bytes: Uint8Array): Buffer {
	return createHash('sha256').update(bytes).digest()
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
