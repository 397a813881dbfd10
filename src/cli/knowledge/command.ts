import path from 'node:path'
import { AppError } from '../../errors.ts'
import type { Language } from '../../triage/types.ts'

/** One subcommand of `npm run knowledge`. */
export type Command = {
	/** How to call it: `check [folder] [--json]`. */
	readonly usage: string
	/** One sentence for the overview. */
	readonly about: string
	/**
	 * @param args what follows the command's name.
	 * @returns the exit code: 0 done, 1 problems found, 2 called wrongly.
	 */
	run(args: readonly string[]): Promise<number>
}

/** The articles that are delivered with the desk. */
export const KNOWLEDGE_FOLDER = path.join(import.meta.dirname, '../../../data/knowledge')

/** @throws AppError `bad-input` for another language than those of the articles. */
export function readLanguage(language: string | undefined): Language | undefined {
	if (language === undefined || language === 'en' || language === 'fr') return language
	throw new AppError('bad-input', '--language must be en or fr')
}
