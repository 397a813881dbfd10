import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { pino } from 'pino'
import { COMMIT, commitValues } from '../../../src/stores/postgres/commit-values.ts'
import { openStore } from '../../../src/stores/postgres/open-store.ts'
import type { TicketChange } from '../../../src/tickets/ports.ts'
import { NOON, notice, opening } from '../../stores/samples.ts'
import { BOSS_QUEUE, startBoss } from '../peers/queue-peer.ts'

/** Who carries the jobs, as the carrier process is told. */
export type Kind = 'ours' | 'pg-boss' | 'pg-boss-each'

export const NAMES: Readonly<Record<Kind, string>> = {
	ours: 'Loopdesk, each outcome recorded',
	'pg-boss-each': 'pg-boss, each job completed',
	'pg-boss': 'pg-boss, a batch completed at once',
}

/** Stores commits together with what is to be done after them. */
export interface Producer {
	/** One ticket with its event, its cause and a notice each, and a job each; resolves with the jobs' names when they are durable. */
	commit(count: number): Promise<string[]>
	close(): Promise<void>
}

/** As many as the store has. */
const CONNECTIONS = 10

export async function createProducer(kind: Kind, url: string): Promise<Producer> {
	return kind === 'ours' ? ownProducer(url) : bossProducer(url)
}

async function ownProducer(url: string): Promise<Producer> {
	const store = await openStore({ url, logger: pino({ level: 'silent' }), clock: () => NOON })
	return {
		async commit(count) {
			const changes = nextChanges(count, 'waiting')
			const outcomes = await Promise.all(changes.map((change) => store.tickets.commit(change.ticket.number, [change])))
			if (outcomes.some((outcome) => outcome !== 'committed')) throw new Error('a commit was refused')
			return noticesOf(changes)
		},
		close: store.close,
	}
}

/** The same commits with notices that wait for nobody, and in the same transaction the jobs of pg-boss. */
async function bossProducer(url: string): Promise<Producer> {
	const boss = await startBoss(url)
	const pool = new Pool({ connectionString: url, max: CONNECTIONS })
	async function commit(count: number): Promise<string[]> {
		const changes = nextChanges(count, 'delivered')
		const commits = changes.map((change) => ({ cause: change.ticket.number, writer: randomUUID(), changes: [change] }))
		const jobs = noticesOf(changes)
		const client = await pool.connect()
		try {
			await client.query('BEGIN')
			await client.query({ ...COMMIT, values: commitValues(NOON, commits) })
			const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
			const data = jobs.map((each) => ({ data: { notice: each } }))
			await boss.insert(BOSS_QUEUE, data, { db })
			await client.query('COMMIT')
		} finally {
			client.release()
		}
		return jobs
	}
	return {
		commit,
		async close() {
			await pool.end()
			await boss.stop({ graceful: false })
		},
	}
}

let made = 0

function nextChanges(count: number, status: 'waiting' | 'delivered'): TicketChange[] {
	return Array.from({ length: count }, () => {
		const index = (made += 1)
		const number = `BX-${index}-${process.pid}`
		const reporter = `user-${index}`
		const told = notice(`${number}/1`, { kind: 'customer', id: reporter }, { ticket: number, status })
		return {
			...opening(number, { reporter, customer: `customer-${index % 5000}`, description: 'd'.repeat(700) }),
			notices: [told],
		}
	})
}

function noticesOf(changes: readonly TicketChange[]): string[] {
	return changes.flatMap(({ notices }) => notices.map(({ id }) => id))
}
