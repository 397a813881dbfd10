import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, words } from './verb.ts'

/**
 * The customer writes about the ticket: an answer to a question, or more about the problem. It never closes or reopens
 * by itself (rule 2: a "thank you" must not); a clear "no" comes as `reject`.
 */
export const addMessage = defineVerb({
	who: ['customer'],
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	needsVersion: false,
	input: z.object({ text: words }),
	decide: (_ticket, { text }) => decided({ type: 'customer-wrote', text }),
})
