import type { ConversationBook, QuestionBook, TurnLedger } from '../bot/ports.ts'
import type { ReplyBook } from '../bot/reply-book.ts'
import type { Mailbox, ReferenceBook, SendBook } from '../delivery/ports.ts'
import type { ChatNews, OtherProcesses, TranscriptStore } from '../direct-line/ports.ts'
import type { ErasureStore } from '../tickets/erasure.ts'
import type { CustomerBook, NoticeStore, TicketStore } from '../tickets/ports.ts'

/**
 * What other processes on the same store did. `work`: there are new notices. `orphans`: a process has gone, and what it had in
 * hand is free. `everything`: the store was away for a moment, and any of it may be new. The rest is about a chat.
 */
export type News = { readonly kind: 'work' | 'orphans' | 'everything' } | ChatNews

/**
 * Everything that the desk keeps, one member per port. Whatever resolves is on disk, and what a read shows was on disk before.
 * What is handed out is shared and frozen: copy it to change it.
 */
export interface Store {
	readonly tickets: TicketStore
	readonly notices: NoticeStore
	readonly customers: CustomerBook
	readonly erasures: ErasureStore
	readonly references: ReferenceBook
	readonly mailbox: Mailbox
	readonly conversations: ConversationBook
	readonly questions: QuestionBook
	readonly turns: TurnLedger
	readonly replies: ReplyBook
	readonly transcripts: TranscriptStore
	/** What limits the sending of all processes together; where there is one process only, its memory is enough. */
	readonly sends?: SendBook
	/** The other processes; missing where one process has the store for itself. */
	readonly others?: OtherProcesses
	/** Calls the listener with the news of other processes; never for what this process did itself. */
	onNews(listener: (news: News) => void): void
	/** Makes something durable, to see whether that is possible; throws `busy` where it is not. Where it is missing, any mark will do. */
	probe?(): Promise<void>
	/** Waits for what is under way and lets go of the folder or the connection. Closing again changes nothing. */
	close(): Promise<void>
}
