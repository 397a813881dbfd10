import type { Reporter } from './actor.ts'
import type { Money } from './money.ts'
import type { Packet, PacketDraft } from './packet.ts'

/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number

/** The ISO date of an instant, in UTC: `2026-10-05`. Throws RangeError where there is no such date. */
export function dayOf(at: Instant): string {
	return new Date(at).toISOString().slice(0, 10)
}

/** Where a ticket stands in its life (design, "The ticket's life"): `resolved` has a proposed outcome, `closed` a closed loop. */
export type TicketState = 'new' | 'open' | 'pending-customer' | 'pending-upstream' | 'resolved' | 'closed'

/** States in which somebody still works on the problem. */
export const ACTIVE_STATES = ['new', 'open', 'pending-customer', 'pending-upstream'] as const satisfies readonly TicketState[]

/** How a problem can end. */
export const OUTCOMES = ['credited', 'corrected', 'charge-valid', 'goodwill', 'withdrawn', 'duplicate'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The least urgent first; the policy has a promise for each. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

/** Money in question: what the customer contests. */
export interface Dispute {
	readonly invoice?: string | undefined
	readonly amount?: Money | undefined
	/** The billing month, `2026-10`. */
	readonly period?: string | undefined
	readonly subscription?: string | undefined
	readonly reason: string
}

/** Channels on which a customer can be told. */
export type CustomerChannel = 'web-chat' | 'e-mail' | 'phone' | 'status-page'

/** A file that the customer sent in the chat; its bytes are kept with the chat. */
export interface TicketFile {
	readonly id: string
	readonly name: string
}

/** Proof that the customer was told of one resolution. */
export interface Told {
	readonly notice: string
	readonly channel: CustomerChannel
	readonly at: Instant
	/** Who made the call, for `phone`. */
	readonly by?: string
}

/** A proposed outcome, in the customer's words. */
export interface Resolution {
	/** Counts up with every new resolution of the ticket, from 1. */
	readonly number: number
	readonly outcome: Outcome
	readonly text: string
	readonly amount?: Money
	readonly at: Instant
	readonly by: string
	/** Notices of this resolution that really reached the customer. */
	readonly told: readonly Told[]
	/** Set when the customer said yes to this resolution. */
	readonly agreedAt?: Instant
}

/** How a loop was closed (rule 1). */
export interface Closure {
	readonly reason: 'agreed' | 'silent' | 'withdrawn' | 'merged'
	readonly at: Instant
	/** The ticket that keeps the customer informed, for `merged`. */
	readonly into?: string
}

/** A request that was filed with Microsoft or the indirect provider. */
export interface UpstreamRequest {
	readonly target: 'microsoft' | 'indirect-provider'
	/** The number upstream gave, typed by the person who filed it. */
	readonly request: string
	readonly packet: Packet
	readonly at: Instant
	readonly by: string
	readonly answer?: { readonly text: string; readonly solved: boolean; readonly at: Instant }
}

/** A wish that the managers look at the ticket, and which of them does. */
export interface ManagerEscalation {
	readonly reason: string
	readonly at: Instant
	readonly by: string
	readonly acknowledged?: { readonly by: string; readonly at: Instant }
}

/** A time in which nobody of the staff had to work on the problem. */
export interface Wait {
	readonly state: TicketState
	readonly from: Instant
	/** Absent while it lasts. */
	readonly to?: Instant
}

/** One billing problem of one customer, from report to closed loop. Evolved from its events only. */
export interface Ticket {
	readonly number: string
	/** Counts the changes that people see; a command on an older version is refused (rule 5). */
	readonly version: number
	/** Counts all recorded events; the store compares it when it commits. */
	readonly sequence: number
	readonly state: TicketState
	readonly kind: 'dispute' | 'question'
	readonly topic: string
	readonly title: string
	readonly description: string
	readonly dispute?: Dispute
	readonly reporter: Reporter
	readonly priority: Priority
	readonly assignee?: { readonly id: string; readonly name: string }
	readonly openedAt: Instant
	readonly updatedAt: Instant
	readonly firstResponseAt?: Instant
	/** When the customer last heard from us, or we were last allowed to wait: the promise of the next update counts from here. */
	readonly lastUpdateAt: Instant
	readonly question?: { readonly text: string; readonly at: Instant }
	/** When it waited for the customer, for upstream, or with an outcome proposed; oldest first. The policy says which count. */
	readonly waits?: readonly Wait[]
	readonly packetDraft?: PacketDraft
	readonly upstream?: UpstreamRequest
	readonly escalation?: ManagerEscalation
	readonly resolution?: Resolution
	/** Taken away again when the ticket is reopened. */
	readonly closure?: Closure | undefined
	/** When the customer last wrote or acted: silence counts from after it (rule 1). */
	readonly customerWroteAt?: Instant
	/** When a person of the staff last wrote to the customer: they own the conversation for a while (rule 8). */
	readonly staffWroteAt?: Instant
	/** When the customer was last reminded of the latest resolution. */
	readonly remindedAt?: Instant
	readonly reopened: number
	/** Alarms already raised, by key, so that each is raised once. */
	readonly alarms: Readonly<Record<string, Instant>>
	/** Notices that no channel could deliver and that a person has to look at. */
	readonly failedNotices: readonly string[]
	/** Tickets that were merged into this one. */
	readonly absorbed: readonly string[]
	/** Set when the customer's words and addresses were deleted: nothing happens to it any more. */
	readonly erased?: { readonly at: Instant; readonly by: string }
}

/** True while an upstream request waits for its answer. */
export function awaitsUpstream(ticket: Ticket): boolean {
	return ticket.upstream !== undefined && ticket.upstream.answer === undefined
}

/** True when upstream solved it and no resolution has been proposed since: the customer does not know yet. */
export function solvedUpstreamUntold(ticket: Ticket): boolean {
	const answer = ticket.upstream?.answer
	if (answer === undefined || !answer.solved || ticket.state === 'closed') return false
	const resolution = ticket.resolution
	return resolution === undefined || resolution.at < answer.at || resolution.told.length === 0
}
