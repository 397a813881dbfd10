import path from 'node:path'
import { expect, test } from 'vitest'
import { createArticleIndex } from '../../src/knowledge/article-index.ts'
import { loadArticles } from '../../src/knowledge/load-articles.ts'

const articles = await loadArticles(path.join(import.meta.dirname, '../../data/knowledge'))
const index = createArticleIndex(articles)

const REQUIRED = [
	'duplicate-charge',
	'unexpected-charge',
	'proration',
	'request-refund',
	'refund-status',
	'get-invoice',
	'payment-failed',
	'cancel-subscription',
	'access-suspended',
	'ticket-status',
	'talk-to-person',
	'escalate-upstream',
	'collections',
	'suspend-subscription',
	'open-dispute',
	'greeting',
	'thanks',
	'help',
	'change-language',
	'out-of-scope',
]

test.each(REQUIRED)('the topic %s has an article in both languages', (topic) => {
	for (const language of ['en', 'fr'])
		expect(articles.some((article) => article.topic === topic && article.language === language)).toBe(true)
})

test('no question teaches two topics', () => {
	const topics = new Map<string, string>()
	const doubled: string[] = []
	for (const { text, topic, language, background } of index.examples()) {
		const key = `${language} ${text.toLowerCase()}`
		if (background !== true && (topics.get(key) ?? topic) !== topic) doubled.push(`${key}: ${topics.get(key)} and ${topic}`)
		topics.set(key, topic)
	}
	expect(doubled).toEqual([])
})

test('every short answer is a paragraph that fits on a card', () => {
	for (const article of articles) {
		const answer = index.shortAnswer(article)
		expect(answer.length, `${article.language}/${article.id}`).toBeGreaterThan(20)
		expect(answer.length, `${article.language}/${article.id}`).toBeLessThan(700)
	}
})
