import { startMany } from '../processes/start-many.ts'
import { type DeskProcess as OneProcess, newFolder, startDesk as startOnce } from '../server/start-desk.ts'

/** The real desk as a program of its own, or two of them, on free ports and with a store of its own. */
export interface DeskProcess extends Pick<OneProcess, 'ask'> {
	/** Where people reach it, without a slash at the end; stays the same over a restart. */
	readonly url: string
	/** Ends the program as an operator does, and starts it again on the same port and store; of two, one after the other. */
	restart(): Promise<void>
	/** Ends the programs and throws their store away. */
	stop(): Promise<void>
}

/** How the desk runs: as `npm start` does, or as two processes on PostgreSQL behind a round-robin. */
export type DeskMode = 'one-on-lowdb' | 'two-on-postgres'

/** What `DESK` asks for. */
export function deskMode(): DeskMode {
	return process.env['DESK'] === 'two-on-postgres' ? 'two-on-postgres' : 'one-on-lowdb'
}

/** Starts the desk with nothing configured but its place and what is given. */
export function startDesk(mode = deskMode(), env: Readonly<Record<string, string>> = {}): Promise<DeskProcess> {
	return mode === 'two-on-postgres' ? startTwo(env) : startOne(env)
}

async function startOne(env: Readonly<Record<string, string>>): Promise<DeskProcess> {
	const { folder, remove } = await newFolder()
	let running = await startOnce({ folder, env })
	const { url } = running

	async function end(): Promise<void> {
		const code = await running.stop('SIGTERM')
		if (code !== 0) throw new Error(`The desk did not end cleanly (${code}): ${running.log()}`)
	}

	return {
		url,
		ask: (...asked) => running.ask(...asked),
		async restart() {
			await end()
			running = await startOnce({ folder, env: { ...env, PORT: new URL(url).port } })
		},
		async stop() {
			await end()
			await remove()
		},
	}
}

async function startTwo(env: Readonly<Record<string, string>>): Promise<DeskProcess> {
	const many = await startMany(2, env)
	return {
		url: many.url,
		ask: async (...asked) => {
			const [one] = many.running
			if (one === undefined) throw new Error('the desk does not run')
			return one.ask(...asked)
		},
		async restart() {
			for (const index of many.running.keys()) await many.restart(index)
		},
		stop: many.stop,
	}
}
