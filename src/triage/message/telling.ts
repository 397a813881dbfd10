import { conceptsOf } from '../text/concepts.ts'
import { FILLER_PHRASES } from './filler-phrases.ts'
import { quickWords } from './quick-words.ts'

/** What of a clause belongs to the question, and how much it tells: above 0 more than courtesy does; 0 says nothing. */
export type Told = { text: string; telling: number }

/** Weighs a clause, and trims the courtesy that runs into it without a mark ("my bill is wrong please let me know thanks"). */
export type Telling = (clause: string) => Told

/** What each word, pair of words and concept tells: above 0 more than courtesy does. */
export type TellingSigns = ReadonlyMap<string, number>

/** A question and its topic, as the classifier learns it. */
export type AskedQuestion = { text: string; topic: string }

// Measured on folds of Banking77, wrapped in courtesies and mixed with asides that were not written for it: trusting single
// occurrences (a small smoothing) and giving full weight only to words that tell topics apart lost the fewest questions.
const SMOOTHING = 0.03
const MOST_BY_SIGN = 3
/** Nats by which a word must change what we think of the topic, to count fully as part of a question: "the" does not. */
const FULLY_TELLING = 0.7
const PRIOR_WEIGHT = 2
/** Of one topic, and evenly spread: else what is none of ours, with many times as many questions, would decide what tells. */
const MOST_OF_A_TOPIC = 2500
/** Courtesy must be as clear as this to be cut off within a clause: "please" and "could you" alone are not worth a cut. */
const CLEARLY_FILLER = 4

type Counts = { asked: number; filler: number; topics: Map<string, number> }

/**
 * Learns what tells from the questions themselves, and what is filler from the phrases that ship: so a topic about thanks or
 * about waiting for an answer keeps its words.
 */
export function learnTelling(all: readonly AskedQuestion[]): TellingSigns {
	const questions = fewOfEach(all)
	const signs = countSigns(questions)
	const sum = { asked: 0, filler: 0 }
	for (const one of signs.values()) {
		sum.asked += one.asked
		sum.filler += one.filler
	}
	const prior = new Map<string, number>()
	for (const { topic } of questions) prior.set(topic, (prior.get(topic) ?? 0) + 1 / questions.length)
	const values = new Map<string, number>()
	for (const [sign, counts] of signs) {
		const asked = (counts.asked + SMOOTHING) / (sum.asked + SMOOTHING * signs.size)
		const filler = (counts.filler + SMOOTHING) / (sum.filler + SMOOTHING * signs.size)
		const odds = clamp(Math.log(asked / filler))
		values.set(sign, odds > 0 ? odds * Math.min(1, informationOf(counts.topics, prior) / FULLY_TELLING) : odds)
	}
	return values
}

function fewOfEach(questions: readonly AskedQuestion[]): AskedQuestion[] {
	const counts = new Map<string, number>()
	for (const { topic } of questions) counts.set(topic, (counts.get(topic) ?? 0) + 1)
	const seen = new Map<string, number>()
	return questions.filter(({ topic }) => {
		const place = seen.get(topic) ?? 0
		seen.set(topic, place + 1)
		const share = Math.min(1, MOST_OF_A_TOPIC / (counts.get(topic) ?? 1))
		return Math.floor((place + 1) * share) > Math.floor(place * share)
	})
}

/** The telling that was learnt as plain data. */
export function createTelling(signs: TellingSigns): Telling {
	return (clause) => trim(clause, signs)
}

function trim(clause: string, values: ReadonlyMap<string, number>): Told {
	const tokens = clause.split(/\s+/u)
	const sums = [0]
	let previous = '^'
	for (const token of tokens) {
		let sum = sums.at(-1) ?? 0
		for (const word of quickWords(token)) {
			sum += (values.get(word) ?? 0) + (values.get(`${previous} ${word}`) ?? 0)
			for (const concept of conceptSigns(word)) sum += values.get(concept) ?? 0
			previous = word
		}
		sums.push(sum)
	}
	const { start, end } = bestStretch(sums)
	const total = sums.at(-1) ?? 0
	const from = (sums[start] ?? 0) <= -CLEARLY_FILLER ? start : 0
	const to = total - (sums[end] ?? 0) <= -CLEARLY_FILLER ? end : tokens.length
	if (start >= end || (from === 0 && to === tokens.length)) return { text: clause, telling: total }
	return { text: tokens.slice(from, to).join(' '), telling: (sums[to] ?? 0) - (sums[from] ?? 0) }
}

/** Between which two of the running sums the most is gained. */
function bestStretch(sums: readonly number[]): { start: number; end: number } {
	const best = { start: 0, end: 0, gain: 0 }
	let lowest = 0
	for (const [at, sum] of sums.entries()) {
		if (sum < (sums[lowest] ?? 0)) lowest = at
		const gain = sum - (sums[lowest] ?? 0)
		if (gain > best.gain) Object.assign(best, { start: lowest, end: at, gain })
	}
	return best
}

function countSigns(questions: readonly AskedQuestion[]): Map<string, Counts> {
	const signs = new Map<string, Counts>()
	const countsOf = (sign: string): Counts => {
		const known = signs.get(sign)
		if (known !== undefined) return known
		const fresh: Counts = { asked: 0, filler: 0, topics: new Map() }
		signs.set(sign, fresh)
		return fresh
	}
	for (const { text, topic } of questions) {
		const own = signsOf(text)
		for (const sign of own) countsOf(sign).asked += 1
		for (const sign of new Set(own)) {
			const { topics } = countsOf(sign)
			topics.set(topic, (topics.get(topic) ?? 0) + 1)
		}
	}
	for (const phrases of Object.values(FILLER_PHRASES)) {
		for (const phrase of Object.values(phrases).flat()) {
			for (const sign of signsOf(phrase)) countsOf(sign).filler += 1
		}
	}
	return signs
}

/** How far the topics of the questions with this sign are from those of all questions (Kullback-Leibler, smoothed), in nats. */
function informationOf(topics: ReadonlyMap<string, number>, prior: ReadonlyMap<string, number>): number {
	let count = 0
	for (const one of topics.values()) count += one
	let information = 0
	let rest = 1
	for (const [topic, one] of topics) {
		const before = prior.get(topic) ?? 1
		const after = (one + PRIOR_WEIGHT * before) / (count + PRIOR_WEIGHT)
		information += after * Math.log(after / before)
		rest -= after
	}
	// The topics without this sign all shrink by the same factor.
	if (rest > 1e-9) information += rest * Math.log(PRIOR_WEIGHT / (count + PRIOR_WEIGHT))
	return Math.max(0, information)
}

function signsOf(text: string): string[] {
	const signs: string[] = []
	let previous = '^'
	for (const word of quickWords(text)) {
		signs.push(word, `${previous} ${word}`, ...conceptSigns(word))
		previous = word
	}
	return signs
}

// A concept is looked up by every beginning of the word: remembered, within bounds, it costs nothing.
const REMEMBERED = 20_000
const remembered = new Map<string, readonly string[]>()

function conceptSigns(word: string): readonly string[] {
	const known = remembered.get(word)
	if (known !== undefined) return known
	const signs = conceptsOf([word]).map((concept) => `=${concept}`)
	if (remembered.size < REMEMBERED) remembered.set(word, signs)
	return signs
}

function clamp(value: number): number {
	return Math.max(-MOST_BY_SIGN, Math.min(MOST_BY_SIGN, value))
}
