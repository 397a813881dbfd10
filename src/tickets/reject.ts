import { z } from 'zod'
import { decided, defineVerb } from './verb.ts'
import { latestResolution } from './confirm.ts'
import { refuseMerged } from './reopen.ts'

/** The customer says "no, not solved": the ticket is open again and the assignee is told (rule 2), also after closing. */
export const reject = defineVerb({
	who: ['customer'],
	states: ['resolved', 'closed'],
	needsVersion: false,
	input: z.object({ resolution: z.int().positive(), comment: z.string().trim().max(8000).optional() }),
	decide(ticket, input) {
		refuseMerged(ticket)
		latestResolution(ticket, input.resolution)
		const comment = input.comment ?? ''
		return decided(comment === '' ? undefined : { type: 'customer-wrote', text: comment }, {
			type: 'reopened',
			why: 'rejected',
			comment,
		})
	},
})
