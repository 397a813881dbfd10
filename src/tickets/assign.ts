import { z } from 'zod'
import { AppError } from '../errors.ts'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF } from './verb.ts'

/** Gives the ticket to a colleague of the team, or to oneself. Without `to` the actor takes it. */
export const assign = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: true,
	input: z.object({ to: z.string().max(100).optional() }),
	decide(ticket, input, { actor, colleague }) {
		const to = input.to === undefined ? actor : colleague
		if (to === undefined) throw new AppError('not-found', 'no such colleague', { reason: 'unknown-colleague' })
		if (ticket.assignee?.id === to.id) {
			throw new AppError('wrong-state', 'already assigned to them', { reason: 'already-assigned', details: { name: to.name } })
		}
		return decided({ type: 'assigned', to: { id: to.id, name: to.name } })
	},
})
