import { z } from 'zod'
import { moneySchema } from './money.ts'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF, takeIfUnowned } from './verb.ts'

/** Outcomes that a person proposes; `withdrawn` and `duplicate` come from withdrawing and merging only. */
const PROPOSABLE = ['credited', 'corrected', 'charge-valid', 'goodwill'] as const

const input = z
	.object({
		outcome: z.enum(PROPOSABLE),
		/** The outcome in the customer's words; he reads exactly this. */
		text: z.string().trim().min(10).max(4000),
		amount: moneySchema.optional(),
	})
	.refine((given) => given.amount !== undefined || (given.outcome !== 'credited' && given.outcome !== 'goodwill'), {
		path: ['amount'],
		message: 'a credit needs its amount',
	})

/** Proposes an outcome. The ticket is resolved, not closed: the customer is told and asked (rule 1). */
export const resolve = defineVerb({
	who: STAFF,
	states: ACTIVE_STATES,
	needsVersion: true,
	input,
	decide(ticket, { outcome, text, amount }, { actor }) {
		const resolution = (ticket.resolution?.number ?? 0) + 1
		return decided(takeIfUnowned(ticket, actor), {
			type: 'resolved',
			resolution,
			outcome,
			text,
			...(amount && { amount }),
		})
	},
})
