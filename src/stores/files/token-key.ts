import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'

/** The file's name in the store's folder. */
export const TOKEN_KEY = 'token-key'
const BYTES = 32

/**
 * The key that signs the desk's own tokens: from the secret where one is configured, else one that is made once and kept
 * beside the store, so that chats go on after a restart. Throws `misconfigured` where the kept one cannot be read: a new one would
 * end every private link without a word.
 */
export async function tokenKey(secret: string, storeFolder: string): Promise<Uint8Array> {
	if (secret !== '') return new TextEncoder().encode(secret)
	const kept = await keptTokenKey(storeFolder)
	if (kept?.length === BYTES) return kept
	const key = randomBytes(BYTES)
	const handle = await open(path.join(storeFolder, TOKEN_KEY), 'w', 0o600)
	try {
		await handle.writeFile(key)
		await handle.datasync()
	} finally {
		await handle.close()
	}
	return key
}

/** The key in this folder, or undefined where none was made yet. Throws `misconfigured` where it cannot be read. */
export async function keptTokenKey(storeFolder: string): Promise<Buffer | undefined> {
	const file = path.join(storeFolder, TOKEN_KEY)
	try {
		return await readFile(file)
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException
		if (code === 'ENOENT') return undefined
		const what = `the key in ${file} cannot be read (${message}). It signs all chats and private links: let this user read it, or set TOKEN_SECRET`
		throw new AppError('misconfigured', what, { details: { file }, cause: error })
	}
}
