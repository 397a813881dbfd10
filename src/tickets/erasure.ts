import type { Reporter } from './actor.ts'
import type { CommitOutcome, TicketChange } from './ports.ts'
import type { Instant } from './ticket.ts'

/** Whose data: one person's, by user id, or those of everybody of a company, by the id of the customer account. */
export interface Whose {
	readonly kind: 'person' | 'company'
	readonly id: string
}

/** What is kept of people beside their tickets. */
export interface Traces {
	/** Ids of their chats. */
	readonly chats: readonly string[]
	/** Activities in these chats. */
	readonly messages: number
	/** Uploaded files in these chats. */
	readonly files: number
	/** Mails about these tickets that are kept here. */
	readonly mails: number
}

/** A chat as somebody looks for it whose data are to be deleted. */
export interface FoundChat {
	readonly id: string
	readonly userId: string
	/** When it began. */
	readonly at: Instant
	/** What its user wrote first, at most 200 characters; empty where only buttons were pressed. */
	readonly words: string
}

/** The beginning of a chat's id: by it people tell the chats of visitors apart who never said who they are. */
export function chatCode(id: string): string {
	return id.slice(0, 8)
}

/** How much went. */
export interface ErasedCounts extends Omit<Traces, 'chats'> {
	readonly people: number
	readonly tickets: number
}

/** Everything that one commit takes away. */
export interface Erasure {
	/** The request that caused it; the same request again changes nothing. */
	readonly cause: string
	readonly at: Instant
	readonly people: readonly string[]
	/** Their tickets as they are afterwards, with the whole history written anew and the staff's notices without words. */
	readonly tickets: readonly TicketChange[]
	readonly chats: readonly string[]
	/** Under which keys the questions of these chats are kept. */
	readonly questionsOf: readonly string[]
	readonly counts: ErasedCounts
}

/** How far an erasure is. Only with `done` the bytes are gone from the store's files as well. */
export interface ErasureStanding extends ErasedCounts {
	readonly at: Instant
	readonly done: boolean
}

/** Takes people's words and addresses out of everything that is kept, for good. */
export interface ErasureStore {
	/** Whoever the book of customers knows of them. */
	peopleOf(whose: Whose): Promise<readonly Reporter[]>
	/**
	 * The newest chats whose id begins with the text, or in which their user wrote it or sent it in a form, ignoring case; the empty
	 * text fits all. Words are looked for in the newest 20,000 chats.
	 */
	chatsWith(text: string, limit: number): Promise<readonly FoundChat[]>
	traces(people: readonly string[], tickets: readonly string[]): Promise<Traces>
	/**
	 * As one or not at all: writes the tickets and their histories anew; drops the people, their notices, mails, questions, chats
	 * with what the bot remembers of them, and files. A chat that is gone can never be started again. Resolves when nobody can
	 * read any of it any more; then the store cleans its files, also after a crash. Answers `conflict` where a ticket has changed.
	 */
	erase(erasure: Erasure): Promise<CommitOutcome>
	/** The erasure that this request has caused. */
	standing(cause: string): Promise<ErasureStanding | undefined>
	/** Resolves when the cleaning that runs here has ended, well or not; one that failed is tried again by itself. */
	settled(): Promise<void>
}
