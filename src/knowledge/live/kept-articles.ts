import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { Language } from '../../triage/types.ts'
import type { Article } from '../article.ts'
import { parseArticle } from '../parse-article.ts'
import type { KnowledgeCache } from './knowledge-cache.ts'

export type KeptArticles = {
	/** Does what `parseArticle` does, at once where the same file was parsed before. */
	parse(source: string, file: string, language: Language): Article
	/** Keeps what was parsed until now for the next start; what is parsed later is not remembered. */
	keep(): Promise<void>
}

/** Parsing all articles takes half a second of a processor at each start; most of them have not changed since the last one. */
export async function createKeptArticles(cache: KnowledgeCache, reading: string): Promise<KeptArticles> {
	const version = reading.slice(0, 32)
	const bytes = await cache.get('articles', version)
	const before: Map<string, Article> = bytes === undefined ? new Map() : deserialize(bytes)
	const now = new Map<string, Article>()
	let remembers = true
	return { parse, keep }

	function parse(source: string, file: string, language: Language): Article {
		if (!remembers) return parseArticle(source, file, language)
		const key = createHash('sha256').update(`${file}\n${source}`).digest('base64')
		const article = before.get(key) ?? parseArticle(source, file, language)
		now.set(key, article)
		return article
	}

	async function keep(): Promise<void> {
		const isNews = [...now.keys()].some((key) => !before.has(key))
		if (isNews) await cache.put('articles', version, serialize(now))
		remembers = false
		for (const articles of [before, now]) articles.clear()
	}
}
