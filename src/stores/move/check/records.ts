import type { StoredActivity } from '../../../direct-line/ports.ts'
import type { RecordedEvent } from '../../../tickets/events.ts'
import type { Notice } from '../../../tickets/notice.ts'
import type { Instant, Ticket } from '../../../tickets/ticket.ts'

/** Everything that a store keeps under one ticket number. */
export interface KeptTicket {
	readonly number: string
	/** Missing where only events or notices bear the number. */
	readonly ticket: Ticket | undefined
	readonly nextDueAt: Instant | undefined
	readonly history: readonly RecordedEvent[]
	readonly notices: readonly Notice[]
}

/** A chat that is not as it should be. */
export interface BrokenChat {
	readonly id: string
	readonly what: 'unknown' | 'gap' | 'repetition'
}

/** A row of a database whose columns say something else than its document: it is looked for under what is not true of it. */
export interface Misfit {
	/** The ticket's number, or what else it is about. */
	readonly about: string
	readonly what: 'ticket' | 'event' | 'notice' | 'person' | 'mail' | 'question' | 'reply' | 'message'
	/** The names of these columns, separated by commas. */
	readonly columns: string
}

/** A store as a check reads it: all of one moment, some at a time. */
export interface DeskRecords {
	/** Every number that a ticket, an event or a notice bears. */
	tickets(): AsyncIterable<readonly KeptTicket[]>
	/** The highest number that may have been given out, as the counter says. */
	highestNumber(): Promise<number>
	brokenChats(): Promise<readonly BrokenChat[]>
	/** Activities that may refer to files. */
	activities(): AsyncIterable<readonly (readonly [chat: string, activity: StoredActivity])[]>
	/** The ids of all files, and whether their bytes are there. */
	files(): Promise<ReadonlyMap<string, boolean>>
	misfits(): AsyncIterable<readonly Misfit[]>
	close(): Promise<void>
}

/** Something that is wrong, in words that a person can act on. */
export interface Finding {
	/** The ticket's number, or what else it is about. */
	readonly about: string
	readonly text: string
}
