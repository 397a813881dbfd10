import { packetDraftSchema } from './packet.ts'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb, STAFF, takeIfUnowned } from './verb.ts'

/** Keeps what is known so far of the packet, complete or not, so that nothing typed is lost. Fields not given stay as they are. */
export const preparePacket = defineVerb({
	who: STAFF,
	states: ACTIVE_STATES,
	needsVersion: true,
	input: packetDraftSchema,
	decide: (ticket, input, { actor }) =>
		decided(takeIfUnowned(ticket, actor), { type: 'packet-prepared', packet: { ...ticket.packetDraft, ...input } }),
})
