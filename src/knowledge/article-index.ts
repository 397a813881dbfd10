import { createStem, type Stem } from '../triage/text/stem.ts'
import { FUNCTION_WORDS } from '../triage/text/function-words.ts'
import { splitWords } from '../triage/text/words.ts'
import type {
	ArticleFinder,
	ArticleQuery,
	Audience,
	FoundArticle,
	Language,
	TopicInfo,
	TrainingExample,
} from '../triage/types.ts'
import type { Article } from './article.ts'
import { createRanking, type Ranking } from './rank.ts'

export type ArticleIndex = {
	/** The port of triage: the articles that fit, best first, those of the asked topic before all others. */
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
const TITLE_COUNTS = 3
const QUESTION_COUNTS = 2
/** Lifts the articles of the asked topic above all others without hiding how well they fit among themselves. */
const TOPIC_BONUS = 100
/** An article of another topic must fit this well, compared with the best, to be shown. */
const WORTH_SHOWING = 0.4
/** Their articles are what the bot says itself; nobody searches for them. */
const PSEUDO_TOPICS = new Set(['greeting', 'thanks', 'help', 'change-language', 'out-of-scope'])

type Shelf = { articles: Article[]; rank: Ranking; stem: Stem }

/** Makes the articles findable. Everything is in memory; build it anew when an article changes. */
export function createArticleIndex(articles: readonly Article[]): ArticleIndex {
	const shelves: Record<Language, Shelf> = { en: createShelf(articles, 'en'), fr: createShelf(articles, 'fr') }
	return {
		find: (query) => find(shelves[query.language], query),
		article: (id, language) => shelves[language].articles.find((article) => article.id === id),
		shortAnswer,
		examples: () => articles.flatMap(examplesOf),
		topics: () => topicsOf(articles),
	}
}

function createShelf(all: readonly Article[], language: Language): Shelf {
	const articles = all.filter((article) => article.language === language)
	const stem = createStem(language)
	const bags = articles.map((article) => {
		const bag = new Map<string, number>()
		const add = (text: string, times: number): void => {
			for (const word of tellingStems(text, language, stem)) bag.set(word, (bag.get(word) ?? 0) + times)
		}
		add(article.title, TITLE_COUNTS)
		for (const question of article.questions) add(question, QUESTION_COUNTS)
		add(article.body, 1)
		return bag
	})
	return { articles, stem, rank: createRanking(bags) }
}

function find({ articles, rank, stem }: Shelf, query: ArticleQuery): FoundArticle[] {
	const scores = rank(tellingStems(query.text, query.language, stem))
	const hits: (FoundArticle & { order: number })[] = []
	for (const [index, article] of articles.entries()) {
		const order = (scores[index] ?? 0) + (article.topic === query.topic ? TOPIC_BONUS : 0)
		const found = order > 0 && (article.topic === query.topic || !PSEUDO_TOPICS.has(article.topic))
		if (found && suits(article, query))
			hits.push({ id: article.id, topic: article.topic, title: article.title, score: scores[index] ?? 0, order })
	}
	const worthwhile = Math.max(0, ...hits.map((hit) => hit.score)) * WORTH_SHOWING
	return hits
		.filter((hit) => hit.topic === query.topic || hit.score >= worthwhile)
		.sort((a, b) => b.order - a.order || a.id.localeCompare(b.id))
		.slice(0, MOST_HITS)
		.map(({ id, topic, title, score }) => ({ id, topic, title, score: round(score) }))
}

function suits(article: Article, { audience, partnerType, today }: ArticleQuery): boolean {
	if (!article.audience.includes(audience)) return false
	if (partnerType !== undefined && article.partner !== undefined && !article.partner.includes(partnerType)) return false
	return today === undefined || article.effective <= today
}

function tellingStems(text: string, language: Language, stem: Stem): string[] {
	return splitWords(text)
		.filter((word) => !FUNCTION_WORDS[language].has(word))
		.map(stem)
}

function shortAnswer(article: Article): string {
	const paragraphs = article.body.split(/\r?\n\s*\r?\n/u).map((paragraph) => paragraph.trim())
	return paragraphs.find((paragraph) => paragraph !== '' && !paragraph.startsWith('#')) ?? article.title
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
	for (const { topic, audience, next } of articles) {
		const known = topics.get(topic)
		const everybody = new Set<Audience>([...(known?.audience ?? []), ...audience])
		topics.set(topic, { audience: [...everybody], next: known?.next ?? next })
	}
	return topics
}

function round(value: number): number {
	return Math.round(value * 100) / 100
}
