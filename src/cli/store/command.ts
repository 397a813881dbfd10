import { pino } from 'pino'
import { z } from 'zod'
import { AppError } from '../../errors.ts'

/** One subcommand of `npm run store`. */
export interface Command {
	/** How to call it: `copy FROM TO`. */
	readonly usage: string
	/** What it does, line by line. */
	readonly about: readonly string[]
	/** Whether it can be called with so many arguments. */
	readonly isFit: (count: number) => boolean
	/**
	 * @param args what follows the command's name.
	 * @returns the exit code: 0 done, 1 something is wrong.
	 */
	run(args: readonly string[]): Promise<number>
}

/** What goes wrong beside the command's own words is said on standard error. */
export const logger = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))

const placeSchema = z
	.string()
	.trim()
	.regex(/^(?:lowdb:|postgres(?:ql)?:\/\/).+$/u)

/** A place as it was given. Throws `bad-input` without repeating it, for there may be a password in it. */
export function readPlace(given: string | undefined, name: string): string {
	const parsed = placeSchema.safeParse(given)
	if (parsed.success) return parsed.data
	throw new AppError('bad-input', `${name} is not a store: name it lowdb:<folder> or postgres://user:password@host/database`)
}
