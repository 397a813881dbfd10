import { type Analyzer, FUNCTION_MARK } from './analyze.ts'

/** A list of lists in two flat arrays: the items of list `i` are `items[starts[i]] ... items[starts[i + 1] - 1]`. */
export type Lists = { starts: Uint32Array; items: Uint32Array }

/**
 * Every word of the index has a number, and every term (stem, or function word as it is) another; the rest of the index knows numbers
 * only. 4-grams are those of the whole words: stems lose the endings that tell a noun from its verb.
 */
export type Dictionary = {
	words: readonly string[]
	/** The term of each word. */
	termOf: Uint32Array
	termIds: ReadonlyMap<string, number>
	wordsOfTerm: Lists
	/** By term: 1 for a function word. */
	isFunction: Uint8Array
	/** Character 4-grams of each word, as numbers. */
	grams: Lists
	gramIds: ReadonlyMap<string, number>
	/** The words that hold a gram: where the search for a misspelt word begins. */
	wordsOfGram: Lists
	/** The groups of synonyms that a term belongs to. */
	groups: Lists
	termsOfGroup: Lists
	/** The groups that are meanings of the trade, by name; those before them are the everyday synonyms in their order. */
	meaningIds: ReadonlyMap<string, number>
}

const GRAM = 4

/** The character 4-grams of a word with its edges, so that a beginning counts as one; a short word is one gram. */
export function gramsOf(word: string): string[] {
	const padded = ` ${word} `
	if (padded.length <= GRAM) return [padded]
	return Array.from({ length: padded.length - GRAM + 1 }, (_, start) => padded.slice(start, start + GRAM))
}

/** @param wordIds the words of the collection with their numbers. */
export function createDictionary(wordIds: ReadonlyMap<string, number>, analyzer: Analyzer): Dictionary {
	const words = [...wordIds.keys()]
	const termIds = new Map<string, number>()
	const termOf = Uint32Array.from(words, (word) => numberOf(termIds, analyzer.term(word)))
	const isFunction = Uint8Array.from(termIds.keys(), (term) => (term.startsWith(FUNCTION_MARK) ? 1 : 0))
	const gramIds = new Map<string, number>()
	const gramsOfWord = (word: string, id: number) => (isFunction[termOf[id] ?? 0] === 1 ? [] : gramsOf(word))
	const grams = toLists(words.map((word, id) => gramsOfWord(word, id).map((gram) => numberOf(gramIds, gram))))
	const meaningIds = new Map<string, number>()
	const groups = toLists(groupTerms(words, termIds, meaningIds, analyzer))
	return {
		words,
		termOf,
		termIds,
		wordsOfTerm: invert(oneEach(termOf), termIds.size),
		isFunction,
		grams,
		gramIds,
		wordsOfGram: invert(grams, gramIds.size),
		groups,
		termsOfGroup: invert(groups, analyzer.synonyms.length + meaningIds.size),
		meaningIds,
	}
}

function groupTerms(
	words: readonly string[],
	termIds: ReadonlyMap<string, number>,
	meaningIds: Map<string, number>,
	analyzer: Analyzer,
): number[][] {
	const groups = Array.from(termIds, () => new Set<number>())
	for (const word of words) {
		const own = groups[termIds.get(analyzer.term(word)) ?? -1]
		for (const group of analyzer.groups(word)) own?.add(group)
		for (const meaning of analyzer.meanings(word)) own?.add(analyzer.synonyms.length + numberOf(meaningIds, meaning))
	}
	return groups.map((group) => [...group])
}

/** The number of a key, a new one when it has none. */
export function numberOf(ids: Map<string, number>, key: string): number {
	const known = ids.get(key)
	if (known !== undefined) return known
	ids.set(key, ids.size)
	return ids.size - 1
}

/** One list, not copied. */
export function listOf({ starts, items }: Lists, index: number): Uint32Array {
	return items.subarray(starts[index] ?? 0, starts[index + 1] ?? 0)
}

function toLists(lists: readonly (readonly number[])[]): Lists {
	const starts = new Uint32Array(lists.length + 1)
	for (const [index, list] of lists.entries()) starts[index + 1] = (starts[index] ?? 0) + list.length
	const items = new Uint32Array(starts[lists.length] ?? 0)
	for (const [index, list] of lists.entries()) items.set(list, starts[index] ?? 0)
	return { starts, items }
}

/** Lists of one item each. */
function oneEach(items: Uint32Array): Lists {
	return { starts: Uint32Array.from({ length: items.length + 1 }, (_, index) => index), items }
}

function invert({ starts, items }: Lists, size: number): Lists {
	const ends = new Uint32Array(size + 1)
	for (const item of items) ends[item + 1] = (ends[item + 1] ?? 0) + 1
	for (let index = 0; index < size; index += 1) ends[index + 1] = (ends[index + 1] ?? 0) + (ends[index] ?? 0)
	const next = ends.slice()
	const owners = new Uint32Array(items.length)
	for (let owner = 0; owner + 1 < starts.length; owner += 1) {
		for (const item of items.subarray(starts[owner] ?? 0, starts[owner + 1] ?? 0)) {
			owners[next[item] ?? 0] = owner
			next[item] = (next[item] ?? 0) + 1
		}
	}
	return { starts: ends, items: owners }
}
