import type { Instant } from './ticket.ts'

/** What a customer is told. */
export type CustomerNoticeKind =
	| 'opened-for-you'
	| 'taken'
	| 'question'
	| 'reply'
	| 'sent-upstream'
	| 'resolved'
	| 'reminder'
	| 'reopened'
	| 'closed'

/** What the staff is told. */
export type StaffNoticeKind =
	| 'new-ticket'
	| 'assigned-to-you'
	| 'customer-wrote'
	| 'escalated'
	| 'customer-rejected'
	| 'reopened-by-colleague'
	| 'solved-upstream'
	| 'upstream-answered'
	| 'due-soon'
	| 'overdue'
	| 'untold'
	| 'upstream-late'
	| 'no-answer'
	/** In place of an alarm: so many of them are waiting (`text`). Never stored. */
	| 'alarms-gathered'
	| 'notice-failed'
	/** It may have arrived. */
	| 'notice-uncertain'
	/** An answer to this person may not have arrived. */
	| 'answer-uncertain'
	| 'loop-closed'

/** Who is told. */
export type Recipient =
	| { readonly kind: 'customer'; readonly id: string }
	| { readonly kind: 'staff'; readonly id: string }
	/** The whole desk: the team's channel. */
	| { readonly kind: 'team'; readonly id: 'team' }

/** Ways to tell somebody; `tab` is the inbox that the staff reads in the tab. */
export type ChannelName = 'web-chat' | 'e-mail' | 'teams' | 'tab'

/** One try to carry a notice over one channel, and what became of it (facts, section 8). */
export interface Attempt {
	readonly channel: ChannelName
	readonly at: Instant
	/** `unseen`: it waits in the chat, but nobody has fetched it yet. `ambiguous`: it may have arrived; never sent again. */
	readonly outcome: 'delivered' | 'unseen' | 'retryable' | 'ambiguous' | 'permanent'
	readonly reason?: string
}

/** The beginning of a try over a channel on which a repetition would arrive twice. */
export type Begun = Pick<Attempt, 'channel' | 'at'>

/** Something that somebody must be told, with its deliveries. Stored in the same commit as the event it comes from (rule 7). */
export interface Notice {
	/** `BD-1042/7/resolved/user-1`: the same event never makes two. */
	readonly id: string
	readonly ticket: string
	/** The event that it comes from; notices to one recipient are delivered in this order. */
	readonly sequence: number
	readonly kind: CustomerNoticeKind | StaffNoticeKind
	readonly to: Recipient
	readonly resolution?: number
	/** Words of a person that the notice carries on: a question, a reply, a reason. */
	readonly text?: string
	readonly by: string
	readonly at: Instant
	readonly status: 'waiting' | 'delivered' | 'failed' | 'ambiguous'
	readonly attempts: readonly Attempt[]
	/** A try that has begun and of which no outcome is recorded: where the desk ended meanwhile, it may have arrived. */
	readonly begun?: Begun | undefined
	/** Not before this instant; absent when nothing is left to do. */
	readonly nextAttemptAt?: Instant | undefined
	/** Set when a person has seen it in the tab. */
	readonly readBy?: Readonly<Record<string, Instant>>
}

/**
 * Whether a waiting notice lies unseen in the chat, and no other channel is tried again: it comes up at its own time and must not hold
 * back the younger ones of its recipient, for a day perhaps.
 */
export function liesInChat(attempts: readonly Attempt[]): boolean {
	return attempts.at(-1)?.outcome !== 'retryable' && attempts.some(({ outcome }) => outcome === 'unseen')
}
