import { AppError } from '../errors.ts'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, nothing } from './verb.ts'

/** A manager says: I have seen this escalation and look after it. */
export const acknowledge = defineVerb({
	who: ['manager'],
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: false,
	input: nothing,
	decide(ticket) {
		if (ticket.escalation === undefined || ticket.escalation.acknowledged !== undefined) {
			throw new AppError('wrong-state', 'nothing to acknowledge', { reason: 'nothing-to-acknowledge' })
		}
		return decided({ type: 'escalation-acknowledged' })
	},
})
