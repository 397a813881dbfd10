import { completePacket, lackingIn, type Packet, type PacketDraft, type PacketField } from './packet.ts'
import { dayOf, type Instant, type Ticket } from './ticket.ts'

/**
 * What the packet of this ticket still lacks at `now`, beside what its form asks for: the contact must be the partner's own,
 * never the customer (facts, section 2). The one answer for the form, the buttons and the escalation itself.
 */
export function lackingFor(ticket: Ticket, now: Instant, draft: PacketDraft = ticket.packetDraft ?? {}): PacketField[] {
	const lacking = lackingIn(draft, dayOf(now))
	const theirs = ticket.reporter.email?.toLowerCase()
	return theirs !== undefined && theirs === draft.contactEmail?.toLowerCase() ? [...lacking, 'contactEmail'] : lacking
}

/** The packet of this ticket when nothing is lacking, else undefined. */
export function packetFor(ticket: Ticket, now: Instant, draft: PacketDraft = ticket.packetDraft ?? {}): Packet | undefined {
	return lackingFor(ticket, now, draft).length > 0 ? undefined : completePacket(draft, dayOf(now))
}
