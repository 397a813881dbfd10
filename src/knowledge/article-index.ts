import type {
	ArticleFinder,
	ArticleQuery,
	Audience,
	FoundArticle,
	Language,
	Passage,
	TopicInfo,
	TrainingExample,
} from '../triage/types.ts'
import { type Article, isDocumentation, PSEUDO_TOPICS } from './article.ts'
import { BILLING_MEANINGS } from './billing-meanings.ts'
import { type Candidate, rankArticles } from './rank.ts'
import { buildSearch, openSearch, type Search, type SearchData } from './search/create-search.ts'
import { cutPassages } from './search/passages.ts'

export type ArticleIndex = {
	/**
	 * The port of triage: the articles that fit, best first, each with the passage to quote and its sources. Those of the asked topic
	 * come before all others, unless the classifier's votes doubt the topic.
	 */
	find: ArticleFinder
	article(id: string, language: Language): Article | undefined
	/** The paragraph that the bot quotes: the first one of the body. Markdown. */
	shortAnswer(article: Article): string
	/** What the classifier learns from: the questions, the title and the paragraphs of each article. */
	examples(): TrainingExample[]
	/** The topics that have articles, with everybody for whom there is one, and what to offer next. */
	topics(): Map<string, TopicInfo>
}

const MOST_HITS = 5
const PLACES_FOR_DOCUMENTS = 2
/** So many articles are weighed against the votes; the rest fits too badly. */
const MOST_WEIGHED = 10
/** The first passage begins with the short answer: another one must fit better by this factor to be quoted instead. */
const BETTER_THAN_FIRST = 1.3

type Shelf = {
	articles: readonly Article[]
	byId: ReadonlyMap<string, Article>
	search: Search
	passages: readonly Passage[]
	searchPassages: Search
	/** The numbers of an article's passages. */
	passagesOf: ReadonlyMap<Article, readonly number[]>
}

/** What a search over the articles reads, as plain data: it may be built in another thread and sent over. */
export type IndexData = Record<Language, { articles: SearchData; passages: SearchData }>

/** The part of `createArticleIndex` that takes time. */
export function buildIndexData(articles: readonly Article[]): IndexData {
	return { en: buildShelf(articles, 'en'), fr: buildShelf(articles, 'fr') }
}

function buildShelf(all: readonly Article[], language: Language): IndexData[Language] {
	const articles = all.filter((article) => article.language === language)
	const parts = articles.flatMap(({ body }) => cutPassages(body))
	return {
		articles: buildSearch(
			articles.map(({ title, questions, body }) => ({ titles: [title, ...questions], body })),
			language,
			BILLING_MEANINGS,
		),
		passages: buildSearch(
			parts.map(({ heading, text }) => ({ titles: heading === undefined ? [] : [heading], body: text })),
			language,
			BILLING_MEANINGS,
		),
	}
}

/**
 * Makes the articles findable. Everything is in memory; build it anew when an article changes.
 * @param data what `buildIndexData` has made of the same articles.
 */
export function createArticleIndex(articles: readonly Article[], data: IndexData = buildIndexData(articles)): ArticleIndex {
	const shelves: Record<Language, Shelf> = { en: createShelf(articles, 'en', data.en), fr: createShelf(articles, 'fr', data.fr) }
	return {
		find: (query) => find(shelves[query.language], query),
		article: (id, language) => shelves[language].byId.get(id),
		shortAnswer,
		examples: () => teaching(articles),
		topics: () => topicsOf(articles.filter((article) => !isDocumentation(article))),
	}
}

function createShelf(all: readonly Article[], language: Language, data: IndexData[Language]): Shelf {
	const articles = all.filter((article) => article.language === language)
	const passages: Passage[] = []
	const passagesOf = new Map<Article, number[]>()
	for (const article of articles) {
		const own = cutPassages(article.body)
		passagesOf.set(
			article,
			Array.from(own.keys(), (index) => passages.length + index),
		)
		passages.push(...own)
	}
	return {
		articles,
		byId: new Map(articles.map((article) => [article.id, article])),
		search: openSearch(data.articles, language, BILLING_MEANINGS),
		passages,
		searchPassages: openSearch(data.passages, language, BILLING_MEANINGS),
		passagesOf,
	}
}

function find(shelf: Shelf, query: ArticleQuery): FoundArticle[] {
	return ownFirst(rankArticles(candidatesFor(shelf, query), query)).map(({ article, score }) => {
		const { id, topic, title, sources } = article
		return { id, topic, title, score: Math.round(score * 100) / 100, sources, ...quote(shelf, article, query.text) }
	})
}

