import { z } from 'zod'
import { AppError } from '../errors.ts'
import { ACTIVE_STATES, awaitsUpstream } from './ticket.ts'
import { decided, defineVerb, STAFF, words } from './verb.ts'

/** Writes down what upstream answered. `solved` starts the clock of "solved upstream, customer untold". */
export const recordUpstreamAnswer = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	needsVersion: true,
	input: z.object({ text: words, solved: z.boolean() }),
	decide(ticket, { text, solved }) {
		if (!awaitsUpstream(ticket)) {
			throw new AppError('wrong-state', 'no request waits upstream', { reason: 'nothing-upstream' })
		}
		return decided({ type: 'upstream-answered', text, solved })
	},
})
