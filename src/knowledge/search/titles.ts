import type { Collection } from './collection.ts'
import type { Dictionary } from './dictionary.ts'
import { createGrowing } from './growing.ts'

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
	/** One more than the highest of them. */
	mostPlaces: number
	/** For each occurrence, its title. */
	owners: Uint32Array
}

type Occurrence = { place: number; owner: number }

/** Goes through the titles of each document as one text, as what its questions say together. */
export function groupTitles(collection: Collection, dictionary: Dictionary): Titles {
	const { size, titles } = collection
	const starts = new Uint32Array(size + 1)
	const words = createGrowing()
	const firstPlace = createGrowing()
	const places = new Uint32Array(titles.words.length)
	const owners = new Uint32Array(titles.words.length)
	let used = 0
	let mostPlaces = 0
	for (let document = 0; document < size; document += 1) {
		for (const [word, occurrences] of occurrencesIn(collection, dictionary, document)) {
			words.push(word)
			firstPlace.push(used)
			for (const { place, owner } of occurrences) {
				places[used] = place
				owners[used] = owner
				mostPlaces = Math.max(mostPlaces, place + 1)
				used += 1
			}
		}
		starts[document + 1] = words.length()
	}
	firstPlace.push(used)
	return { starts, words: words.done(), firstPlace: firstPlace.done(), places, mostPlaces, owners }
}

/** By word. */
function occurrencesIn(
	{ titles, firstTitle }: Collection,
	{ termOf, isFunction }: Dictionary,
	document: number,
): Map<number, Occurrence[]> {
	const found = new Map<number, Occurrence[]>()
	let place = 0
	for (let owner = firstTitle[document] ?? 0; owner < (firstTitle[document + 1] ?? 0); owner += 1) {
		for (const word of titles.words.subarray(titles.starts[owner] ?? 0, titles.starts[owner + 1] ?? 0)) {
			const occurrences = found.get(word) ?? []
			occurrences.push({ place, owner })
			found.set(word, occurrences)
			if (isFunction[termOf[word] ?? 0] !== 1) place += 1
		}
	}
	return found
}
