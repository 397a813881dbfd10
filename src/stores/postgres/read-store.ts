import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Store } from '../store.ts'
import { createCustomers } from './customers.ts'
import { createDatabase } from './database.ts'
import { connectForLong, requireDesk } from './entry-connection.ts'
import { createQuestions } from './questions.ts'
import { createTickets } from './tickets.ts'

/**
 * Looks things up in a database that desks may be working on; they do not notice, and every change is refused. Throws
 * `bad-input` where there is no desk and `misconfigured` where the database cannot be used.
 */
export async function readStore({ url, logger }: { url: string; logger: Logger }) {
	const client = await connectForLong(url)
	try {
		await requireDesk(client, url)
	} finally {
		await client.end()
	}
	const database = createDatabase({ url: readOnly(url), logger })
	const presence = {
		id: randomUUID(),
		tell: () => undefined,
		onNews: () => undefined,
		close: async () => undefined,
	}
	const tickets: Store['tickets'] = createTickets({ database, presence, clock: () => 0, newId: randomUUID })
	return { questions: createQuestions({ database }), customers: createCustomers({ database }), tickets, close: database.close }
}

function readOnly(url: string): string {
	const address = new URL(url)
	const options = address.searchParams.get('options') ?? ''
	address.searchParams.set('options', `${options} -c default_transaction_read_only=on`.trim())
	return address.href
}
