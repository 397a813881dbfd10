import type { AskedQuestion, ConversationState } from '../../bot/ports.ts'
import type { KeptReply } from '../../bot/reply-book.ts'
import type { KeptMail } from '../../delivery/ports.ts'
import type { StoredActivity } from '../../direct-line/ports.ts'
import type { Reporter } from '../../tickets/actor.ts'
import type { ErasureStanding } from '../../tickets/erasure.ts'
import type { RecordedEvent } from '../../tickets/events.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'

/**
 * Everything that a desk keeps, as plain JSON, by collection. What only serves the moment is not among it: who carries what, and
 * when something was last sent over a channel.
 */
export interface Collections {
	/** The key that signs status links and chat tokens, base64, under the name `tokens`. */
	keys: string
	/** The highest number that may have been given out, by kind of number: `ticket`. */
	numbers: number
	/** By user id, in the order in which they came. */
	people: Reporter
	references: unknown
	/** By number. */
	tickets: { readonly ticket: Ticket; readonly nextDueAt?: Instant | undefined }
	/** One entry per event, under its ticket's number and in the order of its history. */
	events: RecordedEvent
	/** In the order of their commits, which is the order of their delivery. */
	notices: Notice
	/** By the id of the activity or request, oldest first. */
	causes: { readonly ticket?: string | undefined; readonly at: Instant }
	/** Oldest first. */
	mails: KeptMail
	/** By conversation. */
	states: ConversationState
	/** Oldest first. */
	questions: AskedQuestion
	/** Oldest first. */
	turns: Instant
	/** On their way to Teams, in the order in which they were kept, and in nobody's hand. */
	replies: KeptReply
	chats: { readonly userId: string; readonly locale?: string | undefined; readonly createdAt: string }
	/** One entry per activity, under its conversation and in its order. `handled` where the bot's turn for a user's one is done. */
	activities: { readonly activity: StoredActivity; readonly handled?: true }
	/** What was erased on request, by what caused it: it tells that it was done, and nothing of what was erased. */
	erasures: ErasureStanding
	/** With their bytes, base64. */
	files: {
		readonly conversationId: string
		readonly name: string
		readonly contentType: string
		readonly bytes: string
	}
}

export type CollectionName = keyof Collections

/** In the order in which they are moved. Where nothing else is said, the entries of one come in the order of their keys' bytes. */
export const COLLECTIONS = [
	'keys',
	'numbers',
	'people',
	'references',
	'tickets',
	'events',
	'notices',
	'causes',
	'mails',
	'states',
	'questions',
	'turns',
	'replies',
	'chats',
	'activities',
	'erasures',
	'files',
] as const satisfies readonly CollectionName[]

/** One thing that a store keeps. */
export type Entry = {
	[Name in CollectionName]: { readonly collection: Name; readonly key: string; readonly value: Collections[Name] }
}[CollectionName]

/** Some entries that follow each other; few enough for the memory. */
export type Entries = readonly Entry[]

/** A store, or a file, that everything can be read from. */
export interface EntrySource {
	/** Tells this desk from any other one, the same with every opening. */
	readonly identity: string
	/**
	 * Everything as it is at one moment, also while a desk works on it, collection by collection in the order of `COLLECTIONS`. Two
	 * stores that hold the same answer the same.
	 */
	entries(): AsyncIterable<Entries>
	close(): Promise<void>
}

/** An empty store that takes everything over. No desk starts on it before it is finished. */
export interface EntryTarget {
	/**
	 * Keeps the next entries, all of those before them being kept; `lines` are the entries as `lineOf` writes them, and none say
	 * that no more come. What an interrupted copy has brought is compared and not written again; where it is not what comes now, it answers `start-over`, has
	 * emptied itself, and wants all entries from the first.
	 */
	put(entries: Entries, lines: readonly string[]): Promise<'kept' | 'start-over'>
	/** After the last entry: what is kept now, read back from where it lies. */
	kept(): AsyncIterable<Entries>
	/** Makes it a store on which a desk can start; everything is durable before. */
	finish(): Promise<void>
	/** Lets go of it; unfinished, it waits for the copy to go on. */
	close(): Promise<void>
}

/** An entry as one line of JSON without its line feed: what is hashed, and what an export holds. */
export function lineOf({ collection, key, value }: Entry): string {
	return JSON.stringify({ collection, key, value })
}
