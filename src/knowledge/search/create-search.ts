import type { Language } from '../../triage/types.ts'
import { createAnalyzer, type Meanings } from './analyze.ts'
import { type Collection, collect, type SearchDocument, type Texts } from './collection.ts'
import { createDictionary, type Dictionary } from './dictionary.ts'
import { countField, type FieldFigures } from './field-figures.ts'
import { choose } from './choose.ts'
import { createQuerySlots, NO_SLOT } from './query-slots.ts'
import { createPostings, type Postings } from './postings.ts'
import { type Query, readQuery } from './read-query.ts'
import { createFieldScorer, createTally, type Field, type ScoreText } from './score-field.ts'
import { createTitleScorer } from './score-titles.ts'
import { groupTitles, type Titles } from './titles.ts'
import { BODY_LENGTH_PENALTY, BODY_WEIGHTS, bodyShare, TITLE_LENGTH_PENALTY, TITLE_WEIGHTS } from './weights.ts'

/** A document that fits, by its place in the list that was indexed; scores compare within one answer only. */
export type Hit = { document: number; score: number }

export type SearchOptions = {
	/** How many to give at most. */
	top: number
	/** Which documents may be found; all when absent. */
	accept?: (document: number) => boolean
	/** Looks at these documents only, all of them closely. */
	among?: readonly number[]
}

/** The documents that fit a text, best first; those without anything of it are left out. */
export type Search = (text: string, options: SearchOptions) => Hit[]

/**
 * Reads documents of one language into an index in memory, which keeps numbers only, not the texts. A search chooses candidates by
 * BM25 over the words (or takes all documents when they are few) and puts them in order by several kinds of likeness: words, function
 * words, synonyms, 4-grams and neighbouring words, in all titles together and in the body.
 * @param meanings what words and phrases mean in the trade that the texts are about.
 */
export function createSearch(documents: Iterable<SearchDocument>, language: Language, meanings?: Meanings): Search {
	return openSearch(buildSearch(documents, language, meanings), language, meanings)
}

/** All that a search reads, as plain data: it may be built in another thread and sent over. */
export type SearchData = {
	/** Number of documents. */
	size: number
	dictionary: Dictionary
	postings: Postings
	titles: Titles
	/** Of each title on its own. */
	titleFigures: FieldFigures
	/** All titles of a document as one text: what its questions say together, whichever of them is nearest. */
	pooled: Omit<Field, 'texts'>
	bodies: Field
	/** How much the body of each document counts. */
	bodyShares: Float32Array
}

/** The part of `createSearch` that takes time. */
export function buildSearch(documents: Iterable<SearchDocument>, language: Language, meanings?: Meanings): SearchData {
	const analyzer = createAnalyzer(language, meanings)
	const collection = collect(documents, analyzer)
	const dictionary = createDictionary(collection.wordIds, analyzer)
	const { size, titles, bodies, firstTitle } = collection
	return {
		size,
		dictionary,
		postings: createPostings(collection, dictionary),
		titles: groupTitles(collection, dictionary),
		titleFigures: countField(titles, dictionary),
		pooled: {
			figures: countField(poolTitles(collection), dictionary),
			weights: TITLE_WEIGHTS,
			lengthPenalty: TITLE_LENGTH_PENALTY,
		},
		bodies: {
			texts: bodies,
			figures: countField(bodies, dictionary),
			weights: BODY_WEIGHTS,
			lengthPenalty: BODY_LENGTH_PENALTY,
		},
		bodyShares: Float32Array.from({ length: size }, (_, document) =>
			bodyShare((firstTitle[document + 1] ?? 0) - (firstTitle[document] ?? 0)),
		),
	}
}

/** The part of `createSearch` that takes no time. */
export function openSearch(data: SearchData, language: Language, meanings?: Meanings): Search {
	const { size, dictionary, postings, titles, titleFigures, pooled, bodies, bodyShares } = data
	const analyzer = createAnalyzer(language, meanings)
	const slots = createQuerySlots(dictionary)
	const scores = new Float32Array(size)
	const covered = new Float64Array(titleFigures.texts)
	const slotAt = new Int32Array(titles.mostPlaces).fill(NO_SLOT)
	// Who asks once mostly asks the same again, of other documents.
	let reading = read('')
	return (text, { top, accept, among }) => {
		if (text !== reading.text) reading = read(text)
		const { query, score } = reading
		if (query === undefined) return []
		const candidates = among ?? choose(query, { size, dictionary, postings, scores }, top, accept)
		return candidates
			.map((document) => ({ document, score: score(document) }))
			.filter((hit) => hit.score > 0)
			.sort((a, b) => b.score - a.score || a.document - b.document)
			.slice(0, top)
	}

	/** Puts the query of this text into its slots. */
	function read(text: string): Reading {
		const query = readQuery(text, analyzer, dictionary)
		return { text, query, score: query === undefined ? () => 0 : scoring(query) }
	}

	function scoring(query: Query): ScoreText {
		slots.fill(query)
		const tally = createTally(pooled, slots, query)
		const scoreTitles = createTitleScorer({ titles, figures: titleFigures, tally, covered, slotAt }, dictionary, slots)
		const scoreBody = createFieldScorer(bodies, dictionary, slots, query)
		return (document) => scoreTitles(document) + (bodyShares[document] ?? 0) * scoreBody(document)
	}
}

/** A text as it was read for the last search, with what scores documents by it. */
type Reading = { text: string; query: Query | undefined; score: ScoreText }

/** The titles of each document as one text. */
function poolTitles({ size, titles, firstTitle }: Collection): Texts {
	const starts = Uint32Array.from({ length: size + 1 }, (_, document) => titles.starts[firstTitle[document] ?? 0] ?? 0)
	return { starts, words: titles.words }
}
