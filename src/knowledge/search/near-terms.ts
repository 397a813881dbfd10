import { slipsBetween } from '../../triage/text/slips-between.ts'
import { type Dictionary, gramsOf, listOf } from './dictionary.ts'

const MOST = 3
/** Two words with fewer grams in common than this share (Dice) are not compared letter by letter. */
const ALIKE = 0.15
/** Words shorter than this are too easily another word. */
const SHORTEST = 4

/** Where no word is within reach, one that shares this much of its 4-grams stands in: "unfriending" for "friend". */
const KIN = 0.5

/**
 * The terms of the index that an unknown word was probably meant to be, best first, with how near they are (0 to 1): one wrong
 * letter in a word of four to six letters, two in a longer one; else a word of the same root.
 */
export function nearTerms(word: string, dictionary: Dictionary): { term: number; nearness: number }[] {
	if (word.length < SHORTEST) return []
	const most = word.length <= 6 ? 1 : 2
	const found: { term: number; nearness: number }[] = []
	const alike = candidates(word, dictionary)
	for (const { word: candidate } of alike) {
		const other = dictionary.words[candidate] ?? ''
		if (Math.abs(other.length - word.length) > most || other.length < SHORTEST) continue
		const wrong = slipsBetween(word, other, most)
		if (wrong <= most) found.push({ term: dictionary.termOf[candidate] ?? 0, nearness: 1 - wrong / (0.8 * word.length) })
	}
	if (found.length === 0)
		return alike
			.filter(({ share }) => share >= KIN)
			.slice(0, 1)
			.map(({ word: kin, share }) => ({ term: dictionary.termOf[kin] ?? 0, nearness: share * KIN }))
	return found.sort((a, b) => b.nearness - a.nearness || a.term - b.term).slice(0, MOST)
}

/** Terms that share enough 4-grams with the word to be worth comparing. */
function candidates(word: string, dictionary: Dictionary): { word: number; share: number }[] {
	const shared = new Map<number, number>()
	const grams = gramsOf(word)
	for (const gram of grams) {
		const id = dictionary.gramIds.get(gram)
		if (id === undefined) continue
		for (const other of listOf(dictionary.wordsOfGram, id)) shared.set(other, (shared.get(other) ?? 0) + 1)
	}
	return [...shared]
		.map(([other, count]) => ({ word: other, share: (2 * count) / (grams.length + listOf(dictionary.grams, other).length) }))
		.filter(({ share }) => share >= ALIKE)
		.sort((a, b) => b.share - a.share || a.word - b.word)
		.slice(0, 200)
}
