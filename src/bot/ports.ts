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
	/** The topic of the article that was shown last, while nothing was said since: a "no" now says that it did not help. */
	readonly answeredTopic?: string | undefined
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

/**
 * Which incoming activities have been handled to the end, and which are in hand, so that a repeated one is answered once (facts,
 * section 8), also where the repetition reaches another process at the same moment.
 */
export interface TurnLedger {
	/** Whether it was handled; a mark from before `since` does not count. */
	isHandled(key: string, since?: Instant): Promise<boolean>
	/**
	 * Takes the turn in hand for this process: true where no other process that lives has it, also where this one has it already. Ends
	 * with `markHandled` or `letGo`, or with the process.
	 */
	claim(key: string): Promise<boolean>
	/** The turn is not done: whoever claims it next may do it. */
	letGo(key: string): Promise<void>
	/** Durable before it resolves; whoever finds the turn free from then on finds it handled. Kept for at least a day. */
	markHandled(key: string, at: Instant): Promise<void>
}
