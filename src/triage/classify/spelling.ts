import { slipsBetween } from '../text/slips-between.ts'
import { createHashTable } from './hash-table.ts'
import { hashText, hashWithout } from './hash.ts'

/** The known word that a word was probably meant to be, if one is a slip or two away. */
export type Spelling = (word: string) => string | undefined

// Shorter words are one slip from too many others.
const SHORTEST_MEANT = 4
const SHORTEST_WRITTEN = 3
/** From this many letters on a word may hold two slips; in shorter ones two make another word of it. */
const LONG = 6

/**
 * Corrects letters left out, added, wrong or swapped with their neighbour, one of them in a short word and two in a long one, by
 * the hashes of all words with one or two letters left out on both sides (the method of SymSpell): some lookups, however many
 * words are known. Of words equally near the more frequent one was meant.
 * @param words what may be meant, most frequent first.
 */
export function createSpelling(words: readonly string[]): Spelling {
	const owners: number[] = []
	const keys: number[] = []
	for (const [index, word] of words.entries()) {
		if (word.length < SHORTEST_MEANT) continue
		for (const hash of shortenings(word)) {
			keys.push(hash)
			owners.push(index)
		}
	}
	const find = createHashTable(Uint32Array.from(keys))
	return (word) => {
		if (word.length < SHORTEST_WRITTEN) return undefined
		let best = words.length
		let least = Number.POSITIVE_INFINITY
		for (const hash of shortenings(word)) {
			const index = owners[find(hash)]
			if (index === undefined) continue
			const meant = words[index] ?? ''
			const slips = slipsBetween(word, meant)
			if (slips > mostSlips(word, meant) || slips > least || (slips === least && index >= best)) continue
			best = index
			least = slips
		}
		return words[best]
	}
}

/** Hardly anybody misses the first letter, and "voice" was not meant to be "invoice". */
function mostSlips(written: string, meant: string): number {
	const areLong = Math.max(written.length, meant.length) >= LONG && Math.min(written.length, meant.length) >= LONG - 1
	return areLong && written[0] === meant[0] ? 2 : 1
}

/** The hashes of the word itself and of the word without one letter, or two if it is long. */
function shortenings(word: string): number[] {
	const hashes = [hashText(word, 0)]
	for (let at = 0; at < word.length; at += 1) {
		hashes.push(hashWithout(word, 0, at))
		if (word.length < LONG - 1) continue
		for (let next = at + 1; next < word.length; next += 1) hashes.push(hashWithout(word, 0, at, next))
	}
	return hashes
}
