import { z } from 'zod'
import { CLAIMS, lastDayToClaim } from './claim-windows.ts'
import { moneySchema } from './money.ts'

const line = (max: number) => z.string().trim().max(max)
const isoDate = z.iso.date()

/** Everything an upstream request needs (rule 3). Contact means the partner's own contact, never the customer's. */
export const packetSchema = z.object({
	healthChecked: z.boolean(),
	knownIssuesChecked: z.boolean(),
	noDuplicate: z.boolean(),
	stepsTried: line(4000),
	tenant: line(200),
	subscription: line(200),
	invoice: line(100),
	amount: moneySchema,
	period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-10'),
	evidence: line(4000),
	impact: line(4000),
	contactName: line(200),
	contactEmail: line(254),
	contactPhone: line(50),
	claim: z.enum(CLAIMS),
	/** ISO date of the purchase, incident or first fraudulent use from which the claim window counts. */
	happenedOn: isoDate,
	/** Why it is filed although the window is over. */
	windowReason: line(1000).optional(),
})

/** The complete text and data an upstream request needs. */
export type Packet = z.infer<typeof packetSchema>

/** A packet that is still being filled in. */
export const packetDraftSchema = packetSchema.partial()
export type PacketDraft = z.infer<typeof packetDraftSchema>

/** What a packet can lack, by the name of its field. */
export type PacketField = keyof Packet

const CHECKS = ['healthChecked', 'knownIssuesChecked', 'noDuplicate'] as const
const TEXTS = ['stepsTried', 'tenant', 'subscription', 'invoice', 'evidence', 'impact', 'contactName', 'contactPhone'] as const
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/**
 * What the packet still lacks on the day `today` (ISO date), in the order of the form; empty means complete.
 * `windowReason` is lacking only when the claim window is over. Source of the list: design rule 3 and the facts on
 * escalation (Partner Center documentation, escalate-problems-to-microsoft and csp-software-subscriptions, 2023).
 */
export function lackingIn(packet: PacketDraft, today: string): PacketField[] {
	const lacking: PacketField[] = [
		...CHECKS.filter((field) => packet[field] !== true),
		...TEXTS.filter((field) => (packet[field] ?? '') === ''),
		...(['amount', 'period', 'claim', 'happenedOn'] as const).filter((field) => packet[field] === undefined),
	]
	if (!EMAIL.test(packet.contactEmail ?? '')) lacking.push('contactEmail')
	if (packet.happenedOn !== undefined && packet.happenedOn > today) lacking.push('happenedOn')
	if (windowIsOver(packet, today) && (packet.windowReason ?? '') === '') lacking.push('windowReason')
	return lacking
}

/** True when the documented claim window ended before `today` (ISO date). */
export function windowIsOver(packet: PacketDraft, today: string): boolean {
	if (packet.claim === undefined || packet.happenedOn === undefined) return false
	const last = lastDayToClaim(packet.claim, packet.happenedOn)
	return last !== undefined && last < today
}

/** The packet as a whole when nothing is lacking, else undefined. */
export function completePacket(packet: PacketDraft, today: string): Packet | undefined {
	if (lackingIn(packet, today).length > 0) return undefined
	const parsed = packetSchema.safeParse(packet)
	return parsed.success ? parsed.data : undefined
}
