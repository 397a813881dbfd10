import path from 'node:path'
import { knowOnce } from '../../src/knowledge/live/know-once.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const KNOWLEDGE = path.join(ROOT, 'data/knowledge')

/**
 * Triage as the product runs it: what `npm run build` has learnt of the articles that ship.
 * @throws where that was learnt of other articles or by other code: the bounds of the tests are those of the full model.
 */
export async function createRealTriage({ folder = KNOWLEDGE, cache = path.join(ROOT, 'dist/models') } = {}) {
	const origins: unknown[] = []
	const logger = {
		info: (details: object) => origins.push('model' in details ? details.model : undefined),
		warn: () => undefined,
		error: () => undefined,
	}
	const { triage, articles } = await knowOnce({ folder, cache, effort: 'quick', logger })
	if (!origins.includes('kept')) throw new Error(`${cache} holds no model of these articles and this code: run \`npm run build\``)
	return { ...triage, index: articles }
}
