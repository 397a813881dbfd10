import { FUNCTION_WORDS } from '../text/function-words.ts'
import type { Stem } from '../text/stem.ts'
import { splitWords } from '../text/words.ts'
import type { Language } from '../types.ts'
import type { Features } from './features.ts'

/**
 * `seen`: the words that occur in any example, function words too. `words`: those that could name a topic; `known`: how many of
 * them occur in the examples, as they are or misspelt.
 */
export type Support = (text: string) => { seen: number; words: number; known: number }

// A word with so many of its pieces known is a known word misspelt: "facturre", "subscripton".
const NEARLY_KNOWN = 0.65

/** A classifier always has a best class; this tells whether it had anything to go by. */
export function createSupport(examples: readonly Features[], language: Language, stem: Stem): Support {
	const features = new Set<string>()
	for (const example of examples) {
		for (const feature of example.keys()) features.add(feature)
	}
	return (text) => {
		const words = splitWords(text).filter((word) => /\p{L}/u.test(word))
		const telling = words.filter((word) => !FUNCTION_WORDS[language].has(word))
		const known = telling.filter((word) => isKnown(word, stem(word), features)).length
		const seen = words.filter((word) => features.has(`w${stem(word)}`)).length
		return { seen: Math.max(seen, known), words: telling.length, known }
	}
}

function isKnown(word: string, root: string, features: ReadonlySet<string>): boolean {
	if (features.has(`w${root}`)) return true
	if (word.length < 5) return false
	const padded = `^${word}$`
	let hits = 0
	for (let start = 0; start + 3 <= padded.length; start += 1) {
		if (features.has(`c${padded.slice(start, start + 3)}`)) hits += 1
	}
	return hits / (padded.length - 2) >= NEARLY_KNOWN && features.has(`c${padded.slice(0, 4)}`)
}
