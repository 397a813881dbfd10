import { setTimeout as delay } from 'node:timers/promises'
import type { Triage } from '../../triage/types.ts'
import type { Article } from '../article.ts'
import type { ArticleIndex } from '../article-index.ts'
import { noArticles } from '../load-articles.ts'
import { createArticleFolder } from './article-folder.ts'
import { codeVersions } from './code-version.ts'
import { createKeptArticles } from './kept-articles.ts'
import { createKnowledgeCache } from './knowledge-cache.ts'
import { createKnown, type TriageSettings } from './known.ts'
import type { LiveLogger } from './live-logger.ts'
import { recall } from './learn.ts'
import { type Learning, startLearning } from './start-learning.ts'
import { watchFolder } from './watch-folder.ts'

export type LiveKnowledgeOptions = {
	/** The knowledge folder, with a folder of articles for each language. */
	readonly folder: string
	/** Where trained models and what was read of the articles are kept; made when needed. */
	readonly cache: string
	/** The same of the installation; read only. */
	readonly shipped?: string
	/** The settings of triage that do not come from the articles. */
	readonly settings?: TriageSettings
	readonly logger: LiveLogger
	/** Quiet time after a save before the folder is read, in ms. */
	readonly settleMs?: number
	/** How often the folder is read without any sign of a change, in ms. */
	readonly pollMs?: number
	/** How long a desk that has started without a kept model is left alone before it trains fully, in ms. */
	readonly restMs?: number
}

/** What the desk knows now. Both parts always answer from the newest state; keep them, not what they return. */
export type LiveKnowledge = {
	readonly articles: ArticleIndex
	readonly triage: Triage
	/** Stops watching and learning. */
	close(): Promise<void>
}

const SETTLE_MS = 300
const POLL_MS = 5000
/** The first moments of a desk belong to those who have waited for it. */
const REST_MS = 20_000

/**
 * The knowledge of a running desk: whoever saves, adds or deletes an article changes its answers without a restart. A thread of
 * its own reads the texts into a new search, then trains the classifier; each is exchanged when it is ready, and the desk answers
 * from the old one until then. Where there is no model yet, or one that misses a topic, a quickly trained one comes before the
 * fully trained one.
 * @throws AppError `misconfigured` where the folder holds not one article.
 */
export async function createLiveKnowledge(options: LiveKnowledgeOptions): Promise<LiveKnowledge> {
	const { folder, cache, shipped, settings = {}, logger, settleMs = SETTLE_MS, pollMs = POLL_MS, restMs = REST_MS } = options
	const versions = await codeVersions()
	const kept = await createKeptArticles(createKnowledgeCache({ folder: cache, shipped, logger }), versions.reading)
	const reader = createArticleFolder({ folder, logger, parseArticle: kept.parse })
	const first = await reader.read()
	if (first === undefined) throw noArticles(folder)
	await kept.keep()

	const known = createKnown({ settings, logger })
	let learning: Learning | undefined
	let readyAt: number | undefined
	await recall({ articles: first, versions, cache, shipped }, known.expect(first))
	if (!known.isReady()) {
		learning = learn(first)
		// Whichever comes first: everything that answering needs, or the end of a thread that could not give it.
		await Promise.race([known.ready, learning.done.then(gaveNothing)])
		learning.done.catch(report)
	}
	readyAt = performance.now()
	const watching = watchFolder(folder, { onChange: refresh, settleMs, pollMs, logger })
	return { articles: known.articles, triage: known.triage, close }

	function learn(articles: readonly Article[]): Learning {
		return startLearning(
			{ articles, versions, cache, shipped, learnt: known.learnt(), topics: known.learntTopics(), restMs: restLeft() },
			known.expect(articles),
		)
	}

	/** An article that is saved during the rest does not end it. */
	function restLeft(): number {
		return readyAt === undefined ? restMs : Math.max(0, restMs - (performance.now() - readyAt))
	}

	async function refresh(): Promise<void> {
		// An editor that replaces a file takes it away for a moment.
		if (await reader.lost()) await delay(settleMs)
		const articles = await reader.read()
		if (articles === undefined) return
		// What an older state of the articles would teach is of no use any more.
		await learning?.stop()
		learning = learn(articles)
		learning.done.catch(report)
	}

	function report(error: unknown): void {
		logger.error({ err: error }, 'the articles could not be learnt: the desk answers as before')
	}

	async function close(): Promise<void> {
		await watching.close()
		await learning?.stop()
	}
}

function gaveNothing(): never {
	throw new Error('the learning thread ended without a model')
}
