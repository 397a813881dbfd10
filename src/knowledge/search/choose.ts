import { type Dictionary, listOf } from './dictionary.ts'
import { rarity } from './field-figures.ts'
import type { Postings } from './postings.ts'
import type { Query } from './read-query.ts'
import { best } from './best.ts'

/** `size`: the number of documents. */
type Shelves = { size: number; dictionary: Dictionary; postings: Postings; scores: Float32Array }

/** So few documents are all looked at closely. */
const FEW = 50
/** So many documents of a large index are looked at closely. */
const CANDIDATES = 20
/** A synonym counts half as much as the word itself. */
const SYNONYM = 0.5
/**
 * Entries of the index that one search may read. Rare words come first, so that what is left out are the commonest words, which
 * hardly tell one document from another.
 */
const MOST_ENTRIES = 250_000

/** The documents worth looking at closely, in the order of their places. */
export function choose(query: Query, shelves: Shelves, top: number, accept?: (document: number) => boolean): number[] {
	const { size } = shelves
	const accepted = accept ?? (() => true)
	if (size <= FEW) return Array.from({ length: size }, (_, document) => document).filter(accepted)
	add(query, shelves)
	const chosen = best(shelves.scores, Math.max(CANDIDATES, 2 * top), accepted)
	shelves.scores.fill(0)
	return chosen
}

function add(query: Query, { size, dictionary, postings, scores }: Shelves): void {
	let left = MOST_ENTRIES
	for (const [term, weight] of wanted(query, dictionary, postings, size)) {
		const start = postings.starts[term] ?? 0
		const end = postings.starts[term + 1] ?? 0
		if (end - start > left) break
		left -= end - start
		for (let at = start; at < end; at += 1) {
			const document = postings.documents[at] ?? 0
			scores[document] = (scores[document] ?? 0) + weight * (postings.impacts[at] ?? 0)
		}
	}
}

/** The terms to look up with their weights, rarest first; function words only when there is nothing else. */
function wanted(query: Query, dictionary: Dictionary, { starts }: Postings, size: number): [number, number][] {
	const found = new Map<number, number>()
	const want = (term: number, share: number): void => {
		const weight = share * rarity(size, (starts[term + 1] ?? 0) - (starts[term] ?? 0))
		if (weight > (found.get(term) ?? 0)) found.set(term, weight)
	}
	for (const terms of query.content) for (const [term, nearness] of terms) want(term, nearness)
	for (const group of query.groups) for (const term of listOf(dictionary.termsOfGroup, group)) want(term, SYNONYM)
	if (found.size === 0) for (const term of query.functions) want(term, 1)
	const length = (term: number) => (starts[term + 1] ?? 0) - (starts[term] ?? 0)
	return [...found].sort((a, b) => length(a[0]) - length(b[0]))
}
