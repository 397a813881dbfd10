import { rankArticles } from '../../../src/knowledge/rank.ts'
import { createSearch } from '../../../src/knowledge/search/create-search.ts'
import { createClassifier, openModel } from '../../../src/triage/classify/create-classifier.ts'
import { trainClassifier } from '../../../src/triage/classify/train-classifier.ts'
import type { TrainingExample } from '../../../src/triage/types.ts'
import type { SearchContender } from '../peers/search-peers.ts'

/** So many documents of the search are weighed against the classifier's votes, as the article index does. */
const WEIGHED = 50

/** Loopdesk's engine with the vote of a classifier that learnt the examples, as the running desk has it. */
export const FUSED: SearchContender = {
	name: 'Loopdesk with votes',
	index(documents, language) {
		const all = [...documents]
		const search = createSearch(
			all.map(({ title, questions, text }) => ({ titles: [title, ...questions], body: text })),
			language,
		)
		const examples = all.flatMap(({ title, questions, text }, place): TrainingExample[] => {
			const taught = [title, ...questions].map((one) => ({ text: one, topic: String(place), language }))
			const paragraphs = text.split('\n').filter((one) => one.trim() !== '')
			return [...taught, ...paragraphs.map((one) => ({ text: one, topic: String(place), language, background: true }))]
		})
		const classifier = createClassifier(openModel(trainClassifier(examples, { effort: 'quick' }).model), language)
		return (query, top) => {
			const votes = classifier.classify(query, () => true)
			const scores = new Map(search(query, { top: WEIGHED }).map(({ document, score }) => [String(document), score]))
			const likely = [...votes].sort((a, b) => b[1] - a[1]).slice(0, WEIGHED)
			const candidates = [...new Set([...scores.keys(), ...likely.map(([topic]) => topic)])].map((topic) => ({
				article: { id: topic, topic },
				score: scores.get(topic) ?? 0,
			}))
			return rankArticles(candidates, { votes })
				.slice(0, top)
				.map(({ article }) => Number(article.id))
		}
	},
}
