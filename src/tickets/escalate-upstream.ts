import { z } from 'zod'
import { AppError } from '../errors.ts'
import { lackingFor, packetFor } from './packet-check.ts'
import { packetDraftSchema } from './packet.ts'
import { upstreamTarget } from './policy.ts'
import { ACTIVE_STATES, awaitsUpstream } from './ticket.ts'
import { decided, defineVerb, STAFF, takeIfUnowned } from './verb.ts'

/**
 * Records that the complete packet was filed with Microsoft, or with the indirect provider of an indirect reseller, under
 * the request number that upstream gave. Filing itself is a person's work: requests cannot be opened by API since August
 * 2020 (facts, section 1). Rule 3: refused with what is lacking; refused while this ticket, or another one of the same
 * customer about the same invoice, already waits upstream.
 */
export const escalateUpstream = defineVerb({
	who: STAFF,
	states: ACTIVE_STATES,
	needsVersion: true,
	input: z.object({ request: z.string().trim().min(1).max(100), packet: packetDraftSchema.optional() }),
	decide(ticket, input, { actor, now, policy, duplicateUpstream }) {
		const other = awaitsUpstream(ticket) ? ticket.number : duplicateUpstream
		if (other !== undefined) {
			throw new AppError('wrong-state', 'already waits upstream', { reason: 'duplicate-upstream', details: { ticket: other } })
		}
		const draft = { ...ticket.packetDraft, ...input.packet }
		const packet = packetFor(ticket, now, draft)
		if (packet === undefined) {
			const lacking = lackingFor(ticket, now, draft)
			throw new AppError('incomplete', 'the packet is not complete', { reason: 'packet-incomplete', details: { lacking } })
		}
		return decided(takeIfUnowned(ticket, actor), {
			type: 'escalated-upstream',
			target: upstreamTarget(policy),
			request: input.request,
			packet,
		})
	},
})
