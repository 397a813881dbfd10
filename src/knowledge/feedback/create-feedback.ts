import { createHash } from 'node:crypto'
import type { Audience, TriageResult } from '../../triage/types.ts'
import { createKnownNames, type NameSources } from './known-names.ts'
import type { AskedQuestion, CameOfIt, QuestionBook } from './question.ts'
import { scrub } from './scrub.ts'

/** A question as it comes out of a conversation, with its person still in it. */
export interface HeardQuestion {
	/** The id of the activity that asked, as commands are idempotent by it. */
	readonly cause: string
	readonly conversationId: string
	readonly text: string
	readonly audience: Audience
	readonly channel: AskedQuestion['channel']
	readonly result: Pick<TriageResult, 'language' | 'topic' | 'confidence' | 'decision'>
	/** The article that is shown. */
	readonly article: string | undefined
	/** The names of those who speak, beside those of the books. */
	readonly names: readonly string[]
}

/** Records what is asked and what comes of it; nothing of it names a person. */
export interface Feedback {
	/** The id under which the question of this activity is kept. */
	idOf(cause: string): string
	/** Keeps a question, durably before it resolves; the same activity is kept once. */
	asked(question: HeardQuestion): Promise<void>
	/** Adds what came of questions of this conversation. Ids of other conversations are passed over: a button gives no rights. */
	came(conversationId: string, ids: readonly string[], what: CameOfIt): Promise<void>
}

export interface FeedbackDeps extends NameSources {
	readonly questions: QuestionBook
}

/** A year lets two seasons of renewals be compared; beyond it a question says little about today's articles. */
const KEPT_MS = 365 * 24 * 3_600_000
/** About 50 MB of memory at the most. */
const MOST_KEPT = 50_000
/** Characters. What is longer tells a story of which the beginning says what it is about. */
const LONGEST_READ = 2000
const LONGEST_KEPT = 500

export function createFeedback(deps: FeedbackDeps): Feedback {
	const { questions, clock } = deps
	const knownNames = createKnownNames(deps)

	async function ofConversation(conversationId: string, ids: readonly string[]): Promise<string[]> {
		const conversation = hashOf(conversationId)
		const found = await Promise.all(ids.map((id) => questions.question(id)))
		return found.flatMap((question) => (question?.conversation === conversation ? [question.id] : []))
	}

	return {
		idOf: hashOf,
		async asked({ cause, conversationId, text, audience, channel, result, article, names }) {
			const { language, topic, confidence, decision } = result
			const at = clock()
			const kept = scrub(text.slice(0, LONGEST_READ), language, await knownNames(names)).slice(0, LONGEST_KEPT)
			const question: AskedQuestion = {
				id: hashOf(cause),
				at,
				language,
				audience,
				channel,
				decision,
				topic,
				confidence,
				...(article !== undefined && { article }),
				text: kept,
				conversation: hashOf(conversationId),
				came: {},
			}
			await questions.keepQuestion(question, { before: at - KEPT_MS, atMost: MOST_KEPT })
		},
		async came(conversationId, ids, what) {
			const own = await ofConversation(conversationId, ids)
			if (own.length > 0) await questions.addOutcome(own, what)
		},
	}
}

/**
 * What is kept instead of an activity's or a conversation's id. The ids of Bot Framework hold 122 random bits and more, so that
 * nobody finds them out from their hash.
 */
export function hashOf(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, 22)
}
