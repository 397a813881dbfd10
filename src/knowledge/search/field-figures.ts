import type { Texts } from './collection.ts'
import type { Dictionary, Lists } from './dictionary.ts'

/** In how many texts of a field something occurs, and how long its texts are on average: what BM25 needs to know. */
export type FieldFigures = {
	texts: number
	/** By term, by group of synonyms, by 4-gram. */
	termTexts: Uint32Array
	groupTexts: Uint32Array
	gramTexts: Uint32Array
	/** Mean of `lengths`, by kind. */
	average: Float64Array
	/** Of each text, how much it has of each kind: telling words, function words, synonyms, 4-grams. */
	lengths: Uint32Array
	/** Of each text, the sum of the rarities of its telling words. */
	content: Float32Array
	rarityOfTerm: Float32Array
}

const KINDS = 4

export function countField({ starts, words }: Texts, dictionary: Dictionary): FieldFigures {
	const { termOf, isFunction } = dictionary
	const texts = starts.length - 1
	const terms = createCount(dictionary.termIds.size)
	const groups = createCount(dictionary.termsOfGroup.starts.length - 1)
	const grams = createCount(dictionary.gramIds.size)
	const lengths = new Uint32Array(KINDS * texts)
	const average = new Float64Array(KINDS)
	const grow = (text: number, kind: number, by: number): void => {
		lengths[text * KINDS + kind] = (lengths[text * KINDS + kind] ?? 0) + by
		average[kind] = (average[kind] ?? 0) + by
	}
	for (let text = 0; text < texts; text += 1) {
		for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at += 1) {
			const word = words[at] ?? 0
			const term = termOf[word] ?? 0
			terms.see(term, text)
			grow(text, isFunction[term] ?? 0, 1)
			grow(text, 2, groups.seeAll(dictionary.groups, term, text))
			grow(text, 3, grams.seeAll(dictionary.grams, word, text))
		}
	}
	for (let kind = 0; kind < KINDS; kind += 1) average[kind] = Math.max(1e-9, (average[kind] ?? 0) / Math.max(1, texts))
	const counts = { texts, termTexts: terms.texts, groupTexts: groups.texts, gramTexts: grams.texts }
	const rarityOfTerm = Float32Array.from(terms.texts, (containing, term) =>
		isFunction[term] === 1 ? 0 : rarity(texts, containing),
	)
	return {
		...counts,
		average,
		lengths,
		content: sumsOf(starts, (at) => rarityOfTerm[termOf[words[at] ?? 0] ?? 0] ?? 0),
		rarityOfTerm,
	}
}

/** One sum for each text. */
function sumsOf(starts: Uint32Array, value: (at: number) => number): Float32Array {
	const sums = new Float32Array(starts.length - 1)
	for (let text = 0; text < sums.length; text += 1) {
		for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at += 1) sums[text] = (sums[text] ?? 0) + value(at)
	}
	return sums
}

/** Robertson's weight of a rare word, never negative. */
export function rarity(texts: number, containing: number): number {
	return Math.log(1 + (texts - containing + 0.5) / (containing + 0.5))
}

/** Counts the texts that hold each item; a text counts once. */
function createCount(size: number) {
	const texts = new Uint32Array(size)
	const last = new Uint32Array(size)
	return { texts, see, seeAll }

	function see(item: number, text: number): void {
		if (last[item] === text + 1) return
		last[item] = text + 1
		texts[item] = (texts[item] ?? 0) + 1
	}

	function seeAll({ starts, items }: Lists, list: number, text: number): number {
		const start = starts[list] ?? 0
		const end = starts[list + 1] ?? 0
		for (let at = start; at < end; at += 1) see(items[at] ?? 0, text)
		return end - start
	}
}
