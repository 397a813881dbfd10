import type { Logger } from 'pino'
import { readStore as readLowdb, type ReadableStore } from './lowdb/read-store.ts'
import { readStore as readPostgres } from './postgres/read-store.ts'

const LOWDB = 'lowdb:'

/** Looks things up in the store at its place, also while a desk works on it. Throws `bad-input` where there is none. */
export async function readStore(options: { place: string; logger: Logger }): Promise<ReadableStore & { close(): Promise<void> }> {
	const { place, logger } = options
	if (!place.startsWith(LOWDB)) return readPostgres({ url: place, logger })
	return { ...(await readLowdb({ folder: place.slice(LOWDB.length), logger })), close: async () => undefined }
}
