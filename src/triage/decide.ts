import type { Guess } from './message/find-issues.ts'
import type { Decision, Entities } from './types.ts'

/** What the decision is made from. */
export type Evidence = {
	/** Best first, the chances add up to 1. */
	guesses: readonly Guess[]
	support: { seen: number; words: number; known: number }
	entities: Entities
	/** Whether there is an article of this topic which this person may read. */
	hasArticle: boolean
	askedBack: number
}

export type Ruling = { decision: Decision; choices?: string[] }

export const OUT_OF_SCOPE = 'out-of-scope'
const STATUS_TOPICS = new Set(['ticket-status', 'refund-status'])
export const SMALL_TALK = new Set(['greeting', 'thanks', 'help', 'change-language'])

// Measured in November 2026 on titles and posts of public support threads, the hardest messages that we have: with these three
// numbers three of four are answered, and six of seven answers are right; two people agree on 19 of 20. Lower ones (0.4 and 0.2)
// answered six more of a hundred, and half of these were wrong. `test/triage/fresh-messages.test.ts` prints the figures for
// messages by writers who had not seen the articles.
/** From here on the best guess is acted on whatever comes second. */
const CONFIDENT = 0.6
/** From here on only where the second guess is far behind; otherwise the right one is among the choices. */
const PLAUSIBLE = 0.5
const CLEAR_LEAD = 0.3
/**
 * Nobody gets an article while it is this likely that the message is none of ours. Of the strangers in those threads one in
 * twenty gets one, of everyday ones one in a hundred.
 */
const MAYBE_ELSEWHERE = 0.08
/**
 * Sending a billing question away costs more than one question back, so "not ours" must be surer than an answer: at 0.75 three
 * of a thousand were sent away, at 0.6 ten.
 */
const SURELY_ELSEWHERE = 0.75
/** "Hello" and "thanks" are at 0.95 and more. */
const SURELY_SMALL_TALK = 0.9
/**
 * Below this nothing is worth offering: a menu of bad guesses reads worse than "please say it in other
 * words".
 */
const LOST = 0.2
/** A choice must be at least this likely, compared with the best, to be worth a button. */
const WORTH_OFFERING = 0.15
const MOST_CHOICES = 3
/** Threshold, gap, at most two questions back, then a person: a third question is worse than waiting for somebody. */
const MOST_QUESTIONS = 2
/** So many words of which none is known were not about billing; fewer may be a name, a typing error or a fragment. */
const FOREIGN_WORDS = 3

/** Nothing in the message occurs in any example: the classifier's best guess would be a guess about nothing. */
export function isForeign({ words, known }: Evidence['support']): boolean {
	return known === 0 && words >= FOREIGN_WORDS
}

/**
 * No word of it occurs in any example, as in "42" or "xyz", or a single one that only holds sentences together, as "the" or "yes": it
 * says no more than an empty message. "Hello" is such a word, too, and says all that it means.
 */
export function isNothing({ seen, words }: Evidence['support'], best: Guess | undefined): boolean {
	if (seen !== 1 || words > 0) return seen === 0
	return best === undefined || !SMALL_TALK.has(best.topic) || best.chance < SURELY_SMALL_TALK
}

/** The ladder: what is sure is done, what is close is asked, and who was asked twice gets a person. */
export function decide(evidence: Evidence): Ruling {
	const [best, second] = evidence.guesses
	if (isForeign(evidence.support)) return { decision: 'out-of-scope' }
	if (best === undefined || isNothing(evidence.support, best)) return whenUnsure(evidence, [])
	if (asksForStatus(best.topic, evidence)) return { decision: 'status' }
	if (isSure(best, second, evidence.guesses)) return { decision: whenSure(best.topic, evidence) }
	return whenUnsure(evidence, choicesOf(evidence, best.chance))
}

function isSure(best: Guess, second: Guess | undefined, guesses: readonly Guess[]): boolean {
	if (best.topic === OUT_OF_SCOPE) return best.chance >= SURELY_ELSEWHERE
	const elsewhere = guesses.find(({ topic }) => topic === OUT_OF_SCOPE)?.chance ?? 0
	if (elsewhere >= MAYBE_ELSEWHERE) return false
	return best.chance >= CONFIDENT || (best.chance >= PLAUSIBLE && best.chance - (second?.chance ?? 0) >= CLEAR_LEAD)
}

function whenSure(topic: string, { hasArticle }: Evidence): Decision {
	if (topic === OUT_OF_SCOPE) return 'out-of-scope'
	if (SMALL_TALK.has(topic)) return 'small-talk'
	if (topic === 'talk-to-person') return 'hand-over'
	if (topic === 'open-dispute') return 'open-dispute'
	if (topic === 'ticket-status') return 'status'
	return hasArticle ? 'answer' : 'hand-over'
}

/**
 * With a ticket number "where is my refund" and "where is my ticket" have the same answer, so there is nothing to choose
 * between them.
 */
function asksForStatus(topic: string, { guesses, entities }: Evidence): boolean {
	if (entities.ticket === undefined || !STATUS_TOPICS.has(topic)) return false
	return guesses.reduce((sum, one) => (STATUS_TOPICS.has(one.topic) ? sum + one.chance : sum), 0) >= CONFIDENT
}

function whenUnsure({ askedBack }: Evidence, choices: string[]): Ruling {
	if (askedBack >= MOST_QUESTIONS) return { decision: 'hand-over' }
	return choices.length === 0 ? { decision: 'ask-back' } : { decision: 'ask-back', choices }
}

function choicesOf({ guesses, support }: Evidence, best: number): string[] {
	if (best < LOST || support.known === 0) return []
	return guesses
		.filter(({ topic, chance }) => !SMALL_TALK.has(topic) && topic !== OUT_OF_SCOPE && chance >= best * WORTH_OFFERING)
		.slice(0, MOST_CHOICES)
		.map(({ topic }) => topic)
}
