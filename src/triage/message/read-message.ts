import { findIssues, type Guess, type TwoIssues } from './find-issues.ts'
import { blendChances, readingsOf } from './readings.ts'
import type { Telling } from './telling.ts'

export type MessageParts = {
	/** The chances of all topics for a stretch of the message; they add up to 1. */
	judge(text: string): Map<string, number>
	telling: Telling
	/** Topics that are no problem of their own, such as small talk: never one of two issues. */
	isIdle(topic: string): boolean
	/**
	 * Whether a topic calls for something to be done (a dispute, a hand-over): of two issues such a one leads. Where both do or none,
	 * the one that leads is the likelier one by the whole message.
	 */
	needsAction(topic: string): boolean
}

/** What a message says, as far as topics go. */
export type MessageReading = {
	/** The part of the message that was read: without courtesy, asides, signature and quoted mail. */
	said: string
	/** Best first; the chances add up to 1. Of two issues: those of the leading one. */
	guesses: Guess[]
	/** The other of two issues in one message, with its own chance. */
	second?: Guess
}

/**
 * Reads a message as people send them, around a classifier of single questions: passes over courtesy, picks the clauses that
 * tell and notices a second problem. Pure and deterministic.
 * @param text with identifiers masked.
 */
export function readMessage({ judge, telling, isIdle, needsAction }: MessageParts, text: string): MessageReading {
	const { kept: clauses, said, withAsides } = readingsOf(text, telling)
	const whole = withAsides === undefined ? judge(said) : blend(judge(said), judge(withAsides))
	const issues = clauses.length < 2 ? undefined : withLeader(findIssues(clauses, judgeStretch))
	const guesses = [...(issues === undefined ? whole : judge(issues.leading))]
		.map(([topic, chance]) => ({ topic, chance }))
		.filter(({ chance }) => chance > 0)
	guesses.sort((one, other) => other.chance - one.chance || (one.topic < other.topic ? -1 : 1))
	return { said, guesses, ...(issues && { second: issues.second }) }

	/** What can be one of two issues: not small talk, not "none of ours". */
	function judgeStretch(stretch: string): { best: Guess; chanceOf(topic: string): number } {
		const chances = judge(stretch)
		let best: Guess = { topic: '', chance: 0 }
		for (const [topic, chance] of chances) {
			if (chance > best.chance) best = { topic, chance }
		}
		if (isIdle(best.topic)) best = { topic: best.topic, chance: 0 }
		return { best, chanceOf: (topic) => chances.get(topic) ?? 0 }
	}

	function withLeader(found: TwoIssues | undefined): { leading: string; second: Guess } | undefined {
		if (found === undefined) return undefined
		const { first, second, firstText, secondText } = found
		const [firstNeeds, secondNeeds] = [needsAction(first.topic), needsAction(second.topic)]
		const isSecondLikelier = (whole.get(second.topic) ?? 0) > (whole.get(first.topic) ?? 0)
		const secondLeads = firstNeeds === secondNeeds ? isSecondLikelier : secondNeeds
		return secondLeads ? { leading: secondText, second: first } : { leading: firstText, second }
	}
}

function blend(bySaid: Map<string, number>, byAsides: ReadonlyMap<string, number>): Map<string, number> {
	return new Map([...bySaid].map(([topic, chance]) => [topic, blendChances(chance, byAsides.get(topic) ?? 0)]))
}
