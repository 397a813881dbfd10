import type { Instant, TicketFile } from '../tickets/ticket.ts'

/** What the bot was asked; the stores know the port from here. */
export type { AskedQuestion, CameOfIt, QuestionBook } from '../knowledge/feedback/question.ts'

/** What the bot remembers of a conversation between two messages. */
export interface ConversationState {
	/** The language the person chose or last wrote in. */
	readonly locale: 'en' | 'fr'
	/** How often the bot asked back since it last understood; at two it hands over. */
	readonly askedBack: number
	/** The last topic it answered, so that "open a dispute" knows what it is about. */
	readonly lastTopic?: string | undefined
	/** The customer's last own words, which prefill a dispute. */
	readonly lastText?: string | undefined
	/** Files that came before there was a ticket for them. */
	readonly lastFiles?: readonly TicketFile[] | undefined
	/** Ids of the questions that still wait for a good end: a ticket that is opened now came of them. */
	readonly openQuestions?: readonly string[] | undefined
	/** When the customer called the assistant back from a person who owned the conversation (rule 8). */
	readonly releasedAt?: Instant | undefined
	readonly updatedAt: Instant
}

/** Conversation states by conversation id. */
export interface ConversationBook {
	conversationState(id: string): Promise<ConversationState | undefined>
	/** Durable before it resolves; the last writer wins. */
	saveConversationState(id: string, state: ConversationState): Promise<void>
}

/** Which incoming activities have been handled to the end, so that a repeated one is answered once (facts, section 8). */
export interface TurnLedger {
	isHandled(key: string): Promise<boolean>
	/** Durable before it resolves. Kept for at least a day. */
	markHandled(key: string, at: Instant): Promise<void>
}