/** What the search finds, and everything of the asked topic. */
function candidatesFor(shelf: Shelf, query: ArticleQuery): Candidate[] {
	const { articles } = shelf
	const accept = (place: number) => suits(articles[place], query)
	const scores = new Map<number, number>()
	const isOwn = (place: number) => !isDocumentation(articles[place] ?? { topic: '' })
	// Looked for apart, so that a large documentation does not crowd out the desk's own few articles.
	const wanted = [(place: number) => accept(place) && isOwn(place), (place: number) => accept(place) && !isOwn(place)]
	for (const one of articles.some(isDocumentation) ? wanted : [accept]) {
		for (const { document, score } of shelf.search(query.text, { top: MOST_WEIGHED, accept: one })) scores.set(document, score)
	}
	const missed = [...articles.keys()].filter(
		(place) => articles[place]?.topic === query.topic && accept(place) && !scores.has(place),
	)
	for (const place of missed) scores.set(place, 0)
	const found = missed.length === 0 ? [] : shelf.search(query.text, { top: missed.length, among: missed })
	for (const { document, score } of found) scores.set(document, score)
	return [...scores].flatMap(([place, score]) => {
		const article = articles[place]
		return article === undefined ? [] : [{ article, score }]
	})
}

/** Imported documents come after the desk's own articles, however well they fit; the best ones keep a place behind them. */
function ownFirst(ranked: readonly Candidate[]): Candidate[] {
	const documents = ranked.filter(({ article }) => isDocumentation(article))
	const own = ranked.filter(({ article }) => !isDocumentation(article))
	return [...own.slice(0, MOST_HITS - Math.min(documents.length, PLACES_FOR_DOCUMENTS)), ...documents].slice(0, MOST_HITS)
}

/** The passage that answers best: the one with the short answer, unless another one clearly speaks more of what is asked. */
function quote({ passages, searchPassages, passagesOf }: Shelf, article: Article, text: string): { passage?: Passage } {
	const among = passagesOf.get(article) ?? []
	const first = among[0]
	if (first === undefined) return {}
	const hits = searchPassages(text, { top: among.length, among })
	const ofFirst = hits.find(({ document }) => document === first)?.score ?? 0
	const [best] = hits
	const chosen = best !== undefined && best.score > ofFirst * BETTER_THAN_FIRST ? best.document : first
	const passage = passages[chosen]
	return passage === undefined ? {} : { passage }
}

function suits(article: Article | undefined, { audience, partnerType, today, topic }: ArticleQuery): boolean {
	if (article === undefined || !article.audience.includes(audience)) return false
	// Nobody searches for small talk.
	if (PSEUDO_TOPICS.has(article.topic) && article.topic !== topic) return false
	if (partnerType !== undefined && article.partner !== undefined && !article.partner.includes(partnerType)) return false
	return today === undefined || (article.effective <= today && (article.until === undefined || today <= article.until))
}

function shortAnswer(article: Article): string {
	const paragraphs = article.body.split(/\r?\n\s*\r?\n/u).map((paragraph) => paragraph.trim())
	return paragraphs.find((paragraph) => paragraph !== '' && !paragraph.startsWith('#')) ?? article.title
}

/** What the classifier learns from these articles; imported documents teach nothing. */
export function teaching(articles: readonly Article[]): TrainingExample[] {
	return articles.filter((article) => !isDocumentation(article)).flatMap(examplesOf)
}

/**
 * The answer says in the desk's words what the questions say in the customer's: its paragraphs teach too, but not those of
 * small talk.
 */
function examplesOf({ title, questions, topic, language, body }: Article): TrainingExample[] {
	const paragraphs = PSEUDO_TOPICS.has(topic) ? [] : body.split(/\r?\n\s*\r?\n/u)
	return [
		...questions.map((text) => ({ text, topic, language })),
		...[title, ...paragraphs].map((text) => ({ text, topic, language, background: true })),
	]
}

function topicsOf(articles: readonly Article[]): Map<string, TopicInfo> {
	const topics = new Map<string, TopicInfo>()
	for (const { id, topic, audience, next } of articles) {
		const known = topics.get(topic)
		const everybody = new Set<Audience>([...(known?.audience ?? []), ...audience])
		// The article that bears the topic's name speaks for it; its variants are for some readers only.
		topics.set(topic, { audience: [...everybody], next: known === undefined || id === topic ? next : known.next })
	}
	return topics
}
