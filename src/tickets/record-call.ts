import { z } from 'zod'
import { AppError } from '../errors.ts'
import { decided, defineVerb, STAFF } from './verb.ts'

const HOUR = 3_600_000
/** Forms know minutes only. */
const MINUTE = 60_000

/**
 * Writes down a phone call in which the customer was told the outcome: a channel like any other, with who and when (rule 1).
 * `said` is what the customer answered on the phone. A yes that is older than his latest words is no yes any more: refused with
 * `wrote-since-call`.
 */
export const recordCall = defineVerb({
	who: STAFF,
	states: ['resolved'],
	needsVersion: true,
	input: z.object({
		/** When the call was, milliseconds since 1970 UTC. */
		at: z.int().positive(),
		with: z.string().trim().min(1).max(200),
		said: z.enum(['agreed', 'disagreed', 'nothing']),
		comment: z.string().trim().max(4000).optional(),
	}),
	decide(ticket, input, { actor, now }) {
		const resolution = ticket.resolution
		if (resolution === undefined || input.at < resolution.at || input.at > now + HOUR) {
			throw new AppError('bad-input', 'the call was not after the resolution', {
				reason: 'call-time',
				details: { fields: ['at'] },
			})
		}
		const by = `${actor.name} → ${input.with}`
		// A clock that was set back must not put it before the outcome that it is about.
		const on = Math.max(resolution.at, Math.min(input.at, now))
		if (input.said === 'agreed' && (ticket.customerWroteAt ?? 0) >= on + MINUTE) {
			const details = { ticket: ticket.number }
			throw new AppError('wrong-state', 'the customer wrote after the call', { reason: 'wrote-since-call', details })
		}
		const told = {
			type: 'told',
			resolution: resolution.number,
			notice: `call:${on}:${actor.id}`,
			channel: 'phone',
			by,
			on,
		} as const
		if (input.said === 'disagreed') {
			return decided(told, { type: 'reopened', why: 'rejected', comment: input.comment ?? '' })
		}
		if (input.said === 'nothing') return decided(told)
		return decided(told, {
			type: 'agreed',
			resolution: resolution.number,
			heardBy: by,
			...(input.comment && { comment: input.comment }),
		})
	},
})
