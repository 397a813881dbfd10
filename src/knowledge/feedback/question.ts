import type { Audience, Decision, Language } from '../../triage/types.ts'

/** Milliseconds since 1970-01-01 UTC. */
type Instant = number

/** What people did after their question; whatever did not happen is absent. */
export interface CameOfIt {
	/** What they pressed under "Did this help?". */
	readonly helped?: boolean
	/** The ticket that they opened, or that was opened when they went to a person. */
	readonly ticket?: string
	/** What that ticket is: money in question, or a person to talk to. */
	readonly went?: 'dispute' | 'person'
	/** The article of the topic that they chose when the bot asked back. */
	readonly article?: string
	/** The bot did not understand, and they said it again in words that it understood. */
	readonly understoodLater?: true
	/** Settled in the gap report: the id of the article that was written for it, or `dismissed`. */
	readonly settled?: string
}

/**
 * One question to the bot and what came of it. It holds no person: the text is scrubbed before it is kept, and the conversation
 * is a hash that can only be compared.
 */
export interface AskedQuestion {
	readonly id: string
	readonly at: Instant
	readonly language: Language
	readonly audience: Audience
	readonly channel: 'web-chat' | 'teams'
	readonly decision: Decision
	/** The best guess of triage. */
	readonly topic: string
	/** From 0 to 1. */
	readonly confidence: number
	/** The article that was shown, if one was. */
	readonly article?: string
	/** What was written, without e-mails, phone and card numbers, IBANs, GUIDs, links and names of persons. */
	readonly text: string
	/** Hash of the conversation's id. */
	readonly conversation: string
	readonly came: CameOfIt
}

/** How long and how many questions are kept: the older ones go with each new one. */
export interface Retention {
	/** What was asked before this instant is dropped. */
	readonly before: Instant
	/** More than these are not kept; the oldest go first. */
	readonly atMost: number
}

/** The questions that were asked, in the store. */
export interface QuestionBook {
	/** Keeps a question, durably before it resolves, and drops old ones. A question that is known by its id stays as it is. */
	keepQuestion(question: AskedQuestion, retention: Retention): Promise<void>
	question(id: string): Promise<AskedQuestion | undefined>
	/** Adds to what came of these questions, durably and as one; what is said anew replaces what was said. Unknown ids are passed over. */
	addOutcome(ids: readonly string[], came: CameOfIt): Promise<void>
	/** What was asked, newest first. */
	questions(limit: number): Promise<readonly AskedQuestion[]>
}
