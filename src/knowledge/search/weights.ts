/** How much each kind of likeness counts in the score of a document. */
export type Weights = { content: number; functions: number; groups: number; grams: number; pairs: number }

/**
 * Found by coordinate search on public questions (StackExchange's web applications, COVID-19) in folds by document and checked on the
 * desk's own articles in both languages, with and without example questions; then rounded. The 4-grams and the synonyms do much of the
 * work of the words, which they contain. All titles of a document count together: what its questions share tells more than the one
 * that is nearest. Of single titles only the share counts that the query speaks of, which is what keeps a longer title from winning.
 */
export const TITLE_WEIGHTS: Weights = { content: 0.3, functions: 0.5, groups: 1, grams: 0.3, pairs: 0.2 }
export const BODY_WEIGHTS: Weights = { content: 0.5, functions: 0.1, groups: 0.2, grams: 0.1, pairs: 0.1 }
/** What a title adds of which the query has every word. */
export const TITLE_COVERED = 5

/** How far a text that is longer than others is marked down (BM25's b): titles are short for good reasons. */
export const TITLE_LENGTH_PENALTY = 0.3
export const BODY_LENGTH_PENALTY = 0.6

const BODY_ALONE = 1.3
const BODY_FADES = 0.15

/**
 * How much the body of a document counts: the more titles and questions speak for it, the less its body tells that they do not, and
 * the more it repeats of what other documents are about. Found on the desk's own articles with no, few and all of their questions;
 * the public ones, which have none, three or five, lose nothing.
 */
export function bodyShare(titles: number): number {
	return BODY_ALONE * Math.max(1, titles) ** -BODY_FADES
}
