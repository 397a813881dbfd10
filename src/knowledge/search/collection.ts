import type { Analyzer } from './analyze.ts'
import { numberOf } from './dictionary.ts'
import { createGrowing, type Growing } from './growing.ts'

/** What can be searched: `titles` are short texts that name it (its title, its questions), each a text of its own. */
export type SearchDocument = { titles: readonly string[]; body: string }

/** The words of many texts after each other, as numbers; text `i` is `words[starts[i]] ... words[starts[i + 1] - 1]`. */
export type Texts = { starts: Uint32Array; words: Uint32Array }

export type Collection = {
	/** Number of documents. */
	size: number
	/** The titles of all documents; those of document `d` are the texts `firstTitle[d] ... firstTitle[d + 1] - 1`. */
	titles: Texts
	firstTitle: Uint32Array
	/** One text for each document. */
	bodies: Texts
	wordIds: ReadonlyMap<string, number>
}

/** Turns texts into numbers. The texts themselves are not kept. */
export function collect(documents: Iterable<SearchDocument>, analyzer: Analyzer): Collection {
	const wordIds = new Map<string, number>()
	const titles = createTexts()
	const bodies = createTexts()
	const firstTitle = createGrowing()
	let size = 0
	for (const document of documents) {
		firstTitle.push(titles.starts.length() - 1)
		for (const title of document.titles) add(titles, analyzer.words(title), wordIds)
		add(bodies, analyzer.words(document.body), wordIds)
		size += 1
	}
	firstTitle.push(titles.starts.length() - 1)
	return { size, titles: finished(titles), firstTitle: firstTitle.done(), bodies: finished(bodies), wordIds }
}

type GrowingTexts = { starts: Growing; words: Growing }

function createTexts(): GrowingTexts {
	const texts = { starts: createGrowing(), words: createGrowing() }
	texts.starts.push(0)
	return texts
}

function add(texts: GrowingTexts, words: readonly string[], wordIds: Map<string, number>): void {
	for (const word of words) texts.words.push(numberOf(wordIds, word))
	texts.starts.push(texts.words.length())
}

function finished({ starts, words }: GrowingTexts): Texts {
	return { starts: starts.done(), words: words.done() }
}
