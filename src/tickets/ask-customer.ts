import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF, takeIfUnowned, words } from './verb.ts'

/** Asks the customer for something that the desk needs; the ticket waits for the answer. */
export const askCustomer = defineVerb({
	who: STAFF,
	states: ACTIVE_STATES,
	needsVersion: true,
	input: z.object({ text: words }),
	decide: (ticket, { text }, { actor }) => decided(takeIfUnowned(ticket, actor), { type: 'customer-asked', text }),
})
