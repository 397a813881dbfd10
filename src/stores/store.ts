import type { ConversationBook, TurnLedger } from '../bot/ports.ts'
import type { Mailbox, ReferenceBook } from '../delivery/ports.ts'
import type { TranscriptStore } from '../direct-line/ports.ts'
import type { CustomerBook, NoticeStore, TicketStore } from '../tickets/ports.ts'

/**
 * Everything that the desk keeps, one member per port. Whatever resolves is on disk, and what a read shows was on disk before.
 * What is handed out is shared and frozen: copy it to change it.
 */
export interface Store {
	readonly tickets: TicketStore
	readonly notices: NoticeStore
	readonly customers: CustomerBook
	readonly references: ReferenceBook
	readonly mailbox: Mailbox
	readonly conversations: ConversationBook
	readonly turns: TurnLedger
	readonly transcripts: TranscriptStore
	/** Waits for what is under way and lets go of the folder or the connection. Closing again changes nothing. */
	close(): Promise<void>
}
