import path from 'node:path'
import { createArticleIndex } from '../../src/knowledge/article-index.ts'
import { loadArticles } from '../../src/knowledge/load-articles.ts'
import { createTriage } from '../../src/triage/create-triage.ts'

export const KNOWLEDGE = path.join(import.meta.dirname, '../../data/knowledge')

/** Triage as the product runs it: taught by the articles that ship. */
export async function createRealTriage() {
	const articles = await loadArticles(KNOWLEDGE)
	const index = createArticleIndex(articles)
	const triage = createTriage({ examples: index.examples(), findArticles: index.find, topics: index.topics() })
	return { ...triage, articles, index }
}
