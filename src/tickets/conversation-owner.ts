import type { Instant, Ticket } from './ticket.ts'

/** How long after a person's message to the customer the bot keeps out of the conversation. */
const KEEPS_OUT_MS = 3_600_000

/**
 * Rule 8: the ticket whose person owns the customer's conversation, or undefined while the bot may speak. A person owns it
 * from a hand-over until the question is resolved, while a question to the customer is unanswered, and for an hour after
 * writing. `releasedAt` is when the customer last called the assistant back.
 */
export function conversationOwner(tickets: readonly Ticket[], releasedAt: Instant, now: Instant): Ticket | undefined {
	return tickets
		.filter((ticket) => ownedSince(ticket, now) > releasedAt)
		.sort((a, b) => ownedSince(b, now) - ownedSince(a, now))[0]
}

/** Since when a person owns the conversation for this ticket; 0 when none does. */
function ownedSince(ticket: Ticket, now: Instant): Instant {
	if (ticket.state === 'resolved' || ticket.state === 'closed') return 0
	const wroteAt = ticket.staffWroteAt ?? 0
	if (ticket.kind === 'question') return Math.max(ticket.openedAt, wroteAt)
	if (ticket.state === 'pending-customer') return ticket.question?.at ?? 0
	return now - wroteAt < KEEPS_OUT_MS ? wroteAt : 0
}
