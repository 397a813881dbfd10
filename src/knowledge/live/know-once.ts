import type { Triage } from '../../triage/types.ts'
import type { ArticleIndex } from '../article-index.ts'
import { loadArticles } from '../load-articles.ts'
import { codeVersions } from './code-version.ts'
import { createKeptArticles } from './kept-articles.ts'
import { createKnowledgeCache } from './knowledge-cache.ts'
import { createKnown, type TriageSettings } from './known.ts'
import { learn } from './learn.ts'
import type { LiveLogger } from './live-logger.ts'

export type KnowOnceOptions = {
	/** The knowledge folder, with a folder of articles for each language. */
	readonly folder: string
	/** Where trained models are kept: one that a running desk has trained is used, and one that is trained here is kept there. */
	readonly cache: string
	/** Models that the installation has trained; read only. */
	readonly shipped?: string
	/** Where no model is kept: train it fully, which takes a minute, or quickly and for this time only. */
	readonly effort: 'quick' | 'full'
	readonly settings?: TriageSettings
	readonly logger: LiveLogger
}

/**
 * The knowledge as it is now, for a program that ends: learnt in this thread, watching nothing.
 * @throws AppError `misconfigured` that names a broken article.
 */
export async function knowOnce(options: KnowOnceOptions): Promise<{ articles: ArticleIndex; triage: Triage }> {
	const { folder, cache, shipped, effort, settings = {}, logger } = options
	const versions = await codeVersions()
	const kept = await createKeptArticles(createKnowledgeCache({ folder: cache, shipped, logger }), versions.reading)
	const articles = await loadArticles(folder, kept.parse)
	if (effort === 'full') await kept.keep()
	const known = createKnown({ settings, logger })
	const order = { articles, versions, cache, shipped, learnt: '' }
	// Nobody asks before the full model is there, so that no topic waits for a quick one.
	const pace =
		effort === 'full'
			? { restMs: 0, topics: new Set(articles.map(({ topic }) => topic)) }
			: { restMs: Number.POSITIVE_INFINITY, topics: new Set<string>() }
	await learn({ ...order, ...pace }, known.expect(articles))
	return { articles: known.articles, triage: known.triage }
}
