import type { Dictionary } from './dictionary.ts'
import type { Query } from './read-query.ts'

/**
 * The query in hand, laid out for speed: everything that it asks for has a slot (first its telling words, then function words,
 * synonyms, 4-grams and pairs), and each word of the index that was looked at remembers which slots it fills.
 */
export type Desk = {
	lay(query: Query): void
	/** What a word fills: `NOTHING`, `NOTHING_FUNCTION`, or where its slots begin in `hits`: how many, then each. */
	look(word: number): number
	/** What `look` has answered for a word already, else 0. */
	state: Int32Array
	hits: number[]
	/** How well the query asks for the term of a word: 1 for a word of the query, less for what a misspelt one may mean, else 0. */
	asked(word: number): number
	/** The first slot of each kind, and the number of slots at the end. */
	layout(): Layout
	/** The slot of a pair of telling words, in any order. */
	pair(a: number, b: number): number | undefined
	clear(): void
}

export type Layout = { functions: number; groups: number; grams: number; pairs: number; end: number }

export const NOTHING = 1
export const NOTHING_FUNCTION = 2
const UNKNOWN = 0
const NONE = -1
/** Above any number of telling words in a query. */
const PAIR_BASE = 1024

/** The arrays are as long as the dictionary: they are made once for an index, and only what was used is cleared. */
export function createDesk(dictionary: Dictionary): Desk {
	const { termIds, termOf, termsOfGroup, gramIds, isFunction, words } = dictionary
	const slotOfTerm = new Int16Array(termIds.size).fill(NONE)
	const nearness = new Float32Array(termIds.size)
	const slotOfGroup = new Int16Array(termsOfGroup.starts.length - 1).fill(NONE)
	const slotOfGram = new Int16Array(gramIds.size).fill(NONE)
	const state = new Int32Array(words.length)
	// Places below 3 are taken by the two kinds of nothing.
	const hits: number[] = []
	const seen: number[] = []
	const pairs = new Map<number, number>()
	let laid: Query | undefined
	let layout: Layout = { functions: 0, groups: 0, grams: 0, pairs: 0, end: 0 }
	return {
		lay,
		look,
		state,
		hits,
		asked: (word) => nearness[termOf[word] ?? 0] ?? 0,
		layout: () => layout,
		pair: (a, b) => pairs.get(a * PAIR_BASE + b),
		clear,
	}

	function lay(query: Query): void {
		laid = query
		const functions = query.content.length
		const groups = functions + query.functions.length
		const grams = groups + query.groups.length
		const pairStart = grams + query.grams.length
		layout = { functions, groups, grams, pairs: pairStart, end: pairStart + query.pairs.length }
		for (const [slot, terms] of query.content.entries()) {
			for (const [term, near] of terms) {
				if (near <= (nearness[term] ?? 0)) continue
				slotOfTerm[term] = slot
				nearness[term] = near
			}
		}
		for (const [index, term] of query.functions.entries()) slotOfTerm[term] = functions + index
		for (const [index, group] of query.groups.entries()) slotOfGroup[group] = groups + index
		for (const [index, gram] of query.grams.entries()) slotOfGram[gram] = grams + index
		for (const [index, [a, b]] of query.pairs.entries()) {
			pairs.set(a * PAIR_BASE + b, pairStart + index)
			pairs.set(b * PAIR_BASE + a, pairStart + index)
		}
		hits.length = 0
		hits.push(0, 0, 0)
	}

	function look(word: number): number {
		const known = state[word] ?? UNKNOWN
		if (known !== UNKNOWN) return known
		const term = termOf[word] ?? 0
		const start = hits.push(0) - 1
		add(slotOfTerm[term] ?? NONE)
		for (let at = dictionary.groups.starts[term] ?? 0; at < (dictionary.groups.starts[term + 1] ?? 0); at += 1)
			add(slotOfGroup[dictionary.groups.items[at] ?? 0] ?? NONE)
		for (let at = dictionary.grams.starts[word] ?? 0; at < (dictionary.grams.starts[word + 1] ?? 0); at += 1)
			add(slotOfGram[dictionary.grams.items[at] ?? 0] ?? NONE)
		hits[start] = hits.length - start - 1
		const nothing = isFunction[term] === 1 ? NOTHING_FUNCTION : NOTHING
		const result = hits[start] === 0 ? nothing : start
		state[word] = result
		seen.push(word)
		return result
	}

	function add(slot: number): void {
		if (slot !== NONE) hits.push(slot)
	}

	function clear(): void {
		for (const word of seen) state[word] = UNKNOWN
		seen.length = 0
		pairs.clear()
		for (const terms of laid?.content ?? []) {
			for (const term of terms.keys()) {
				slotOfTerm[term] = NONE
				nearness[term] = 0
			}
		}
		for (const term of laid?.functions ?? []) slotOfTerm[term] = NONE
		for (const group of laid?.groups ?? []) slotOfGroup[group] = NONE
		for (const gram of laid?.grams ?? []) slotOfGram[gram] = NONE
	}
}
