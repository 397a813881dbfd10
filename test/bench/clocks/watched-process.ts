import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A clock process, and what it has said so far. */
export interface Watched {
	/** When each alarm was durable, by its ticket, as often as it was said. */
	readonly told: readonly (readonly [ticket: string, at: number])[]
	cpuMs(): number
	longestStretchMs(): number
	/** Resolves with the next alarm that it tells of. */
	nextTold(): Promise<void>
	/** Ends it as it is; resolves when the system has put it away. */
	kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

const running = new Set<ChildProcess>()

/** Ends what a bench that failed has left running. */
export function killLeftOver(): void {
	for (const child of running) child.kill('SIGKILL')
}

/** Starts a process at this place; resolves when it is at work. */
export async function watchedProcess(place: string): Promise<Watched> {
	const script = fileURLToPath(new URL('clock-process.ts', import.meta.url))
	const child: ChildProcess = spawn(process.execPath, [script, place], { stdio: ['ignore', 'pipe', 'inherit'] })
	running.add(child)
	const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()))
	void ended.then(() => running.delete(child))
	const told: [string, number][] = []
	let cpu = { ms: 0, longest: 0 }
	let heard: (() => void) | undefined
	const ready = Promise.withResolvers<void>()
	void ended.then(() => ready.reject(new Error(`the clock process ended with ${child.exitCode}`)))
	if (child.stdout === null) throw new Error('a process without output')
	createInterface(child.stdout).on('line', (line) => {
		const [what, one = '', other = ''] = line.split(' ')
		if (what === 'ready') ready.resolve()
		if (what === 'cpu') cpu = { ms: Number(one), longest: Number(other) }
		if (what !== 'told') return
		told.push([one, Number(other)])
		heard?.()
	})
	await ready.promise
	return {
		told,
		cpuMs: () => cpu.ms,
		longestStretchMs: () => cpu.longest,
		nextTold: () => new Promise((resolve) => (heard = resolve)),
		async kill(signal) {
			child.kill(signal)
			await ended
		},
	}
}
