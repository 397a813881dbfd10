import { AppError } from '../errors.ts'
import type { TicketEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { closable } from './loop.ts'
import { maySee } from './permissions.ts'
import type { Ticket } from './ticket.ts'
import type { Context, Decided } from './verb.ts'
import { VERBS, type VerbName } from './verbs.ts'

/** One wish of one actor about one ticket. */
export interface Wish {
	readonly verb: VerbName
	readonly input: unknown
	/** The version that the actor saw; verbs of the staff need it (rule 5). */
	readonly version?: number | undefined
}

/**
 * The one way in which anything happens to a ticket: refuses with an AppError, or answers the events. After the verb's own
 * events the loop is looked at: a yes that has a delivered notice closes (rule 1). Refuses in this order: `not-found` a ticket that
 * the actor may not see, `wrong-state` one that was erased, `not-allowed` a verb of others, `bad-input`, `stale`, `wrong-state`; then
 * for the verb's own reasons.
 */
export function decide(ticket: Ticket, wish: Wish, context: Context): Decided {
	const verb = VERBS[wish.verb]
	const { actor } = context
	if (!maySee(actor, ticket)) throw new AppError('not-found', 'not their ticket', { details: { ticket: ticket.number } })
	if (ticket.erased !== undefined) {
		throw new AppError('wrong-state', 'its data were deleted', { reason: 'erased', details: { ticket: ticket.number } })
	}
	if (!verb.who.includes(actor.kind)) throw new AppError('not-allowed', `${actor.kind} may not ${wish.verb}`)
	const input = verb.parse(wish.input)
	guardVersion(ticket, wish, verb.needsVersion)
	if (!verb.states.includes(ticket.state)) {
		throw new AppError('wrong-state', `${wish.verb} in ${ticket.state}`, {
			details: { ticket: ticket.number, state: ticket.state },
		})
	}
	const decision = verb.run(ticket, input, context)
	return { ...decision, events: [...decision.events, ...closing(ticket, decision.events, context)] }
}

function guardVersion(ticket: Ticket, wish: Wish, needsVersion: boolean): void {
	if (wish.version === undefined && needsVersion) {
		throw new AppError('bad-input', 'no version given', { details: { fields: ['version'] } })
	}
	if (wish.version !== undefined && wish.version !== ticket.version) {
		throw new AppError('stale', `version ${wish.version} is not ${ticket.version}`, { details: { ticket: ticket.number } })
	}
}

function closing(ticket: Ticket, events: readonly TicketEvent[], context: Context): TicketEvent[] {
	if (events.length === 0 || ticket.state === 'closed') return []
	const after = foresee(ticket, events, context)
	return closable(after, context.policy, context.now) === 'agreed' ? [{ type: 'closed', reason: 'agreed' }] : []
}

/** The ticket as it will be once these events are recorded. */
function foresee(ticket: Ticket, events: readonly TicketEvent[], { actor, now }: Context): Ticket {
	return events.reduce<Ticket>(
		(state, event) => evolve(state, { ticket: state.number, sequence: state.sequence + 1, at: now, by: actor, cause: '', event }),
		ticket,
	)
}
