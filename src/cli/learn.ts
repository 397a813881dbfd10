import path from 'node:path'
import { knowOnce } from '../knowledge/live/know-once.ts'

/**
 * Teaches the classifier the shipped articles once, at installation, so that a desk answers at its best from its first start.
 * With `--if-possible` a failure is told and is none: a desk without this model trains one itself.
 */
const ROOT = path.join(import.meta.dirname, '../..')
const quiet = { info: () => undefined, warn: tell, error: tell }

try {
	await knowOnce({
		folder: path.join(ROOT, 'data/knowledge'),
		cache: path.join(ROOT, 'dist/models'),
		effort: 'full',
		logger: quiet,
	})
} catch (error) {
	tell({ error: error instanceof Error ? error.message : String(error) }, 'the articles could not be learnt')
	if (!process.argv.includes('--if-possible')) process.exitCode = 1
}

function tell(details: object, message: string): void {
	process.stderr.write(`${message} ${JSON.stringify(details)}\n`)
}
