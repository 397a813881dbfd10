import { CONCEPT_WORDS } from './concept-words.ts'

type Lexicon = { exact: Map<string, string[]>; prefix: Map<string, string[]> }

const LONGEST_PHRASE = 4
const SHORTEST_PREFIX = 2

const lexicon = readLexicon()

/**
 * The billing concepts that words name, in the order of the words; a word may name several.
 * @param words as `splitWords` gives them.
 */
export function conceptsOf(words: readonly string[]): string[] {
	const found = new Set<string>()
	for (let start = 0; start < words.length; start += 1) {
		let phrase = ''
		for (let end = start; end < Math.min(words.length, start + LONGEST_PHRASE); end += 1) {
			phrase = end === start ? (words[end] ?? '') : `${phrase}_${words[end] ?? ''}`
			for (const concept of lexicon.exact.get(phrase) ?? []) found.add(concept)
		}
		const word = words[start] ?? ''
		for (let length = SHORTEST_PREFIX; length <= word.length; length += 1) {
			for (const concept of lexicon.prefix.get(word.slice(0, length)) ?? []) found.add(concept)
		}
	}
	return [...found]
}

function readLexicon(): Lexicon {
	const read: Lexicon = { exact: new Map(), prefix: new Map() }
	for (const [concept, words] of Object.entries(CONCEPT_WORDS)) {
		for (const word of words.trim().split(/\s+/u)) {
			const [shelf, key] = word.endsWith('*') ? ([read.prefix, word.slice(0, -1)] as const) : ([read.exact, word] as const)
			shelf.set(key, [...(shelf.get(key) ?? []), concept])
		}
	}
	return read
}
