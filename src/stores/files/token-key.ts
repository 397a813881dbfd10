import { randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'

const BYTES = 32

/**
 * The key that signs the desk's own tokens: from the secret where one is configured, else one that is made once and kept
 * beside the store, so that chats go on after a restart.
 */
export async function tokenKey(secret: string, storeFolder: string): Promise<Uint8Array> {
	if (secret !== '') return new TextEncoder().encode(secret)
	const file = path.join(storeFolder, 'token-key')
	const kept = await readFile(file).catch(() => undefined)
	if (kept?.length === BYTES) return kept
	const key = randomBytes(BYTES)
	const handle = await open(file, 'w', 0o600)
	try {
		await handle.writeFile(key)
		await handle.datasync()
	} finally {
		await handle.close()
	}
	return key
}
