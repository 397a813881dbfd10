import { AppError } from '../../../src/errors.ts'
import { must } from './facts.ts'
import type { Done } from './world.ts'

/** Who does what, written down a second time on purpose. */
const CUSTOMERS_DO = new Set(['opened', 'customer-wrote', 'agreed', 'reopened', 'closed'])
const SYSTEMS_DO = {
	clock: new Set(['alarm-raised', 'reminded', 'closed']),
	delivery: new Set(['told', 'notice-failed', 'notice-recovered', 'answer-uncertain', 'closed']),
} as const
const STAFF_NEVER = new Set([
	'customer-wrote',
	'reminded',
	'notice-failed',
	'notice-recovered',
	'answer-uncertain',
	'alarm-raised',
])

/** Rule 6: everybody did only what is his to do, on tickets that are his to see. */
export function expectOnlyTheirOwn(done: Done): void {
	const { actor, answer, asked, before } = done
	if (actor.kind === 'customer' && !(answer instanceof AppError)) {
		must(answer.ticket.reporter.userId === actor.id, `${actor.id} was shown the ticket of somebody else`)
	}
	if (actor.kind === 'customer' && before !== undefined && before.reporter.userId !== actor.id) {
		must(answer instanceof AppError && answer.code === 'not-found', `${actor.id} got an answer about the ticket of somebody else`)
	}
	if (asked.kind === 'command' && asked.command.verb === 'acknowledge' && actor.kind !== 'manager') {
		must(answer instanceof AppError, `${actor.kind} acknowledged`)
	}
	for (const { cause, changes } of done.added) {
		if (cause !== done.cause) continue
		for (const { ticket, events } of changes) {
			for (const { by, event } of events) {
				must(by.id === actor.id && by.kind === actor.kind, 'an event of somebody who did not act')
				must(actor.kind !== 'customer' || ticket.reporter.userId === actor.id, `${actor.id} changed a foreign ticket`)
				must(mayCause(done, event.type), `${actor.kind} ${actor.id} caused ${event.type}`)
			}
		}
	}
}

function mayCause({ actor }: Done, type: string): boolean {
	if (actor.kind === 'customer') return CUSTOMERS_DO.has(type)
	if (actor.kind === 'system') return SYSTEMS_DO[actor.id].has(type)
	return !STAFF_NEVER.has(type) && (type !== 'escalation-acknowledged' || actor.kind === 'manager')
}
