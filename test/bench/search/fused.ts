import { BILLING_MEANINGS } from '../../../src/knowledge/billing-meanings.ts'
import { rankArticles } from '../../../src/knowledge/rank.ts'
import type { Meanings } from '../../../src/knowledge/search/analyze.ts'
import type { Search } from '../../../src/knowledge/search/create-search.ts'
import { type Classifier, createClassifier, openModel } from '../../../src/triage/classify/create-classifier.ts'
import { trainClassifier } from '../../../src/triage/classify/train-classifier.ts'
import type { Language, TrainingExample } from '../../../src/triage/types.ts'
import type { Find, SearchableText, SearchContender } from '../peers/search-peers.ts'
import { searchIn } from './contenders.ts'

/** So many documents of the search are weighed against the classifier's votes, as the article index does. */
const WEIGHED = 50

/** Loopdesk's engine with the vote of a classifier that learnt the examples. */
export const FUSED: SearchContender = contender('Loopdesk with votes')

/** The same with what billing people mean by which words: all that the running desk has. */
export const FUSED_WITH_BILLING_WORDS: SearchContender = contender('Loopdesk, words and votes', BILLING_MEANINGS)

function contender(name: string, meanings?: Meanings): SearchContender {
	return {
		name,
		index(documents, language) {
			const all = [...documents]
			const topics = all.map(({ topic }, place) => topic ?? String(place))
			return fuse(searchIn(all, language, meanings), learn(all, topics, language), topics)
		},
	}
}

function learn(documents: readonly SearchableText[], topics: readonly string[], language: Language): Classifier {
	const examples = documents.flatMap(({ title, questions, text }, place): TrainingExample[] => {
		const topic = topics[place] ?? ''
		const taught = [title, ...questions].map((one) => ({ text: one, topic, language }))
		const paragraphs = text.split('\n').filter((one) => one.trim() !== '')
		return [...taught, ...paragraphs.map((one) => ({ text: one, topic, language, background: true }))]
	})
	return createClassifier(openModel(trainClassifier(examples, { effort: 'quick' }).model), language)
}

function fuse(search: Search, classifier: Classifier, topics: readonly string[]): Find {
	return (query, top) => {
		const votes = classifier.classify(query, () => true)
		const scores = new Map(search(query, { top: WEIGHED }).map(({ document, score }) => [document, score]))
		const likely = [...votes].sort((a, b) => b[1] - a[1]).slice(0, WEIGHED)
		const voted = new Set(likely.map(([topic]) => topic))
		const candidates = topics.flatMap((topic, place) => {
			if (!scores.has(place) && !voted.has(topic)) return []
			return [{ article: { id: String(place), topic }, score: scores.get(place) ?? 0 }]
		})
		return rankArticles(candidates, { votes })
			.slice(0, top)
			.map(({ article }) => Number(article.id))
	}
}
