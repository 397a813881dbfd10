import path from 'node:path'
import { expect, test } from 'vitest'
import { createArticleIndex } from '../../src/knowledge/article-index.ts'
import { checkKnowledge } from '../../src/knowledge/check/check-knowledge.ts'

const { good, findings } = await checkKnowledge(path.join(import.meta.dirname, '../../data/knowledge'), '2026-11-22')
const articles = good.map(({ article }) => article)
const index = createArticleIndex(articles)

test('the articles that ship have no problem', () => {
	expect(findings.filter(({ severity }) => severity === 'problem')).toEqual([])
})

test('every short answer is a paragraph that fits on a card', () => {
	for (const article of articles) {
		const answer = index.shortAnswer(article)
		expect(answer.length, `${article.language}/${article.id}`).toBeGreaterThan(20)
		expect(answer.length, `${article.language}/${article.id}`).toBeLessThan(700)
	}
})
