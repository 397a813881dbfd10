import type { Stem } from '../text/stem.ts'
import { conceptsOf } from '../text/concepts.ts'
import { splitWords } from '../text/words.ts'

/** How often each feature occurs in a text. The first letter names the family: w word, p pair of words, c characters,
 * k concept. */
export type Features = Map<string, number>

const SHORTEST_GRAM = 3
const LONGEST_GRAM = 5
// Longer "words" are numbers, keys and noise: their pieces only fill the dictionary.
const LONGEST_WORD = 24

/**
 * Stemmed words, pairs of neighbouring words, and pieces of 3 to 5 letters within words. No stop word is removed: "not yet" and
 * "why me" must not become empty; rare words outweigh frequent ones anyway. The pieces carry typing errors and word families.
 */
export function extractFeatures(text: string, stem: Stem): Features {
	const features: Features = new Map()
	let previous = '^'
	const words = splitWords(text)
	for (const word of words) {
		const root = /^\d/u.test(word) ? '#' : stem(word)
		add(features, `w${root}`)
		add(features, `p${previous} ${root}`)
		previous = root
		if (!/^(?:\d|zz)/u.test(word) && word.length <= LONGEST_WORD) addGrams(features, `^${word}$`)
	}
	for (const concept of conceptsOf(words)) add(features, `k${concept}`)
	return features
}

function addGrams(features: Features, padded: string): void {
	for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size += 1) {
		for (let start = 0; start + size <= padded.length; start += 1) add(features, `c${padded.slice(start, start + size)}`)
	}
}

function add(features: Features, feature: string): void {
	features.set(feature, (features.get(feature) ?? 0) + 1)
}
