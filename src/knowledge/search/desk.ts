import { type Dictionary, listOf } from './dictionary.ts'
import type { Query } from './read-query.ts'

/**
 * The query in hand, laid out for speed: everything that it asks for has a slot (first its telling words, then function words,
 * synonyms, 4-grams and pairs), and each word of the index knows which slots it fills.
 */
export type Desk = {
	/** Lays this query in the place of the one before. */
	lay(query: Query): void
	/** By word: where its slots begin in `slots` (how many, then each in their order), or 0 where it fills none. */
	placeOf: Int32Array
	slots: number[]
	/** How well the query asks for the term of a word: 1 for a word of the query, less for what a misspelt one may mean, else 0. */
	asked(word: number): number
	/** The first slot of each kind, and the number of slots at the end. */
	layout(): Layout
	/** The slot of a pair of telling words, in any order. */
	pair(a: number, b: number): number | undefined
}

export type Layout = { functions: number; groups: number; grams: number; pairs: number; end: number }

/** Above any number of telling words in a query. */
const PAIR_BASE = 1024

/** The arrays are as long as the dictionary: they are made once for an index, and only what was used is cleared. */
export function createDesk({ termIds, termOf, wordsOfTerm, termsOfGroup, wordsOfGram, words }: Dictionary): Desk {
	const nearness = new Float32Array(termIds.size)
	const placeOf = new Int32Array(words.length)
	const slots: number[] = []
	const filling: number[] = []
	const slotOfTerm = new Map<number, number>()
	const pairs = new Map<number, number>()
	let layout: Layout = { functions: 0, groups: 0, grams: 0, pairs: 0, end: 0 }
	return {
		lay,
		placeOf,
		slots,
		asked: (word) => nearness[termOf[word] ?? 0] ?? 0,
		layout: () => layout,
		pair: (a, b) => pairs.get(a * PAIR_BASE + b),
	}

	function lay(query: Query): void {
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
		// Twice the same way round: how much room each word needs is known before the first slot is written down.
		eachFilled(query, (word) => {
			if (placeOf[word] === 0) filling.push(word)
			placeOf[word] = (placeOf[word] ?? 0) + 1
		})
		slots.push(0)
		for (const word of filling) {
			const place = slots.push(0) - 1
			for (let left = placeOf[word] ?? 0; left > 0; left -= 1) slots.push(0)
			placeOf[word] = place
		}
		eachFilled(query, (word, slot) => {
			const place = placeOf[word] ?? 0
			const count = (slots[place] ?? 0) + 1
			slots[place] = count
			slots[place + count] = slot
		})
	}

	/** The slots that words fill, in the order of the slots. */
	function eachFilled(query: Query, fill: (word: number, slot: number) => void): void {
		for (const [term, slot] of slotOfTerm) for (const word of listOf(wordsOfTerm, term)) fill(word, slot)
		for (const [index, group] of query.groups.entries()) {
			for (const term of listOf(termsOfGroup, group))
				for (const word of listOf(wordsOfTerm, term)) fill(word, layout.groups + index)
		}
		for (const [index, gram] of query.grams.entries())
			for (const word of listOf(wordsOfGram, gram)) fill(word, layout.grams + index)
	}

	function clear(): void {
		for (const word of filling) placeOf[word] = 0
		for (const term of slotOfTerm.keys()) nearness[term] = 0
		filling.length = 0
		slots.length = 0
		slotOfTerm.clear()
		pairs.clear()
	}
}
