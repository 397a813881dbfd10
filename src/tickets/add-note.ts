import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF, words } from './verb.ts'

/** Writes an internal note, which the customer never sees. */
export const addNote = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	needsVersion: false,
	input: z.object({ text: words }),
	decide: (_ticket, { text }) => decided({ type: 'note-added', text }),
})
