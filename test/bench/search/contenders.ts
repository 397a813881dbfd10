import { BILLING_MEANINGS } from '../../../src/knowledge/billing-meanings.ts'
import type { Meanings } from '../../../src/knowledge/search/analyze.ts'
import { createSearch, type Search } from '../../../src/knowledge/search/create-search.ts'
import type { Language } from '../../../src/triage/types.ts'
import type { SearchableText, SearchContender } from '../peers/search-peers.ts'

/** Loopdesk's engine alone, for texts about anything. */
export const LOOPDESK: SearchContender = contender('Loopdesk')

/** The same with what billing people mean by which words, as the desk searches its articles. */
export const LOOPDESK_WITH_BILLING_WORDS: SearchContender = contender('Loopdesk, billing words', BILLING_MEANINGS)

/** Loopdesk's index of the texts. */
export function searchIn(documents: Iterable<SearchableText>, language: Language, meanings?: Meanings): Search {
	function* searchable() {
		for (const { title, questions, text } of documents) {
			yield { titles: [title, ...questions].filter((one) => one !== ''), body: text }
		}
	}
	return createSearch(searchable(), language, meanings)
}

function contender(name: string, meanings?: Meanings): SearchContender {
	return {
		name,
		index(documents, language) {
			const search = searchIn(documents, language, meanings)
			return (query, top) => search(query, { top }).map(({ document }) => document)
		},
	}
}
