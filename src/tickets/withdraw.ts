import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb } from './verb.ts'

/** The customer takes the problem back. Only he can: nobody withdraws for him (rule 1). */
export const withdraw = defineVerb({
	who: ['customer'],
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: false,
	input: z.object({ comment: z.string().trim().max(8000).optional() }),
	decide(_ticket, { comment }) {
		const said = comment === undefined || comment === '' ? undefined : ({ type: 'customer-wrote', text: comment } as const)
		return decided(said, { type: 'closed', reason: 'withdrawn' })
	},
})
