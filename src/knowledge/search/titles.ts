import type { Collection } from './collection.ts'
import type { Dictionary } from './dictionary.ts'

/**
 * The titles of all documents, document by document: each word once, with where it stands. A desk's article has a hundred questions
 * and more as its titles, and a query asks for a few of their words.
 */
export type Titles = {
	/** The words of document `d` are `words[starts[d]] ... words[starts[d + 1] - 1]`. */
	starts: Uint32Array
	words: Uint32Array
	/** The occurrences of the word at `i` are those from `firstPlace[i]` to `firstPlace[i + 1] - 1`. */
	firstPlace: Uint32Array
	/** For each occurrence, its number among the telling words of its document; neighbours have neighbouring numbers. */
	places: Uint32Array
	/** For each occurrence, its title. */
	owners: Uint32Array
}

/** Goes through the titles of each document as one text, as what its questions say together. */
export function groupTitles({ size, titles, firstTitle }: Collection, { termOf, isFunction }: Dictionary): Titles {
	const starts = new Uint32Array(size + 1)
	const words: number[] = []
	const firstPlace: number[] = [0]
	const places = new Uint32Array(titles.words.length)
	const owners = new Uint32Array(titles.words.length)
	let used = 0
	for (let document = 0; document < size; document += 1) {
		const found = new Map<number, { place: number; owner: number }[]>()
		let place = 0
		for (let title = firstTitle[document] ?? 0; title < (firstTitle[document + 1] ?? 0); title += 1) {
			for (const word of titles.words.subarray(titles.starts[title] ?? 0, titles.starts[title + 1] ?? 0)) {
				const occurrences = found.get(word)
				if (occurrences === undefined) found.set(word, [{ place, owner: title }])
				else occurrences.push({ place, owner: title })
				if (isFunction[termOf[word] ?? 0] !== 1) place += 1
			}
		}
		for (const [word, occurrences] of found) {
			words.push(word)
			for (const one of occurrences) {
				places[used] = one.place
				owners[used] = one.owner
				used += 1
			}
			firstPlace.push(used)
		}
		starts[document + 1] = words.length
	}
	return { starts, words: Uint32Array.from(words), firstPlace: Uint32Array.from(firstPlace), places, owners }
}
