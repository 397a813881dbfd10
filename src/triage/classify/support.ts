import { FUNCTION_WORDS } from '../text/function-words.ts'
import { splitWords } from '../text/words.ts'
import type { Language } from '../types.ts'
import type { Lookup } from './dictionary.ts'
import type { Extractor } from './features.ts'

/**
 * `seen`: the words that occur in any example, function words too. `words`: those that could name a topic; `known`: how many of
 * them occur in the examples, as they are or misspelt.
 */
export type Support = (text: string) => { seen: number; words: number; known: number }

// A word with so many of its pieces known is a known word misspelt: "facturre", "subscripton".
const NEARLY_KNOWN = 0.65
const SHORTEST_MISSPELT = 5

/** A classifier always has a best class; this tells whether it had anything to go by. */
export function createSupport(extractor: Extractor, lookup: Lookup, language: Language): Support {
	return (text) => {
		const words = splitWords(text).filter((word) => /\p{L}/u.test(word))
		const telling = words.filter((word) => !FUNCTION_WORDS[language].has(word))
		const known = telling.filter((word) => isKnown(word)).length
		const seen = words.filter((word) => lookup.find(extractor.ofWord(word).root) >= 0).length
		return { seen: Math.max(seen, known), words: telling.length, known }
	}

	function isKnown(word: string): boolean {
		const { root, pieces } = extractor.ofWord(word)
		if (lookup.find(root) >= 0) return true
		if (word.length < SHORTEST_MISSPELT) return false
		// The pieces of three letters come first, from left to right: as many as the word has letters.
		const short = pieces.slice(0, word.length)
		const hits = short.filter((piece) => lookup.find(piece) >= 0).length
		const [first] = pieces.slice(word.length)
		return hits / word.length >= NEARLY_KNOWN && first !== undefined && lookup.find(first) >= 0
	}
}
