import { conceptsOf } from '../text/concepts.ts'
import { createStem } from '../text/stem.ts'
import { splitWords } from '../text/words.ts'
import type { Language } from '../types.ts'
import { hashPair, hashText } from './hash.ts'
import type { Spelling } from './spelling.ts'

/** The families of features; the number is the seed of the family's hashes. */
export const FAMILY = { word: 0, pair: 1, distant: 2, piece: 3, concept: 4 } as const

/** The features of a text, one entry for each time that one occurs: 32-bit hashes, and the family of each. */
export type Features = { hashes: Uint32Array; families: Uint8Array }

export type Extractor = {
	features(text: string): Features
	/** The hash of the feature `word`, and of the pieces of the word, which tell a misspelt word from an unknown one. */
	ofWord(word: string): { root: number; pieces: readonly number[] }
}

type WordFeatures = { root: number; pieces: readonly number[] }

const SHORTEST_PIECE = 3
const LONGEST_PIECE = 4
// Longer "words" are numbers, keys and noise: their pieces only fill the dictionary.
const LONGEST_WORD = 24
// Every word that people really write; a flood of invented words only costs the time of looking at them again.
const REMEMBERED = 20_000
const EDGE = hashText('^', FAMILY.word)

/**
 * Stemmed words, pairs of neighbours and of next neighbours, pieces of 3 and 4 letters within words, and billing concepts. No
 * stop word is removed: "not yet" and "why me" must not become empty; rare words outweigh frequent ones anyway. The pieces
 * carry typing errors and word families.
 * @param spelling to read an unknown word as the known one that was meant.
 */
export function createExtractor(language: Language, spelling?: { isKnown(root: number): boolean; correct: Spelling }): Extractor {
	const stem = createStem(language)
	const known = new Map<string, WordFeatures>()
	return { features, ofWord }

	function ofWord(word: string): WordFeatures {
		const remembered = known.get(word)
		if (remembered !== undefined) return remembered
		const made = correct(featuresOf(word), word)
		if (known.size < REMEMBERED) known.set(word, made)
		return made
	}

	function correct(written: WordFeatures, word: string): WordFeatures {
		if (spelling === undefined || spelling.isKnown(written.root) || !hasPieces(word)) return written
		const meant = spelling.correct(word)
		return meant === undefined ? written : featuresOf(meant)
	}

	function featuresOf(word: string): WordFeatures {
		const root = hashText(/^\d/u.test(word) ? '#' : stem(word), FAMILY.word)
		return { root, pieces: hasPieces(word) ? piecesOf(`^${word}$`) : [] }
	}

	function features(text: string): Features {
		const hashes: number[] = []
		const families: number[] = []
		const add = (hash: number, family: number): void => {
			hashes.push(hash)
			families.push(family)
		}
		const words = splitWords(text)
		let previous = EDGE
		let beforePrevious: number | undefined
		for (const word of words) {
			const { root, pieces } = ofWord(word)
			add(root, FAMILY.word)
			add(hashPair(previous, root, FAMILY.pair), FAMILY.pair)
			if (beforePrevious !== undefined) add(hashPair(beforePrevious, root, FAMILY.distant), FAMILY.distant)
			for (const piece of pieces) add(piece, FAMILY.piece)
			beforePrevious = previous === EDGE ? undefined : previous
			previous = root
		}
		add(hashPair(previous, EDGE, FAMILY.pair), FAMILY.pair)
		for (const concept of conceptsOf(words)) add(hashText(concept, FAMILY.concept), FAMILY.concept)
		return { hashes: Uint32Array.from(hashes), families: Uint8Array.from(families) }
	}
}

function hasPieces(word: string): boolean {
	return word.length <= LONGEST_WORD && !/^(?:\d|zz)/u.test(word)
}

function piecesOf(padded: string): number[] {
	const pieces: number[] = []
	for (let size = SHORTEST_PIECE; size <= LONGEST_PIECE; size += 1) {
		for (let start = 0; start + size <= padded.length; start += 1)
			pieces.push(hashText(padded, FAMILY.piece, start, start + size))
	}
	return pieces
}
