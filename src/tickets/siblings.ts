import type { TicketStore } from './ports.ts'
import { ACTIVE_STATES, type Ticket } from './ticket.ts'

/** Tickets that a form offers at most. */
const OFFERED = 20

/** Other active tickets of the same person: those that this one may be merged into. */
export async function siblingsOf(tickets: TicketStore, ticket: Ticket): Promise<readonly Ticket[]> {
	const mine = await tickets.list({ reporter: ticket.reporter.userId, states: ACTIVE_STATES, limit: OFFERED })
	return mine.filter(({ number }) => number !== ticket.number)
}
