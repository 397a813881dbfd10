import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb } from './verb.ts'

/** What delivery knows of a notice that reached its reader, or that no channel could carry. */
const deliverySchema = z.object({
	notice: z.string(),
	kind: z.string(),
	/** Set for notices that propose an outcome to the customer. */
	resolution: z.int().positive().optional(),
	outcome: z.enum(['delivered', 'failed', 'ambiguous']),
	channel: z.enum(['web-chat', 'e-mail', 'phone', 'status-page']).optional(),
	reason: z.string().max(200).optional(),
})

/**
 * Records what became of a notice. A delivered notice of the latest resolution is what lets the loop close (rule 1); a failed
 * one is put before a person, never silent (rule 7).
 */
export const recordDelivery = defineVerb({
	who: ['system'],
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	needsVersion: false,
	input: deliverySchema,
	decide(ticket, { notice, kind, resolution, outcome, channel, reason }) {
		if (outcome !== 'delivered') {
			if (ticket.failedNotices.includes(notice)) return decided()
			const uncertain = outcome === 'ambiguous' && ({ mayHaveArrived: true } as const)
			return decided({ type: 'notice-failed', notice, kind, reason: reason ?? 'unknown', ...uncertain })
		}
		const recovered = ticket.failedNotices.includes(notice) ? ({ type: 'notice-recovered', notice } as const) : undefined
		const latest = ticket.resolution
		const isNews = latest?.told.every((told) => told.notice !== notice || told.channel !== channel) ?? false
		if (resolution === undefined || channel === undefined || latest?.number !== resolution || !isNews) return decided(recovered)
		return decided(recovered, { type: 'told', resolution, notice, channel })
	},
})
