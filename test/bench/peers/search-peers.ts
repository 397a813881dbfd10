import { FUNCTION_WORDS } from '../../../src/triage/text/function-words.ts'
import { fold } from '../../../src/triage/text/fold.ts'
import { createStem } from '../../../src/triage/text/stem.ts'
import type { Language } from '../../../src/triage/types.ts'
import { loadPeer } from './install.ts'

export interface SearchableText {
	readonly title: string
	readonly questions: readonly string[]
	readonly text: string
	/** What it is about, where several documents may be about the same. */
	readonly topic?: string
}

/** Answers with the places of the best documents. */
export type Find = (query: string, top: number) => number[]

export interface SearchContender {
	readonly name: string
	readonly index: (documents: Iterable<SearchableText>, language: Language) => Find
}

interface Fields {
	id: number
	title: string
	questions: string
	text: string
}

interface MiniSearch {
	add(document: Fields): void
	search(query: string): { id: number }[]
}

interface LunrBuilder {
	use(plugin: unknown): void
	field(name: string, options?: { boost: number }): void
	add(document: Fields): void
	pipeline: { before(existing: unknown, added: unknown): void }
	searchPipeline: { before(existing: unknown, added: unknown): void }
}

interface Lunr {
	(
		configure: (this: LunrBuilder, builder: LunrBuilder) => void,
	): {
		query(build: (query: { term(term: string, options: object): void }) => void): { ref: string }[]
	}
	tokenizer(text: string): { toString(): string }[]
	fr?: unknown
}

const FIELDS = ['title', 'questions', 'text'] as const

/** MiniSearch with natural's stemmer; of the boosts 1, 2 and 4, fuzziness 0, 0.1 and 0.2, and with or without
 * function words these served it best on the public questions. */
export async function createMiniSearch(): Promise<SearchContender> {
	const MiniSearchClass = (await loadPeer('minisearch')) as new (options: object) => MiniSearch
	return {
		name: 'MiniSearch 7.2',
		index(documents, language) {
			const stem = createStem(language)
			const processTerm = (term: string): string | null => {
				const word = fold(term).replace(/^(?:l|d|j|m|t|s|c|n|qu)'/u, '')
				return FUNCTION_WORDS[language].has(word) ? null : stem(word)
			}
			const search = new MiniSearchClass({
				fields: FIELDS,
				processTerm,
				searchOptions: { boost: { title: 4, questions: 4 }, fuzzy: false, prefix: false },
			})
			for (const document of numbered(documents)) search.add(document)
			return (query, top) =>
				search
					.search(query)
					.slice(0, top)
					.map(({ id }) => id)
		},
	}
}

/** lunr with its own stemmer of the language. */
export async function createLunr(): Promise<SearchContender> {
	const lunr = (await loadPeer('lunr')) as Lunr
	for (const plugin of ['lunr-languages/lunr.stemmer.support', 'lunr-languages/lunr.fr']) {
		const extend = (await loadPeer(plugin)) as (peer: Lunr) => void
		extend(lunr)
	}
	return {
		name: 'lunr 2.3.9',
		index(documents, language) {
			const index = lunr((builder) => {
				if (language === 'fr') builder.use(lunr.fr)
				builder.field('title', { boost: 3 })
				builder.field('questions', { boost: 3 })
				builder.field('text')
				for (const document of numbered(documents)) builder.add(document)
			})
			return (query, top) =>
				index
					.query((asked) => {
						for (const token of lunr.tokenizer(query)) asked.term(token.toString(), { usePipeline: true })
					})
					.slice(0, top)
					.map(({ ref }) => Number(ref))
		},
	}
}

function* numbered(documents: Iterable<SearchableText>): Generator<Fields> {
	let id = 0
	for (const { title, questions, text } of documents) {
		yield { id, title, questions: questions.join('\n'), text }
		id += 1
	}
}
