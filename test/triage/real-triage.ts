import path from 'node:path'
import { knowOnce } from '../../src/knowledge/live/know-once.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const KNOWLEDGE = path.join(ROOT, 'data/knowledge')

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Triage as the product runs it: what `npm run build` has learnt of the articles that ship. */
export async function createRealTriage() {
	const models = path.join(ROOT, 'dist/models')
	const { triage, articles } = await knowOnce({ folder: KNOWLEDGE, cache: models, effort: 'quick', logger: silent })
	return { ...triage, index: articles }
}
