import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { openStore, type StoreOptions } from '../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../src/stores/store.ts'
import type { Place } from './contract.ts'
import { NOON } from './samples.ts'

export interface LowdbPlace extends Place {
	readonly folder: string
	/** The messages logged so far, with their levels (40 warns, 50 is an error). */
	readonly logged: { readonly level: number; readonly msg: string }[]
	open(options?: Partial<StoreOptions>): Promise<Store>
}

/** An empty folder for a lowdb store. */
export async function lowdbPlace(): Promise<LowdbPlace> {
	const folder = await mkdtemp(path.join(tmpdir(), 'stores-'))
	const logged: LowdbPlace['logged'] = []
	const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(JSON.parse(line)) })
	return {
		folder,
		address: `lowdb:${folder}`,
		logged,
		open: (options = {}) => openStore({ folder, logger, clock: () => NOON, ...options }),
		remove: () => rm(folder, { recursive: true, force: true }),
	}
}
