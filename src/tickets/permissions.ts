import type { Actor, StaffMember } from './actor.ts'
import { awaitsUpstream, solvedUpstreamUntold, type Ticket } from './ticket.ts'
import { VERBS, type VerbName } from './verbs.ts'

/** Whether this actor may see the ticket: the staff every one, a customer his own only (rule 6). */
export function maySee(actor: Actor, ticket: Pick<Ticket, 'reporter'>): boolean {
	return actor.kind !== 'customer' || ticket.reporter.userId === actor.id
}

/** Whether this actor may do this to the ticket in its present state. Decided from server state only (rule 6). */
export function may(actor: Actor, verb: VerbName, ticket: Ticket): boolean {
	const { who, states } = VERBS[verb]
	return ticket.erased === undefined && maySee(actor, ticket) && who.includes(actor.kind) && states.includes(ticket.state)
}

/** Whether this person of the staff may approve an article, which the bot then tells to customers. */
export function mayApproveArticles(member: Pick<StaffMember, 'role'>): boolean {
	return member.role === 'manager'
}

/** Whether this person of the staff may delete what is kept of a customer. */
export function mayErase(member: Pick<StaffMember, 'role'>): boolean {
	return member.role === 'manager'
}

/** What a card or the tab offers this person now, in the order of `VERBS`; what could only be refused is left out. */
export function offeredActions(actor: Actor, ticket: Ticket): VerbName[] {
	return (Object.keys(VERBS) as VerbName[]).filter((verb) => may(actor, verb, ticket) && makesSense(verb, ticket))
}

function makesSense(verb: VerbName, ticket: Ticket): boolean {
	switch (verb) {
		case 'acknowledge':
			return ticket.escalation !== undefined && ticket.escalation.acknowledged === undefined
		case 'record-upstream-answer':
			return awaitsUpstream(ticket)
		case 'prepare-packet':
		case 'escalate-upstream':
			return !awaitsUpstream(ticket) && !solvedUpstreamUntold(ticket)
		case 'send-again':
			return ticket.failedNotices.length > 0
		case 'reopen':
			return ticket.closure?.reason !== 'merged'
		case 'reject':
			return ticket.closure?.reason !== 'merged' && ticket.resolution !== undefined
		default:
			return true
	}
}
