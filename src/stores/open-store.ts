import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { tokenKey } from './files/token-key.ts'
import { openStore as openLowdb } from './lowdb/open-store.ts'
import { openStore as openPostgres } from './postgres/open-store.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Store } from './store.ts'

export interface OpenedStore {
	readonly store: Store
	/** The key that signs the desk's own tokens: from the secret, or one that is made once and kept with the store. */
	readonly tokenKey: (secret: string) => Promise<Uint8Array>
}

export interface OpenOptions {
	readonly place: string
	readonly logger: Logger
	/** Whether few people work with the desk, so that a database may be busy with itself for some seconds. */
	readonly isQuiet?: (at: Instant) => boolean
}

const LOWDB = 'lowdb:'
const KEY_BYTES = 32

/** Opens the store at its place: `lowdb:<folder>` for one process, `postgres://...` for any number of them. */
export async function openStore({ place, logger, isQuiet }: OpenOptions): Promise<OpenedStore> {
	if (place.startsWith(LOWDB)) {
		const folder = place.slice(LOWDB.length)
		return { store: await openLowdb({ folder, logger }), tokenKey: (secret) => tokenKey(secret, folder) }
	}
	const store = await openPostgres({ url: place, logger, isQuiet })
	const shared = () => store.sharedKey('tokens', randomBytes(KEY_BYTES))
	return { store, tokenKey: async (secret) => (secret === '' ? shared() : new TextEncoder().encode(secret)) }
}
