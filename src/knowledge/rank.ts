import type { ArticleQuery } from '../triage/types.ts'
import type { Article } from './article.ts'

type Ranked = Pick<Article, 'id' | 'topic' | 'partner'> & Partial<Pick<Article, 'audience'>>

/** An article with how well its text fits the question. */
export type Candidate<One extends Ranked = Article> = { article: One; score: number }

/**
 * What the classifier's certainty of a topic is worth beside the search: a certain topic outweighs a middling likeness of words. The
 * root lets a second guess count too. Found on public questions with three and five examples an article; it is flat between 9 and 24.
 */
const VOTE = 15
/** From this chance on, the articles of the asked topic come before all others. */
const CONFIDENT = 0.5
/** Lifts the articles of the asked topic above all others without hiding how well they fit among themselves. */
const TOPIC_BONUS = 1_000
/** An article of another topic must fit this well, compared with the best, to be shown. */
const WORTH_SHOWING = 0.4

/** The articles worth showing, best first: the search's score and the classifier's vote together. */
export function rankArticles<One extends Ranked>(
	candidates: readonly Candidate<One>[],
	query: Partial<Pick<ArticleQuery, 'topic' | 'votes' | 'partnerType' | 'audience'>>,
): Candidate<One>[] {
	const { topic: asked, votes, partnerType, audience } = query
	const isConfident = votes === undefined || asked === undefined || (votes.get(asked) ?? 0) >= CONFIDENT
	const ranked = candidates.map((candidate) => {
		const { topic } = candidate.article
		const bonus = topic === asked && isConfident ? TOPIC_BONUS : 0
		return { ...candidate, order: candidate.score + bonus + VOTE * Math.sqrt(votes?.get(topic) ?? 0) }
	})
	const best = Math.max(0, ...ranked.map(({ score }) => score))
	const worthy = ranked.filter(({ article, score }) => article.topic === asked || score >= best * WORTH_SHOWING)
	const inOrder = worthy.sort((a, b) => b.order - a.order || a.article.id.localeCompare(b.article.id))
	const forPartner = exactFirst(inOrder, ({ partner }) => partner?.length === 1 && partner[0] === partnerType)
	// A customer's article speaks of "us, your seller", which is wrong for those who work here.
	const forReader = exactFirst(forPartner, (article) => article.audience?.length === 1 && article.audience[0] === audience)
	return forReader.map(({ article, score }) => ({ article, score }))
}

/** Within a topic, what is written for this reader alone comes before what holds for several or for all. */
function exactFirst<One extends Ranked>(ranked: readonly Candidate<One>[], isOwn: (article: One) => boolean): Candidate<One>[] {
	const first = new Map<string, number>()
	for (const [place, { article }] of ranked.entries()) if (!first.has(article.topic)) first.set(article.topic, place)
	const placeOf = ({ article }: Candidate<One>, place: number) =>
		isOwn(article) ? (first.get(article.topic) ?? place) - 0.5 : place
	return ranked
		.map((one, place) => ({ one, place: placeOf(one, place) }))
		.sort((a, b) => a.place - b.place)
		.map(({ one }) => one)
}
