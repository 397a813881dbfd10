import { awaitsUpstream, type Ticket } from './ticket.ts'

/**
 * What the number of an invoice is compared by: people write the same one in small and in capital letters, with blanks around it.
 * What they see stays as it was written.
 */
export function invoiceKey(invoice: string): string {
	return invoice.trim().toUpperCase()
}

/** By what the invoice is compared about which this ticket waits upstream, if it does (rule 3). */
export function waitingInvoice(ticket: Ticket): string | undefined {
	return ticket.upstream && awaitsUpstream(ticket) ? invoiceKey(ticket.upstream.packet.invoice) : undefined
}
