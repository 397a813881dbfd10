import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF, takeIfUnowned, words } from './verb.ts'

/** Tells the customer something without asking for an answer: progress, an explanation. */
export const replyToCustomer = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: true,
	input: z.object({ text: words }),
	decide: (ticket, { text }, { actor }) => decided(takeIfUnowned(ticket, actor), { type: 'replied', text }),
})
