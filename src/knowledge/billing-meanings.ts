import { conceptsOf, phrasesFrom } from '../triage/text/concepts.ts'
import type { Meanings } from './search/analyze.ts'

/** What billing people mean by which words and phrases, as the classifier knows it too. */
export const BILLING_MEANINGS: Meanings = {
	ofWord: (word) => conceptsOf([word]),
	ofPhrases: (words, start) => phrasesFrom(words, start).map(({ concept, last }) => ({ meaning: concept, last })),
}
