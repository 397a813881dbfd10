import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb } from './verb.ts'

/**
 * Records that an answer about the ticket may not have reached somebody of the staff, so that it is never silent (rule 7). What the
 * answer told stands in the ticket: nothing has to be sent again.
 */
export const recordAnswer = defineVerb({
	who: ['system'],
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	needsVersion: false,
	/** The reader. */
	input: z.object({ to: z.object({ id: z.string(), name: z.string() }) }),
	decide: (_ticket, { to }) => decided({ type: 'answer-uncertain', to }),
})
