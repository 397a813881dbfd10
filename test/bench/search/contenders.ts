import { createSearch } from '../../../src/knowledge/search/create-search.ts'
import type { SearchContender } from '../peers/search-peers.ts'

/** Loopdesk's engine as the knowledge uses it. */
export const LOOPDESK: SearchContender = {
	name: 'Loopdesk',
	index(documents, language) {
		function* searchable() {
			for (const { title, questions, text } of documents) {
				yield { titles: [title, ...questions].filter((one) => one !== ''), body: text }
			}
		}
		const search = createSearch(searchable(), language)
		return (query, top) => search(query, { top }).map(({ document }) => document)
	},
}
