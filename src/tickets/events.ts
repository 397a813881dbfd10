import type { Actor, Reporter } from './actor.ts'
import type { Money } from './money.ts'
import type { CustomerNoticeKind } from './notice.ts'
import type { Packet, PacketDraft } from './packet.ts'
import type { Closure, CustomerChannel, Dispute, Instant, Outcome, Priority, TicketFile } from './ticket.ts'

/** What happened to a ticket. The history is append-only, but for `erase-ticket.ts`; a ticket is the fold of its events. */
export type TicketEvent =
	| {
			readonly type: 'opened'
			readonly kind: 'dispute' | 'question'
			readonly topic: string
			readonly title: string
			readonly description: string
			readonly dispute?: Dispute
			readonly reporter: Reporter
			readonly priority: Priority
			/** Set when staff opened it for a customer: it is theirs at once. */
			readonly assignee?: { readonly id: string; readonly name: string }
	  }
	| {
			readonly type: 'assigned'
			readonly to: { readonly id: string; readonly name: string }
			/** Set when it was taken by working on it: the customer hears of the work itself. */
			readonly byWorking?: true
	  }
	| { readonly type: 'customer-asked'; readonly text: string }
	| { readonly type: 'customer-wrote'; readonly text: string; readonly files?: readonly TicketFile[] }
	| { readonly type: 'note-added'; readonly text: string }
	| { readonly type: 'replied'; readonly text: string }
	| { readonly type: 'priority-set'; readonly priority: Priority }
	| { readonly type: 'escalated-to-manager'; readonly reason: string }
	| { readonly type: 'escalation-acknowledged' }
	| { readonly type: 'packet-prepared'; readonly packet: PacketDraft }
	| {
			readonly type: 'escalated-upstream'
			readonly target: 'microsoft' | 'indirect-provider'
			readonly request: string
			readonly packet: Packet
	  }
	| { readonly type: 'upstream-answered'; readonly text: string; readonly solved: boolean }
	| {
			readonly type: 'resolved'
			readonly resolution: number
			readonly outcome: Outcome
			readonly text: string
			readonly amount?: Money
	  }
	| {
			readonly type: 'told'
			readonly resolution: number
			readonly notice: string
			readonly channel: CustomerChannel
			readonly by?: string
			readonly on?: Instant
	  }
	| { readonly type: 'reminded'; readonly resolution: number; readonly count: number }
	| { readonly type: 'agreed'; readonly resolution: number; readonly comment?: string; readonly heardBy?: string }
	| { readonly type: 'reopened'; readonly why: 'rejected' | 'staff'; readonly comment: string }
	| {
			readonly type: 'notice-failed'
			readonly notice: string
			readonly kind: string
			readonly reason: string
			/** Nobody knows: it may have arrived all the same. */
			readonly mayHaveArrived?: true
	  }
	| { readonly type: 'notice-recovered'; readonly notice: string }
	/** What the bot answered somebody of the staff may not have arrived. */
	| { readonly type: 'answer-uncertain'; readonly to: { readonly id: string; readonly name: string } }
	| {
			readonly type: 'sent-again'
			/** The notice that is repeated. */
			readonly notice: string
			readonly kind: CustomerNoticeKind
			readonly text?: string
			readonly resolution?: number
	  }
	| {
			readonly type: 'alarm-raised'
			readonly alarm: string
			readonly key: string
			/** Set when the promise is not broken yet: a reminder of it. */
			readonly early?: true
			/** Earlier levels whose time passed while nobody looked: nobody is told of them any more. */
			readonly skipped?: readonly string[]
	  }
	| { readonly type: 'absorbed'; readonly from: string }
	| { readonly type: 'closed'; readonly reason: Closure['reason']; readonly into?: string }
	/** The customer's words and addresses were deleted on request, in this event's own history too. */
	| { readonly type: 'erased'; readonly reference?: string }

/** An event as it stands in the history: who, when, caused by which activity or request. */
export interface RecordedEvent {
	readonly ticket: string
	readonly sequence: number
	readonly at: Instant
	readonly by: Actor
	/** The id of the activity or request that caused it; commands are idempotent by it (rule 5). */
	readonly cause: string
	readonly event: TicketEvent
}

/** Events that people need not have seen before they act: they leave the version as it is. */
const UNSEEN: ReadonlySet<TicketEvent['type']> = new Set([
	'told',
	'reminded',
	'notice-failed',
	'notice-recovered',
	'answer-uncertain',
	'sent-again',
	'alarm-raised',
])

/** Whether this event changes what a person who looks at the ticket decides on. */
export function countsAsVersion(event: TicketEvent): boolean {
	return !UNSEEN.has(event.type)
}
