import { shownIn } from '../feedback/count-articles.ts'
import type { AskedQuestion } from '../feedback/question.ts'

/** Why a question counts as a gap. */
export const REASONS = ['not-helped', 'not-understood', 'handed-over', 'out-of-scope', 'no-article'] as const
export type Reason = (typeof REASONS)[number]

const BY_DECISION: Readonly<Partial<Record<AskedQuestion['decision'], Reason>>> = {
	'ask-back': 'not-understood',
	'hand-over': 'handed-over',
	'out-of-scope': 'out-of-scope',
	answer: 'no-article',
}

/**
 * Why this question got no answer, or a refused one; undefined where it was answered, said again in words that the bot
 * understood, or settled. A wish for a person is understood, and no article can fulfil it. Pure.
 */
export function reasonOf(question: AskedQuestion): Reason | undefined {
	const { came, decision, topic } = question
	if (came.settled !== undefined || came.helped === true) return undefined
	if (came.helped === false) return 'not-helped'
	if (came.understoodLater === true || topic === 'talk-to-person' || shownIn(question) !== undefined) return undefined
	return BY_DECISION[decision]
}
