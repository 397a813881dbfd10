import { createTriage, type TriageParts } from '../../triage/create-triage.ts'
import type { TriageModel } from '../../triage/train-triage.ts'
import type { TopicInfo, Triage } from '../../triage/types.ts'
import type { Article } from '../article.ts'
import { type ArticleIndex, createArticleIndex, type IndexData } from '../article-index.ts'
import type { SearchData } from '../search/create-search.ts'
import type { Learnt } from './learn.ts'
import type { LiveLogger } from './live-logger.ts'

/** The present knowledge, put together from what the learning thread gives. */
export type Known = {
	readonly articles: ArticleIndex
	readonly triage: Triage
	/** When there is a first search and a first model. */
	readonly ready: Promise<void>
	isReady(): boolean
	/** The key of the full model in use; empty where there is none. */
	learnt(): string
	/** The topics of the model in use. */
	learntTopics(): Set<string>
	/** Takes what is learnt of these articles. */
	expect(articles: readonly Article[]): (learnt: Learnt) => void
}

/** What triage is told besides the knowledge. */
export type TriageSettings = Omit<TriageParts, 'examples' | 'model' | 'findArticles' | 'topics'>

const SHELVES = 4

/** @param deps.settings those of triage. */
export function createKnown({ settings, logger }: { settings: TriageSettings; logger: LiveLogger }): Known {
	const { promise: ready, resolve } = Promise.withResolvers<void>()
	let index: ArticleIndex | undefined
	let model: TriageModel | undefined
	let triage: Triage | undefined
	let key = ''
	/** Read by triage at each message, so that new articles need no new triage. */
	const topics = new Map<string, TopicInfo>()
	return {
		ready,
		isReady: () => index !== undefined && triage !== undefined,
		learnt: () => key,
		learntTopics: () => new Set(model?.classifier.topics),
		expect,
		articles: {
			find: (query) => now(index).find(query),
			article: (id, language) => now(index).article(id, language),
			shortAnswer: (article) => now(index).shortAnswer(article),
			examples: () => now(index).examples(),
			topics: () => now(index).topics(),
		},
		triage: {
			triage: (input) => now(triage).triage(input),
			entities: (text, input) => now(triage).entities(text, input),
		},
	}

	function expect(articles: readonly Article[]): (learnt: Learnt) => void {
		const shelves = new Map<string, SearchData>()
		return (learnt) => {
			try {
				take(learnt, articles, shelves)
			} catch (error) {
				logger.error({ err: error }, 'what was learnt cannot be used: the desk answers as before')
			}
		}
	}

	function take(learnt: Learnt, articles: readonly Article[], shelves: Map<string, SearchData>): void {
		if (learnt.kind === 'said') logger[learnt.level](learnt.details, learnt.message)
		else if (learnt.kind === 'model') exchangeModel(learnt)
		else {
			shelves.set(`${learnt.language} ${learnt.part}`, learnt.data)
			if (shelves.size === SHELVES) exchangeIndex(articles, shelves)
		}
	}

	function exchangeIndex(articles: readonly Article[], shelves: ReadonlyMap<string, SearchData>): void {
		index = createArticleIndex(articles, { en: shelfOf('en', shelves), fr: shelfOf('fr', shelves) })
		topics.clear()
		for (const [topic, info] of index.topics()) topics.set(topic, info)
		if (triage !== undefined) resolve()
		logger.info({ articles: articles.length }, 'the articles are read')
	}

	function exchangeModel(learnt: Extract<Learnt, { kind: 'model' }>): void {
		triage = createTriage({
			...settings,
			model: learnt.model,
			examples: [],
			findArticles: (query) => now(index).find(query),
			topics,
		})
		model = learnt.model
		key = learnt.key
		if (index !== undefined) resolve()
		logger.info({ model: learnt.origin }, 'the classifier has learnt the articles')
	}
}

function now<Part>(part: Part | undefined): Part {
	if (part === undefined) throw new Error('nothing is known before `ready`')
	return part
}

function shelfOf(language: keyof IndexData, shelves: ReadonlyMap<string, SearchData>): IndexData[typeof language] {
	const [articles, passages] = [shelves.get(`${language} articles`), shelves.get(`${language} passages`)]
	if (articles === undefined || passages === undefined) throw new Error(`the search of ${language} is not complete`)
	return { articles, passages }
}
