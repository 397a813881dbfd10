import { z } from 'zod'
import { AppError } from '../errors.ts'
import { ACTIVE_STATES, awaitsUpstream } from './ticket.ts'
import { defineVerb, STAFF } from './verb.ts'

/**
 * Puts a ticket into another one of the same person about the same problem, which keeps him informed (rule 1). Tickets of
 * two people are never merged: one of them would not be told.
 */
export const merge = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: true,
	input: z.object({ into: z.string().max(30) }),
	decide(ticket, { into }, { other }) {
		if (awaitsUpstream(ticket)) {
			throw new AppError('wrong-state', 'waits upstream', { reason: 'merge-waits-upstream', details: { ticket: ticket.number } })
		}
		if (other === undefined) throw new AppError('not-found', 'no such ticket', { details: { ticket: into } })
		if (other.number === ticket.number) throw new AppError('bad-input', 'a ticket into itself', { details: { fields: ['into'] } })
		if (other.reporter.userId !== ticket.reporter.userId) {
			throw new AppError('not-allowed', 'tickets of two people', { reason: 'merge-other-person' })
		}
		if (other.state === 'closed' || other.state === 'resolved') {
			throw new AppError('wrong-state', 'the other ticket is not open', { reason: 'merge-not-open', details: { ticket: into } })
		}
		return {
			events: [{ type: 'closed', reason: 'merged', into: other.number }],
			otherEvents: [{ type: 'absorbed', from: ticket.number }],
		}
	},
})
