import path from 'node:path'
import type { Article } from '../../src/knowledge/article.ts'
import { codeVersions } from '../../src/knowledge/live/code-version.ts'
import { createKeptArticles } from '../../src/knowledge/live/kept-articles.ts'
import { createKnowledgeCache } from '../../src/knowledge/live/knowledge-cache.ts'
import { loadArticles } from '../../src/knowledge/load-articles.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** The articles that ship, as `npm run build` has parsed them: parsing them anew takes a second of a processor. */
export async function shippedArticles(): Promise<Article[]> {
	const cache = createKnowledgeCache({ folder: path.join(ROOT, 'dist/models'), logger: silent })
	const kept = await createKeptArticles(cache, (await codeVersions()).reading)
	return loadArticles(path.join(ROOT, 'data/knowledge'), kept.parse)
}
