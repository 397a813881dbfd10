import type { TicketStore } from './ports.ts'
import { ACTIVE_STATES, type Ticket } from './ticket.ts'
import { invoiceKey } from './waiting-invoice.ts'

/** Tickets that a form offers at most. */
const OFFERED = 20

/** Other active tickets of the same person: those that this one may be merged into. */
export async function siblingsOf(tickets: TicketStore, ticket: Ticket): Promise<readonly Ticket[]> {
	const mine = await tickets.list({ reporter: ticket.reporter.userId, states: ACTIVE_STATES, limit: OFFERED })
	return mine.filter(({ number }) => number !== ticket.number)
}

/** The active ticket of this person about this invoice that changed last, in whichever letters the invoice was written. */
export async function openAbout(tickets: TicketStore, reporter: string, invoice: string): Promise<Ticket | undefined> {
	const key = invoiceKey(invoice)
	if (key === '') return undefined
	const mine = await tickets.list({ reporter, states: ACTIVE_STATES, limit: OFFERED })
	return mine.find(({ dispute }) => dispute?.invoice !== undefined && invoiceKey(dispute.invoice) === key)
}
