import type { Logger } from 'pino'
import type { KitFor, Kit } from '../cards/kit.ts'
import type { ReadAmount } from '../cards/read-form.ts'
import type { Card } from '../cards/templates.ts'
import type { InvoiceBook } from '../invoices/invoice.ts'
import type { ArticleIndex } from '../knowledge/article-index.ts'
import type { Feedback } from '../knowledge/feedback/create-feedback.ts'
import type { Reporter, StaffMember } from '../tickets/actor.ts'
import type { Desk } from '../tickets/execute.ts'
import type { CustomerBook, NoticeStore } from '../tickets/ports.ts'
import type { Language, Triage } from '../triage/types.ts'
import type { ConversationBook, ConversationState, TurnLedger } from './ports.ts'

/** What the bot is made of. */
export interface BotDeps {
	readonly desk: Desk
	readonly triage: Triage
	readonly articles: ArticleIndex
	readonly kitFor: KitFor
	readonly customers: CustomerBook
	readonly invoices: InvoiceBook
	readonly conversations: ConversationBook
	readonly turns: TurnLedger
	readonly notices: Pick<NoticeStore, 'markRead'>
	readonly feedback: Feedback
	/** Keeps where a person or the team can be written to in Teams. */
	readonly saveReference: (key: string, reference: unknown) => Promise<void>
	readonly readAmount: ReadAmount
	/** The partner's tenant in Microsoft Entra: people and channels of another one are strangers. Empty where none is configured. */
	readonly tenantId: string
	/** The address of an article's page for customers. */
	readonly articleLink: (language: Language, id: string) => string
	readonly logger: Logger
}

/** Something the bot says. Handlers answer with these; sending them is the adapter's matter. */
export interface Reply {
	/** Shown as a message, in Markdown. */
	readonly text?: string
	readonly card?: Card
	/** What a notification says of a card. */
	readonly summary?: string
}

/** A person of a customer in a web chat. `reporter` is unknown for a visitor whom the website did not introduce. */
export interface CustomerTurn {
	readonly userId: string
	readonly reporter: Reporter | undefined
	readonly conversationId: string
	/** Unique for the activity: commands are idempotent by it. */
	readonly cause: string
	readonly kit: Kit
	readonly state: ConversationState
	/** Lets the customer see that an answer is coming. */
	readonly showTyping: () => Promise<void>
}

/** A person of the staff in Teams. */
export interface StaffTurn {
	readonly member: StaffMember
	readonly conversationId: string
	readonly cause: string
	readonly kit: Kit
	readonly state: ConversationState
}
