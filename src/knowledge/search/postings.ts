import type { Collection, Texts } from './collection.ts'
import type { Dictionary } from './dictionary.ts'

/**
 * For each term the documents that hold it, with what it adds to their score in 255ths of the most that a term can add. A byte is
 * enough for a first choice, which the exact score then puts in order.
 */
export type Postings = { starts: Uint32Array; documents: Uint32Array; impacts: Uint8Array }

/** How much a term in a title counts beside one in the body, in the first choice. */
const TITLE = 0.6
const BODY = 0.4
const SATURATION = 1.2

export function createPostings(collection: Collection, { termIds, termOf }: Dictionary): Postings {
	const terms = termIds.size
	const counts = new Uint32Array(terms + 1)
	const tally = createTally(terms, termOf)
	for (let document = 0; document < collection.size; document += 1) {
		for (const term of tally.read(collection, document)) counts[term + 1] = (counts[term + 1] ?? 0) + 1
	}
	for (let term = 0; term < terms; term += 1) counts[term + 1] = (counts[term + 1] ?? 0) + (counts[term] ?? 0)
	const total = counts[terms] ?? 0
	const postings = { starts: counts, documents: new Uint32Array(total), impacts: new Uint8Array(total) }
	const next = counts.slice()
	const average = averages(collection)
	for (let document = 0; document < collection.size; document += 1) {
		for (const term of tally.read(collection, document)) {
			const at = next[term] ?? 0
			next[term] = at + 1
			postings.documents[at] = document
			const title = saturate(tally.title[term] ?? 0, tally.titleLength(), average.title)
			const body = saturate(tally.body[term] ?? 0, tally.bodyLength(), average.body)
			postings.impacts[at] = Math.max(1, Math.round(255 * (TITLE * title + BODY * body)))
		}
	}
	return postings
}

function saturate(count: number, length: number, average: number): number {
	return count / (count + SATURATION * (0.5 + (0.5 * length) / average))
}

function averages({ size, titles, bodies }: Collection) {
	const mean = ({ words }: Texts) => Math.max(1, words.length / Math.max(1, size))
	return { title: mean(titles), body: mean(bodies) }
}

/** Counts the terms of one document after the other in arrays that are made once. */
function createTally(terms: number, termOf: Uint32Array) {
	const title = new Uint16Array(terms)
	const body = new Uint16Array(terms)
	let present: number[] = []
	let lengths = [0, 0]
	return { title, body, titleLength: () => lengths[0] ?? 0, bodyLength: () => lengths[1] ?? 0, read }

	function read({ titles, firstTitle, bodies }: Collection, document: number): readonly number[] {
		for (const term of present) {
			title[term] = 0
			body[term] = 0
		}
		present = []
		const from = titles.starts[firstTitle[document] ?? 0] ?? 0
		const to = titles.starts[firstTitle[document + 1] ?? 0] ?? 0
		for (const word of titles.words.subarray(from, to)) count(title, termOf[word] ?? 0)
		const text = bodies.words.subarray(bodies.starts[document] ?? 0, bodies.starts[document + 1] ?? 0)
		for (const word of text) count(body, termOf[word] ?? 0)
		lengths = [to - from, text.length]
		return present
	}

	function count(counts: Uint16Array, term: number): void {
		if (title[term] === 0 && body[term] === 0) present.push(term)
		counts[term] = Math.min(65_535, (counts[term] ?? 0) + 1)
	}
}
