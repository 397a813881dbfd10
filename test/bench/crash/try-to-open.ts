import { pino } from 'pino'
import { AppError } from '../../../src/errors.ts'
import { openStore } from '../../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../../src/stores/store.ts'

/** The store, or that it was refused as damaged, or another error, which no crash may cause. */
export type Opening =
	| { readonly state: 'opened'; readonly store: Store }
	| { readonly state: 'refused' }
	| { readonly state: 'failed'; readonly fault: string }

export async function tryToOpen(folder: string): Promise<Opening> {
	try {
		return { state: 'opened', store: await openStore({ folder, logger: pino({ level: 'silent' }) }) }
	} catch (error) {
		if (error instanceof AppError && error.code === 'damaged') return { state: 'refused' }
		return { state: 'failed', fault: `it does not open: ${String(error)}` }
	}
}
