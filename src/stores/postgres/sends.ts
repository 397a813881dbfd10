import { setTimeout as pause } from 'node:timers/promises'
import type { SendBook, Sends } from '../../delivery/ports.ts'
import { AppError } from '../../errors.ts'
import { createInOrder } from '../../in-order.ts'
import type { Database } from './database.ts'

interface Found {
	readonly key: string
	readonly version: number
	readonly instants: Sends
}

/** Another process was faster so often: it is not the other process. */
const TRIES = 200
const LONGEST_PAUSE_MS = 20

const READ = { name: 'read-sends', text: 'SELECT key, version, instants FROM sends WHERE key = ANY ($1::text[])' }
const EXCHANGE = { name: 'exchange-sends', text: 'SELECT exchange_sends($1, $2, $3, $4) AS done' }

/** The sends of all processes. Within this one they come one after the other, so that only other processes can be faster. */
export function createSends({ database }: { database: Database }): SendBook {
	const inOrder = createInOrder()

	async function exchange(...[keys, change]: Parameters<SendBook['exchange']>): Promise<void> {
		for (let tries = 1; tries <= TRIES; tries += 1) {
			if (await tryOnce([...new Set(keys)], keys, change)) return
			await pause(Math.min(tries, LONGEST_PAUSE_MS))
		}
		throw new AppError('busy', 'the sends change too fast', { reason: 'store-unavailable' })
	}

	async function tryOnce(keys: readonly string[], ...[asked, change]: Parameters<SendBook['exchange']>): Promise<boolean> {
		const found = new Map((await database.query<Found>(READ, [keys])).map((row) => [row.key, row]))
		const changed = change(asked.map((key) => found.get(key)?.instants ?? []))
		const lists = new Map(asked.map((key, index) => [key, changed[index] ?? []]))
		const versions = keys.map((key) => found.get(key)?.version ?? 0)
		const latest = keys.map((key) => lists.get(key)?.at(-1) ?? 0)
		const documents = keys.map((key) => JSON.stringify(lists.get(key) ?? []))
		const [row] = await database.query<{ done: boolean }>(EXCHANGE, [keys, versions, latest, documents])
		return row?.done ?? false
	}

	return { exchange: (keys, change) => inOrder.run('sends', () => exchange(keys, change)) }
}
