import { z } from 'zod'
import { AppError } from '../errors.ts'
import { ACTIVE_STATES, PRIORITIES } from './ticket.ts'
import { decided, defineVerb, STAFF } from './verb.ts'

/** Changes how urgent the ticket is, and with it the promises. */
export const setPriority = defineVerb({
	who: STAFF,
	states: ACTIVE_STATES,
	needsVersion: true,
	input: z.object({ priority: z.enum(PRIORITIES) }),
	decide(ticket, { priority }) {
		if (ticket.priority === priority) throw new AppError('wrong-state', 'priority is that already', { reason: 'same-priority' })
		return decided({ type: 'priority-set', priority })
	},
})
