import { FUNCTION_WORDS } from '../../triage/text/function-words.ts'
import { createStem } from '../../triage/text/stem.ts'
import { splitWords } from '../../triage/text/words.ts'
import type { Language } from '../../triage/types.ts'
import { PLACE_HOLDER } from '../feedback/scrub.ts'

/** Weights by stem; its length is 1 unless it is empty. */
export type TermVector = ReadonlyMap<string, number>

/** Numbers of invoices, amounts and dates differ from message to message; `E3` and `P1` say what it is about. */
const FIGURE = /\d{2}/u

/** In how many texts of the knowledge each stem occurs: how little "invoice" says here cannot be learnt from a handful of messages. */
export interface Background {
	readonly texts: number
	readonly occurrences: ReadonlyMap<string, number>
}

/** Counts the words of the articles' questions of one language. */
export function backgroundOf(texts: readonly string[], language: Language): Background {
	const stem = createStem(language)
	return { texts: texts.length, occurrences: occurrencesIn(texts.map((text) => countStems(text, language, stem))) }
}

/** TF-IDF vectors of texts of one language, in their order. Texts without any word get an empty vector. Pure. */
export function termVectors(texts: readonly string[], language: Language, background: Background): TermVector[] {
	const stem = createStem(language)
	const counts = texts.map((text) => countStems(text, language, stem))
	const here = occurrencesIn(counts)
	const rarity = (term: string) => {
		const occurrences = (here.get(term) ?? 0) + (background.occurrences.get(term) ?? 0)
		return Math.log(1 + (1 + texts.length + background.texts) / (1 + occurrences))
	}
	return counts.map((count) => normal(new Map([...count].map(([term, times]) => [term, (1 + Math.log(times)) * rarity(term)]))))
}

function occurrencesIn(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
	const occurrences = new Map<string, number>()
	for (const count of counts) {
		for (const term of count.keys()) occurrences.set(term, (occurrences.get(term) ?? 0) + 1)
	}
	return occurrences
}

/** The cosine of two vectors: 1 for the same words, 0 for none in common. */
export function similarity(one: TermVector, other: TermVector): number {
	const [short, long] = one.size < other.size ? [one, other] : [other, one]
	let sum = 0
	for (const [term, weight] of short) sum += weight * (long.get(term) ?? 0)
	return sum
}

/** The direction in which these vectors point together. */
export function centre(vectors: readonly TermVector[]): TermVector {
	const sums = new Map<string, number>()
	for (const vector of vectors) {
		for (const [term, weight] of vector) sums.set(term, (sums.get(term) ?? 0) + weight)
	}
	return normal(sums)
}

/** A message of function words alone ("and now what?") is compared by these. */
function countStems(text: string, language: Language, stem: (word: string) => string): Map<string, number> {
	const words = splitWords(text.replace(PLACE_HOLDER, ' ')).filter((word) => !FIGURE.test(word))
	const telling = words.filter((word) => !FUNCTION_WORDS[language].has(word))
	const counts = new Map<string, number>()
	for (const word of (telling.length > 0 ? telling : words).map(stem)) counts.set(word, (counts.get(word) ?? 0) + 1)
	return counts
}

function normal(weights: ReadonlyMap<string, number>): TermVector {
	const length = Math.hypot(...weights.values())
	return new Map([...weights].map(([term, weight]) => [term, weight / length]))
}
