import type { RecordedEvent } from '../../tickets/events.ts'
import type { CommitOutcome, TicketChange, TicketStore } from '../../tickets/ports.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { invoiceKey } from '../../tickets/waiting-invoice.ts'
import { checkChanges } from '../check-changes.ts'
import { createCommitter } from './committer.ts'
import type { Database } from './database.ts'
import { limitOf } from './documents.ts'
import { LIVES, type Presence } from './presence.ts'
import { reindex } from './reindex.ts'
import { countStatement, listStatement } from './ticket-queries.ts'

export interface TicketsDeps {
	readonly database: Database
	readonly presence: Presence
	readonly clock: () => Instant
	readonly newId: () => string
}

interface Found {
	readonly document: Ticket
}

const LOAD = { name: 'ticket', text: 'SELECT document FROM tickets WHERE number = $1' }
const HISTORY = { name: 'history', text: 'SELECT document FROM events WHERE ticket = $1 ORDER BY sequence' }
const OF_CAUSE = { name: 'ticket-of-cause', text: 'SELECT ticket FROM causes WHERE cause = $1' }
const RESERVE = { name: 'reserve-number', text: 'SELECT reserve_number() AS number' }
const WAITING = {
	name: 'waiting-upstream',
	text: `SELECT number FROM tickets WHERE customer = $1 AND upstream_invoice = $2 AND number <> $3
		ORDER BY upstream_at, length(number), number LIMIT 1`,
}
/**
 * A claim counts while the process that made it holds its connection and was seen a moment ago: what the clock does is done once
 * by its cause, so that nothing need wait until a process is known to be dead.
 */
const LIVING = `SELECT id FROM processes WHERE id <> $3 AND seen_at > clock_timestamp() - interval '4 seconds'
	AND NOT pg_try_advisory_xact_lock(${LIVES('id::text')})`
/**
 * Own claims of what is no longer due go. Then what is due and nobody else has in hand is locked for a moment, so that two who look
 * at once take different ones, and claimed.
 */
const DUE = {
	name: 'due',
	text: `WITH living AS MATERIALIZED (${LIVING}), done AS (
			DELETE FROM due_claims WHERE carrier = $3
				AND NOT EXISTS (SELECT FROM tickets WHERE number = ticket AND next_due_at <= $1)
		), free AS (
			SELECT number, next_due_at FROM tickets
			WHERE next_due_at <= $1 AND NOT EXISTS (
				SELECT FROM due_claims WHERE ticket = number AND carrier IN (SELECT id FROM living)
			)
			ORDER BY next_due_at, length(number), number LIMIT $2
			FOR NO KEY UPDATE SKIP LOCKED
		), claimed AS (
			INSERT INTO due_claims AS claim (ticket, carrier)
			SELECT number, $3 FROM free WHERE NOT EXISTS (SELECT FROM due_claims WHERE ticket = number AND carrier = $3)
			ON CONFLICT (ticket) DO UPDATE SET carrier = excluded.carrier WHERE claim.carrier NOT IN (SELECT id FROM living)
			RETURNING ticket
		), own AS (SELECT ticket FROM due_claims WHERE carrier = $3 UNION ALL SELECT ticket FROM claimed)
		SELECT number FROM free WHERE number IN (SELECT ticket FROM own) ORDER BY next_due_at, length(number), number`,
}
const NEXT_DUE = { name: 'next-due', text: 'SELECT min(next_due_at) AS at FROM tickets WHERE next_due_at > $1' }

export function createTickets({ database, presence, clock, newId }: TicketsDeps): TicketStore {
	const committer = createCommitter({ database, clock })
	const ticketsBy = async (...[statement, values]: Parameters<Database['query']>) =>
		(await database.query<Found>(statement, values)).map(({ document }) => document)

	async function commit(cause: string, changes: readonly TicketChange[]): Promise<CommitOutcome> {
		checkChanges(changes)
		const outcome = await committer.commit({ cause, writer: newId(), changes })
		if (outcome === 'committed' && changes.some(({ notices }) => notices.length > 0)) presence.tell({ kind: 'work' })
		return outcome
	}

	return {
		async reserveNumber() {
			const [row] = await database.query<{ number: number }>(RESERVE)
			return `BD-${row?.number}`
		},
		load: async (number) => (await ticketsBy(LOAD, [number]))[0],
		async history(number) {
			const rows = await database.query<{ document: RecordedEvent }>(HISTORY, [number])
			return rows.map(({ document }) => document)
		},
		commit,
		ticketOfCause: async (cause) => (await database.query<{ ticket: string | null }>(OF_CAUSE, [cause]))[0]?.ticket ?? undefined,
		list: async (query) => (query.limit > 0 ? ticketsBy(...listStatement(query)) : []),
		async count(query) {
			const [row] = await database.query<{ count: number }>(...countStatement(query))
			return row?.count ?? 0
		},
		async due(now, limit) {
			const rows = await database.query<{ number: string }>(DUE, [now, limitOf(limit), presence.id])
			return rows.map(({ number }) => number)
		},
		nextDue: async (now) => (await database.query<{ at: Instant | null }>(NEXT_DUE, [now]))[0]?.at ?? undefined,
		reindex: (dueAt) => reindex(database, dueAt),
		async waitingUpstream(customer, invoice, except) {
			return (await database.query<{ number: string }>(WAITING, [customer, invoiceKey(invoice), except]))[0]?.number
		},
	}
}
