import { AppError } from '../errors.ts'
import type { Actor } from '../tickets/actor.ts'
import { packetFor } from '../tickets/packet-check.ts'
import { offeredActions } from '../tickets/permissions.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { isVerb, type VerbName } from '../tickets/verbs.ts'
import type { Kit } from './kit.ts'

/** Something that this person can do to this ticket now, as a button. `take` is "assign it to me". */
export interface OfferedAction {
	readonly verb: VerbName | 'take'
	readonly title: string
	readonly style: 'default' | 'positive' | 'destructive'
	/** Whether a form comes first. */
	readonly form: boolean
}

const WITHOUT_FORM: ReadonlySet<string> = new Set(['take', 'acknowledge'])

/** Answered on the outcome card, by the customer's own words, or by the clock; never a button on the ticket. */
const NO_BUTTON: ReadonlySet<VerbName> = new Set([
	'confirm',
	'reject',
	'record-delivery',
	'record-answer',
	// It stands beside the notice that it repeats.
	'send-again',
	'raise-alarm',
	'remind-customer',
	'close-silent',
])

/** The buttons of a ticket for one person, most useful first. */
export function ticketActions(kit: Kit, actor: Actor, ticket: Ticket): OfferedAction[] {
	const offered: (VerbName | 'take')[] = offeredActions(actor, ticket).filter((verb) => !NO_BUTTON.has(verb))
	const isStaff = actor.kind === 'agent' || actor.kind === 'manager'
	if (offered.includes('assign') && isStaff && ticket.assignee?.id !== actor.id) offered.unshift('take')
	const packetIsComplete = packetFor(ticket, kit.now) !== undefined
	const best = bestNext(kit, ticket)
	return offered
		.filter((verb) => verb !== 'escalate-upstream' || packetIsComplete)
		.map((verb) => ({
			verb,
			title: kit.text(`actions.${verb}`),
			style: verb === best ? ('positive' as const) : verb === 'withdraw' ? ('destructive' as const) : ('default' as const),
			form: !WITHOUT_FORM.has(verb),
		}))
		.sort((a, b) => rank(a.verb, best) - rank(b.verb, best))
}

/**
 * The verb of a form that this person is offered now. Throws `not-found` for one that no button opens, and `wrong-state` where the
 * ticket has moved on since the button was drawn: what could only be refused is not asked for.
 */
export function offeredForm(kit: Kit, actor: Actor, ticket: Ticket, form: string): VerbName {
	if (!isVerb(form) || NO_BUTTON.has(form) || WITHOUT_FORM.has(form)) {
		throw new AppError('not-found', 'unknown form', { reason: 'unknown-action' })
	}
	if (ticketActions(kit, actor, ticket).some(({ verb }) => verb === form)) return form
	const { number, state } = ticket
	throw new AppError('wrong-state', `${form} in ${state}`, { details: { ticket: number, state } })
}

/** What moves this ticket towards a closed loop. */
function bestNext(kit: Kit, ticket: Ticket): OfferedAction['verb'] {
	if (ticket.state !== 'closed' && !kit.hasOwner(ticket)) return 'take'
	if (ticket.escalation !== undefined && ticket.escalation.acknowledged === undefined) return 'acknowledge'
	if (ticket.state === 'pending-upstream') return 'record-upstream-answer'
	if (ticket.state === 'resolved') return 'record-call'
	return ticket.state === 'closed' ? 'reopen' : 'resolve'
}

const ORDER: readonly OfferedAction['verb'][] = [
	'take',
	'acknowledge',
	'record-upstream-answer',
	'resolve',
	'record-call',
	'reply-to-customer',
	'ask-customer',
	'escalate-upstream',
	'prepare-packet',
	'escalate-to-manager',
	'add-note',
	'assign',
	'set-priority',
	'merge',
	'reopen',
	'add-message',
	'withdraw',
]

function rank(verb: OfferedAction['verb'], best: OfferedAction['verb']): number {
	return verb === best ? -1 : ORDER.indexOf(verb)
}
