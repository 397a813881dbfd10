import CONCEPT_WORDS from './concept-words.json' with { type: 'json' }

type Lexicon = {
	exact: Map<string, string[]>
	prefix: Map<string, string[]>
	longestPrefix: number
	/** The words that begin a phrase of several. */
	firstWords: Set<string>
}

/*
 * `concept-words.json` says what people mean by which words, English and French together, folded as `splitWords` folds. `*` stands
 * for any ending, `_` joins the words of a phrase. The classifier sees the concept beside the word, so that "it left our account
 * two times" is near "duplicate charge" although no example says so. Concepts that begin with x are what strangers talk about.
 */
const LONGEST_PHRASE = 4
const SHORTEST_PREFIX = 2

// Looking a word's beginnings up one by one takes longer than all else in reading it.
const REMEMBERED = 20_000

const lexicon = readLexicon()
const remember = new Map<string, readonly string[]>()

/**
 * The billing concepts that words name, in the order of the words; a word may name several.
 * @param words as `splitWords` gives them.
 */
export function conceptsOf(words: readonly string[]): string[] {
	const found = new Set<string>()
	for (let start = 0; start < words.length; start += 1) {
		const word = words[start] ?? ''
		for (const concept of lexicon.exact.get(word) ?? []) found.add(concept)
		for (const { concept } of phrasesFrom(words, start)) found.add(concept)
		for (const concept of byPrefix(word)) found.add(concept)
	}
	return [...found]
}

/** A concept that a phrase of several words names, and the place of its last word. */
export type NamedByPhrase = { concept: string; last: number }

/** The concepts that a phrase names which begins at this word; not those of the word alone. */
export function phrasesFrom(words: readonly string[], start: number): NamedByPhrase[] {
	const found: NamedByPhrase[] = []
	let phrase = words[start] ?? ''
	if (!lexicon.firstWords.has(phrase)) return found
	for (let last = start + 1; last < Math.min(words.length, start + LONGEST_PHRASE); last += 1) {
		phrase += `_${words[last] ?? ''}`
		for (const concept of lexicon.exact.get(phrase) ?? []) found.push({ concept, last })
	}
	return found
}

function byPrefix(word: string): readonly string[] {
	const remembered = remember.get(word)
	if (remembered !== undefined) return remembered
	const found: string[] = []
	for (let length = SHORTEST_PREFIX; length <= Math.min(word.length, lexicon.longestPrefix); length += 1)
		found.push(...(lexicon.prefix.get(word.slice(0, length)) ?? []))
	if (remember.size < REMEMBERED) remember.set(word, found)
	return found
}

function readLexicon(): Lexicon {
	const read: Lexicon = { exact: new Map(), prefix: new Map(), longestPrefix: 0, firstWords: new Set() }
	for (const [concept, words] of Object.entries(CONCEPT_WORDS)) {
		for (const word of words.trim().split(/\s+/u)) {
			const [shelf, key] = word.endsWith('*') ? ([read.prefix, word.slice(0, -1)] as const) : ([read.exact, word] as const)
			shelf.set(key, [...(shelf.get(key) ?? []), concept])
			if (shelf === read.prefix) read.longestPrefix = Math.max(read.longestPrefix, key.length)
			else if (key.includes('_')) read.firstWords.add(key.slice(0, key.indexOf('_')))
		}
	}
	return read
}
