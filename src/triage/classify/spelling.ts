import { hashText } from './hash.ts'

/** The known word that a word was probably meant to be, if one is a single slip away. */
export type Spelling = (word: string) => string | undefined

// Shorter words are one slip from too many others.
const SHORTEST = 4

/**
 * Corrects one letter left out, added, wrong or swapped with its neighbour, by the hashes of all words with one letter left out
 * on both sides (the method of SymSpell): a lookup per letter, however many words are known.
 * @param words what may be meant, most frequent first.
 */
export function createSpelling(words: readonly string[]): Spelling {
	const shortened = new Map<number, number>()
	for (const [index, word] of words.entries()) {
		if (word.length < SHORTEST) continue
		for (const hash of withoutOneLetter(word)) if (!shortened.has(hash)) shortened.set(hash, index)
	}
	return (word) => {
		if (word.length < SHORTEST) return undefined
		let best = words.length
		for (const hash of withoutOneLetter(word)) {
			const index = shortened.get(hash) ?? best
			if (index < best && isOneSlip(word, words[index] ?? '')) best = index
		}
		return words[best]
	}
}

/** The hashes of the word itself and of the word without each of its letters. */
function withoutOneLetter(word: string): number[] {
	const hashes = [hashText(word, 0)]
	for (let at = 0; at < word.length; at += 1) hashes.push(hashText(word.slice(0, at) + word.slice(at + 1), 0))
	return hashes
}

function isOneSlip(written: string, meant: string): boolean {
	let start = 0
	while (start < written.length && written[start] === meant[start]) start += 1
	let end = 0
	const most = Math.min(written.length, meant.length) - start
	while (end < most && written.at(-1 - end) === meant.at(-1 - end)) end += 1
	const left = written.slice(start, written.length - end)
	const right = meant.slice(start, meant.length - end)
	if (left.length <= 1 && right.length <= 1) return true
	return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
