import { type RoundRobin, startRoundRobin } from '../../src/cli/stand-in/round-robin.ts'
import { makeScratch } from '../../src/stores/postgres/scratch.ts'
import { type DeskProcess, startDesk } from '../server/start-desk.ts'
import { startServer } from '../stores/postgres/server.ts'

/** Real processes of one desk on PostgreSQL behind a round-robin. */
export interface ManyProcesses {
	/** Where people reach the desk. */
	readonly url: string
	/** Where its data are. */
	readonly store: string
	readonly front: RoundRobin
	/** As they are now. */
	readonly running: readonly DeskProcess[]
	/** Ends one by the signal and starts it again at the same address. Throws where SIGTERM does not end it cleanly. */
	restart(index: number, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
	/** Ends one, for good or until it is restarted; answers its exit code or the signal. */
	end(index: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>
	/** Ends all and throws their data away. Throws where one does not end cleanly. */
	stop(): Promise<void>
}

/** Starts so many, with this beside what they need. */
export async function startMany(count: number, env: Readonly<Record<string, string>> = {}): Promise<ManyProcesses> {
	const server = await startServer()
	const scratch = await makeScratch(server.url, 'many')
	const front = await startRoundRobin()
	const start = (port?: string) =>
		startDesk({
			folder: '',
			env: { STORE: scratch.url, PUBLIC_URL: front.url, ...env, ...(port !== undefined && { PORT: port }) },
		})
	let running = await Promise.all(Array.from({ length: count }, () => start()))
	const ended = new Set<DeskProcess>()
	front.serve(running.map(({ url }) => url))

	function at(index: number): DeskProcess {
		const one = running[index]
		if (one === undefined) throw new Error(`there is no process ${index}`)
		return one
	}

	async function end(index: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string> {
		const one = at(index)
		if (ended.has(one)) return 0
		ended.add(one)
		const code = await one.stop(signal)
		if (signal === 'SIGTERM' && code !== 0) throw new Error(`a process did not end cleanly (${code}): ${one.log()}`)
		return code
	}

	return {
		url: front.url,
		store: scratch.url,
		front,
		get running() {
			return running
		},
		end,
		async restart(index, signal = 'SIGTERM') {
			await end(index, signal)
			running = running.with(index, await start(new URL(at(index).url).port))
		},
		async stop() {
			try {
				for (const index of running.keys()) await end(index, 'SIGTERM')
			} finally {
				await front.close()
				await scratch.remove()
				await server.remove()
			}
		},
	}
}
