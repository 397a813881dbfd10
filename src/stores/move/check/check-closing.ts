import type { RecordedEvent, TicketEvent } from '../../../tickets/events.ts'
import { closable } from '../../../tickets/loop.ts'
import type { Policy } from '../../../tickets/policy.ts'
import type { Ticket } from '../../../tickets/ticket.ts'

type Closed = Extract<TicketEvent, { type: 'closed' }>

/** Rule 1 for one closing: `before` is the ticket as it was then. What a merge needs of the other ticket is looked at elsewhere. */
export function* checkClosing(before: Ticket, { at, by }: RecordedEvent, closed: Closed, policy: Policy): Generator<string> {
	if (before.state === 'closed') yield 'it was closed twice: look at its history'
	if (closed.reason === 'merged') return
	if (closed.reason === 'withdrawn') {
		const isOwn = by.kind === 'customer' && by.id === before.reporter.userId
		if (!isOwn) yield `it was closed as withdrawn, but not by its customer: ask him, and reopen it where he did not want that`
		return
	}
	const right = closable(before, policy, at)
	if (right === undefined) yield `${why(before, closed)} (rule 1): reopen it, or tell the customer the outcome and ask`
	else if (right !== closed.reason) yield `it was closed as ${closed.reason}, but its history says ${right}: look at it`
}

function why({ resolution }: Ticket, { reason }: Closed): string {
	if (resolution === undefined) return 'it was closed without an outcome'
	if (resolution.told.length === 0) return 'it was closed although nobody told the customer the outcome'
	if (reason === 'agreed') return 'it was closed as agreed without a yes of the customer'
	return 'it was closed as silent, but not after the notices and the waiting time that the policy asks for'
}
