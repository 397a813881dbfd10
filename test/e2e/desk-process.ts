import { newFolder, startDesk as startOnce } from '../server/start-desk.ts'

/** The real desk as a program of its own, on a free port, with a store of its own. */
export interface DeskProcess {
	/** Without a slash at the end; stays the same over a restart. */
	readonly url: string
	/** Ends the program as an operator does, and starts it again on the same port and store. */
	restart(): Promise<void>
	/** Ends the program and throws its store away. */
	stop(): Promise<void>
}

/** Starts the desk as `npm start` does, with nothing configured but its place. */
export async function startDesk(): Promise<DeskProcess> {
	const { folder, remove } = await newFolder()
	let running = await startOnce({ folder })
	const { url } = running

	async function end(): Promise<void> {
		const code = await running.stop('SIGTERM')
		if (code !== 0) throw new Error(`The desk did not end cleanly (${code}): ${running.log()}`)
	}

	return {
		url,
		async restart() {
			await end()
			running = await startOnce({ folder, env: { PORT: new URL(url).port } })
		},
		async stop() {
			await end()
			await remove()
		},
	}
}
