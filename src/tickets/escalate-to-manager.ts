import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF, words } from './verb.ts'

/** Asks the managers to look at the ticket; they are told at once and acknowledge. */
export const escalateToManager = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: true,
	input: z.object({ reason: words }),
	decide: (_ticket, { reason }) => decided({ type: 'escalated-to-manager', reason }),
})
