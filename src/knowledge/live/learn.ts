import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { deserialize, serialize } from 'node:v8'
import { type TriageModel, trainTriage } from '../../triage/train-triage.ts'
import type { Language, TrainingExample } from '../../triage/types.ts'
import type { Article } from '../article.ts'
import { buildIndexData, type IndexData, teaching } from '../article-index.ts'
import type { SearchData } from '../search/create-search.ts'
import type { CodeVersions } from './code-version.ts'
import type { LiveLogger } from './live-logger.ts'
import { createKnowledgeCache, type KnowledgeCache } from './knowledge-cache.ts'

/** What is to be learnt. */
export type LearnOrder = {
	readonly articles: readonly Article[]
	readonly versions: CodeVersions
	/** The folder of what is kept. */
	readonly cache: string
	/** A second such folder, read only. */
	readonly shipped?: string | undefined
	/** The key of the full model that is in use; empty where there is none. */
	readonly learnt: string
	/** The topics that are answered meanwhile: where one is missing, a quick model comes before the full one. */
	readonly topics: ReadonlySet<string>
	/**
	 * Where there is no full model yet, the pause before its training takes a processor, in ms; infinite for no full training, and
	 * nothing is kept then.
	 */
	readonly restMs: number
}

/** What comes of it, one after the other, each small enough to be read without a pause. */
export type Learnt =
	| { readonly kind: 'shelf'; readonly language: Language; readonly part: keyof IndexData[Language]; readonly data: SearchData }
	/** A quick model has no key: a full one follows. */
	| { readonly kind: 'model'; readonly origin: 'quick' | 'full' | 'kept'; readonly key: string; readonly model: TriageModel }
	| { readonly kind: 'said'; readonly level: keyof LiveLogger; readonly details: object; readonly message: string }

/** What is given at once would be read at once: messages are answered in between. */
const BETWEEN_MS = 10

/**
 * Gives what is kept of these articles, and nothing where a part of it is missing. For a desk that starts: nobody waits for an answer
 * yet, and a thread of its own takes longer to begin than this.
 */
export async function recall(
	{ articles, versions, cache: folder, shipped }: Pick<LearnOrder, 'articles' | 'versions' | 'cache' | 'shipped'>,
	give: (learnt: Learnt) => void,
): Promise<void> {
	const cache = createKnowledgeCache({ folder, shipped, logger: sayingBy(give) })
	const key = keyOf(teaching(articles), versions.training)
	const model = await cache.get('model', key)
	if (model === undefined) return
	const search = await cache.get('search', keyOf(articles, versions.reading))
	if (search === undefined) return
	for (const shelf of shelvesOf(deserialize(search))) give(shelf)
	give(keptModel(key, model))
}

/** Builds the search, then gets the model: the present one, a kept one, or a newly trained one. Runs in a thread of its own. */
export async function learn(
	{ articles, versions, cache: folder, shipped, learnt, topics, restMs }: LearnOrder,
	give: (learnt: Learnt) => void,
): Promise<void> {
	const cache = createKnowledgeCache({ folder, shipped, logger: sayingBy(give) })
	const keeps = restMs < Number.POSITIVE_INFINITY
	const data = await indexOf(keyOf(articles, versions.reading), { articles, cache, keeps })
	for (const shelf of shelvesOf(data)) {
		give(shelf)
		await delay(BETWEEN_MS)
	}
	const examples = teaching(articles)
	const key = keyOf(examples, versions.training)
	if (key === learnt) return
	const kept = await cache.get('model', key)
	if (kept !== undefined) return give(keptModel(key, kept))
	if (examples.some(({ topic }) => !topics.has(topic))) {
		give({ kind: 'model', origin: 'quick', key: '', model: trainTriage(examples, 'quick') })
	}
	if (!keeps) return
	if (learnt === '') await delay(restMs)
	const model = trainTriage(examples, 'full')
	await cache.put('model', key, serialize(model))
	give({ kind: 'model', origin: 'full', key, model })
}

type Shelf = Extract<Learnt, { kind: 'shelf' }>

function shelvesOf(data: IndexData): Shelf[] {
	const languages: readonly Language[] = ['en', 'fr']
	return languages.flatMap((language) =>
		(['articles', 'passages'] as const).map((part): Shelf => ({ kind: 'shelf', language, part, data: data[language][part] })),
	)
}

/** The digest of the cache has proved that these bytes are what was written, and the key that this code wrote them. */
function keptModel(key: string, bytes: Uint8Array): Learnt {
	return { kind: 'model', origin: 'kept', key, model: deserialize(bytes) }
}

type IndexParts = { readonly articles: readonly Article[]; readonly cache: KnowledgeCache; readonly keeps: boolean }

/** Built, or as it was built before of the same articles. */
async function indexOf(key: string, { articles, cache, keeps }: IndexParts): Promise<IndexData> {
	const kept = await cache.get('search', key)
	if (kept !== undefined) return deserialize(kept)
	const data = buildIndexData(articles)
	if (keeps) await cache.put('search', key, serialize(data))
	return data
}

function keyOf(learntFrom: readonly TrainingExample[] | readonly Article[], version: string): string {
	return createHash('sha256')
		.update(JSON.stringify([version, learntFrom]))
		.digest('hex')
		.slice(0, 32)
}

/** A log line can hold what cannot be sent: an error travels as its text. */
function sayingBy(give: (learnt: Learnt) => void): LiveLogger {
	const say = (level: keyof LiveLogger) => (details: object, message: string) => {
		const plain = Object.entries(details).map(([name, value]) => [name, value instanceof Error ? value.message : value])
		give({ kind: 'said', level, details: Object.fromEntries(plain), message })
	}
	return { info: say('info'), warn: say('warn'), error: say('error') }
}
