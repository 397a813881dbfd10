import { type Dictionary, listOf } from './dictionary.ts'
import type { Query } from './read-query.ts'

/**
 * The query in hand, laid out for speed: everything that it asks for has a slot (first its telling words, then function words,
 * synonyms, 4-grams and pairs), and each word of the index knows which slots it fills.
 */
export type QuerySlots = {
	/** Puts this query in the place of the one before. */
	fill(query: Query): void
	/** By word: the first thing that it fills, or 0 where it fills nothing. Of several it is the slot of the word itself. */
	first: Int32Array
	/** By thing that a word fills: the slot, and the next thing that the word fills, or 0. */
	slotOf: number[]
	next: number[]
	/** How well the query asks for the term of a word: 1 for a word of the query, less for what a misspelt one may mean, else 0. */
	asked(word: number): number
	/** The first slot of each kind, and the number of slots at the end. */
	layout(): Layout
	/** The slot of a pair of telling words, in any order. */
	pair(a: number, b: number): number | undefined
}

export type Layout = { functions: number; groups: number; grams: number; pairs: number; end: number }

export const NO_SLOT = -1
/** Above any number of telling words in a query. */
const PAIR_BASE = 1024

/** The arrays are as long as the dictionary: they are made once for an index, and only what was used is cleared. */
export function createQuerySlots({ termIds, termOf, wordsOfTerm, termsOfGroup, wordsOfGram, words }: Dictionary): QuerySlots {
	const nearness = new Float32Array(termIds.size)
	const first = new Int32Array(words.length)
	const slotOf = [NO_SLOT]
	const next = [0]
	const filling: number[] = []
	let filled = 0
	const slotOfTerm = new Map<number, number>()
	const pairs = new Map<number, number>()
	let layout: Layout = { functions: 0, groups: 0, grams: 0, pairs: 0, end: 0 }
	return {
		fill: fillWith,
		first,
		slotOf,
		next,
		asked: (word) => nearness[termOf[word] ?? 0] ?? 0,
		layout: () => layout,
		pair: (a, b) => pairs.get(a * PAIR_BASE + b),
	}

	function fillWith(query: Query): void {
		clear()
		const functions = query.content.length
		const groups = functions + query.functions.length
		const grams = groups + query.groups.length
		const pairStart = grams + query.grams.length
		layout = { functions, groups, grams, pairs: pairStart, end: pairStart + query.pairs.length }
		for (const [slot, terms] of query.content.entries()) {
			for (const [term, near] of terms) {
				if (near <= (nearness[term] ?? 0)) continue
				slotOfTerm.set(term, slot)
				nearness[term] = near
			}
		}
		for (const [index, term] of query.functions.entries()) slotOfTerm.set(term, functions + index)
		for (const [index, [a, b]] of query.pairs.entries()) {
			pairs.set(a * PAIR_BASE + b, pairStart + index)
			pairs.set(b * PAIR_BASE + a, pairStart + index)
		}
		for (const [index, gram] of query.grams.entries()) for (const word of listOf(wordsOfGram, gram)) fill(word, grams + index)
		for (const [index, group] of query.groups.entries())
			for (const term of listOf(termsOfGroup, group)) fillAll(term, groups + index)
		// Last, so that they are the first to be found.
		for (const [term, slot] of slotOfTerm) fillAll(term, slot)
	}

	function fillAll(term: number, slot: number): void {
		for (const word of listOf(wordsOfTerm, term)) fill(word, slot)
	}

	function fill(word: number, slot: number): void {
		const before = first[word] ?? 0
		if (before === 0) filling.push(word)
		filled += 1
		slotOf[filled] = slot
		next[filled] = before
		first[word] = filled
	}

	function clear(): void {
		for (const word of filling) first[word] = 0
		for (const term of slotOfTerm.keys()) nearness[term] = 0
		filling.length = 0
		filled = 0
		slotOfTerm.clear()
		pairs.clear()
	}
}
