import type { Instant, Ticket, TicketState } from '../../tickets/ticket.ts'
import { waitingInvoice } from '../../tickets/waiting-invoice.ts'
import { searchWords } from '../search-words.ts'

/** Nobody's id, where nobody looks after a ticket. */
const NOBODY = ''

/** What is asked of many tickets at once: it is always at hand, also where the ticket itself rests as bytes. */
export interface TicketFacts {
	readonly state: TicketState
	readonly sequence: number
	readonly updatedAt: Instant
	readonly nextDueAt: Instant | null
	readonly assignee: string
	readonly reporter: string
	readonly customer: string
	/** A request upstream that is not answered; the invoice is what it is compared by. */
	readonly upstream: { readonly at: Instant; readonly invoice: string } | null
	/** Where the text of a query is looked for, in small letters. */
	readonly words: string
}

/** What is the same as before is not held a second time. */
export function factsOf(
	{ ticket, nextDueAt }: { ticket: Ticket; nextDueAt?: Instant | undefined },
	before?: TicketFacts,
): TicketFacts {
	const { upstream } = ticket
	const invoice = waitingInvoice(ticket)
	return {
		state: ticket.state,
		sequence: ticket.sequence,
		updatedAt: ticket.updatedAt,
		nextDueAt: nextDueAt ?? null,
		assignee: same(before?.assignee, ticket.assignee?.id ?? NOBODY),
		reporter: same(before?.reporter, ticket.reporter.userId),
		customer: same(before?.customer, ticket.reporter.customer.id),
		upstream: upstream && invoice !== undefined ? { at: upstream.at, invoice } : null,
		words: same(before?.words, searchWords(ticket)),
	}
}

function same(before: string | undefined, now: string): string {
	return before === now ? before : now
}
