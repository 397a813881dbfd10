import type { Reporter, StaffMember } from './actor.ts'
import type { RecordedEvent } from './events.ts'
import type { Attempt, Begun, Notice } from './notice.ts'
import type { Instant, Ticket, TicketState } from './ticket.ts'

/** One ticket's part of a commit. */
export interface TicketChange {
	/** The ticket after the events. */
	readonly ticket: Ticket
	readonly events: readonly RecordedEvent[]
	readonly notices: readonly Notice[]
	/** The sequence that the ticket had when it was loaded, 0 for a new one. */
	readonly expectedSequence: number
	/** When the clock must look at it next; an index only. */
	readonly nextDueAt?: Instant | undefined
}

/** Which tickets to list. All conditions must hold. */
export interface TicketQuery {
	readonly states?: readonly TicketState[]
	readonly assignee?: string
	/** Tickets that nobody of this team looks after, by its members' ids: also those of somebody who has left it. */
	readonly unassigned?: readonly string[]
	readonly reporter?: string
	readonly customer?: string
	/** Tickets in whose number, title, invoice, company, or name or address of the reporter this occurs, ignoring case. */
	readonly text?: string
	/** At most this many, newest change first. */
	readonly limit: number
}

/** How a commit ended. `conflict`: somebody else was faster, load again. `repeated`: this cause has been committed before. */
export type CommitOutcome = 'committed' | 'conflict' | 'repeated'

/** Tickets with their history and notices. */
export interface TicketStore {
	/** A number that was never given out before, such as `BD-1042`. Gaps may occur, repetitions not, also after a crash. */
	reserveNumber(): Promise<string>
	/** The ticket as it is now. */
	load(number: string): Promise<Ticket | undefined>
	/** All its events, oldest first. */
	history(number: string): Promise<readonly RecordedEvent[]>
	/**
	 * Makes all changes durable as one, or none. Resolves after they are on disk. Answers `conflict` also when the change files a
	 * request upstream and `waitingUpstream` would name another ticket, so that two at once cannot both be filed (rule 3).
	 */
	commit(cause: string, changes: readonly TicketChange[]): Promise<CommitOutcome>
	/** The number of the ticket that this cause has changed, if it was committed before. */
	ticketOfCause(cause: string): Promise<string | undefined>
	list(query: TicketQuery): Promise<readonly Ticket[]>
	/** How many tickets fit, without the text condition. */
	count(query: Omit<TicketQuery, 'limit' | 'text'>): Promise<number>
	/** Numbers of the tickets whose `nextDueAt` is not after `now`, most overdue first. */
	due(now: Instant, limit: number): Promise<readonly string[]>
	/** The soonest `nextDueAt` after `now`: nothing more is due before it, unless a commit says so. */
	nextDue(now: Instant): Promise<Instant | undefined>
	/**
	 * Moves `nextDueAt` of every ticket that is not closed to what this says, where it says otherwise, and leaves the rest alone; for
	 * a policy that has changed. Answers how many were moved.
	 */
	reindex(dueAt: (ticket: Ticket) => Instant | undefined): Promise<number>
	/**
	 * The number of another ticket of this customer, closed or not, about this invoice that waits upstream, if there is one; in
	 * whichever letters the invoice was written.
	 */
	waitingUpstream(customer: string, invoice: string, except: string): Promise<string | undefined>
}

/** Notices and what became of them. They are created by `TicketStore.commit` only. */
export interface NoticeStore {
	notice(id: string): Promise<Notice | undefined>
	noticesOf(ticket: string): Promise<readonly Notice[]>
	/**
	 * Notices to be tried at `now`: for each recipient only the oldest that is still waiting, so that order is kept. One that
	 * `liesInChat` holds nobody back and comes up by itself at its own time.
	 */
	ready(now: Instant, limit: number): Promise<readonly Notice[]>
	/** When the next waiting notice may be tried, if any waits. */
	nextAttempt(): Promise<Instant | undefined>
	/** Notes, durably, that a try begins; `recordAttempt` ends it. What waits no longer, or is not known, stays as it is. */
	begin(id: string, begun: Begun): Promise<void>
	/** Adds an attempt and sets the status, durably. A notice that is delivered stays so. */
	recordAttempt(
		id: string,
		attempt: Attempt,
		after: { readonly status: Notice['status']; readonly nextAttemptAt?: Instant | undefined },
	): Promise<Notice>
	/** Notices for one person of the staff and for the team, newest first. */
	inbox(staffId: string, limit: number): Promise<readonly Notice[]>
	/** Remembers that this person has read these notices. */
	markRead(staffId: string, ids: readonly string[], at: Instant): Promise<void>
}

/** The partner's customers, as its own records know them. */
export interface CustomerBook {
	/** The person behind a verified user id. */
	person(userId: string): Promise<Reporter | undefined>
	/** Keeps what the partner's website has vouched for; the newest word counts. */
	save(person: Reporter): Promise<void>
	/** People whose name or company contains the text, or the address where it has an `@`, for opening a dispute on their behalf. */
	search(text: string, limit: number): Promise<readonly Reporter[]>
}

/** The partner's staff, from `data/policies/team.yaml`. */
export interface Team {
	member(id: string): StaffMember | undefined
	memberByAadObjectId(aadObjectId: string): StaffMember | undefined
	readonly members: readonly StaffMember[]
}
