import path from 'node:path'

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
