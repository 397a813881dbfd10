import type { Instant, Ticket } from '../../tickets/ticket.ts'
import type { Database } from './database.ts'

interface Found {
	readonly number: string
	readonly sequence: number
	readonly next_due_at: Instant | null
	readonly document: Ticket
}

/** Tickets that are read at once. */
const AT_ONCE = 500

const READ = {
	name: 'reindex-read',
	text: `SELECT number, sequence, next_due_at, document FROM tickets WHERE number > $1 AND state <> 'closed'
		ORDER BY number LIMIT ${AT_ONCE}`,
}
/** A ticket that has changed meanwhile was indexed with that change. */
const MOVE = {
	name: 'reindex-move',
	text: `UPDATE tickets SET next_due_at = moved.due FROM unnest($1::text[], $2::integer[], $3::bigint[]) AS moved (number, sequence, due)
		WHERE tickets.number = moved.number AND tickets.sequence = moved.sequence RETURNING 1`,
}

/** Writes `next_due_at` of the tickets that are not closed anew where it should be another; answers how many those were. */
export async function reindex(database: Database, dueAt: (ticket: Ticket) => Instant | undefined): Promise<number> {
	let moved = 0
	for (let after = ''; ; ) {
		const rows = await database.query<Found>(READ, [after])
		const wrong = rows
			.map((row) => ({ ...row, due: dueAt(row.document) }))
			.filter(({ due, next_due_at: nextDueAt }) => due !== (nextDueAt ?? undefined))
		if (wrong.length > 0) {
			const values = [wrong.map(({ number }) => number), wrong.map(({ sequence }) => sequence), wrong.map(({ due }) => due)]
			moved += (await database.query(MOVE, values)).length
		}
		const last = rows.at(-1)
		if (last === undefined || rows.length < AT_ONCE) return moved
		after = last.number
	}
}
