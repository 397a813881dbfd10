/** The words of a document with how often each occurs; a word of the title counts more than once. */
export type Bag = ReadonlyMap<string, number>

export type Ranking = (query: Iterable<string>) => number[]

// Robertson's usual values; the articles are few and of similar length, so the result hardly depends on them.
const SATURATION = 1.2
const LENGTH_PENALTY = 0.6

/** Okapi BM25 over a fixed set of documents: the score of each for the words of a query, in the order of the documents. */
export function createRanking(documents: readonly Bag[]): Ranking {
	const postings = new Map<string, { document: number; count: number }[]>()
	const lengths = documents.map((bag, document) => {
		let length = 0
		for (const [word, count] of bag) {
			length += count
			const list = postings.get(word) ?? []
			list.push({ document, count })
			postings.set(word, list)
		}
		return length
	})
	const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length)
	return (query) => {
		const scores = new Array<number>(documents.length).fill(0)
		for (const word of new Set(query)) {
			const list = postings.get(word) ?? []
			const rarity = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5))
			for (const { document, count } of list) {
				const length = 1 - LENGTH_PENALTY + (LENGTH_PENALTY * (lengths[document] ?? 0)) / average
				scores[document] = (scores[document] ?? 0) + (rarity * count * (SATURATION + 1)) / (count + SATURATION * length)
			}
		}
		return scores
	}
}
