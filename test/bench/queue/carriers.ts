import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Kind } from './contenders.ts'

/** What a carrier process tells: `at` in milliseconds since 1970, with fractions. */
export type FromCarrier =
	| { readonly kind: 'ready' }
	| { readonly kind: 'took'; readonly jobs: readonly string[]; readonly at: number }
	| { readonly kind: 'done'; readonly count: number }

/** The processes that carry, and what they have told. */
export interface Carriers {
	/** Starts one; resolves when it is at work. */
	start(behaviour: 'carry' | 'hold'): Promise<ChildProcess>
	/** When each job was taken last. */
	readonly taken: ReadonlyMap<string, number>
	done(): number
	/** Resolves when it is so; looks again whenever a carrier tells something. */
	until(isSo: () => boolean): Promise<void>
	/** Ends all of them at once. */
	kill(): Promise<void>
}

export function createCarriers(kind: Kind, url: string): Carriers {
	const script = fileURLToPath(new URL('carrier-process.ts', import.meta.url))
	const children = new Map<ChildProcess, Promise<void>>()
	const taken = new Map<string, number>()
	const watchers = new Set<() => void>()
	let done = 0

	function hear(message: FromCarrier): void {
		if (message.kind === 'took') for (const job of message.jobs) taken.set(job, message.at)
		if (message.kind === 'done') done += message.count
		for (const look of watchers) look()
	}

	async function start(behaviour: 'carry' | 'hold'): Promise<ChildProcess> {
		const child = fork(script, [kind, url, behaviour])
		children.set(child, new Promise((resolve) => void child.once('exit', () => resolve())))
		const ready = Promise.withResolvers<void>()
		child.on('message', (message: FromCarrier) => (message.kind === 'ready' ? ready.resolve() : hear(message)))
		child.once('exit', (code) => ready.reject(new Error(`a carrier ended with ${code}`)))
		await ready.promise
		return child
	}

	function until(isSo: () => boolean): Promise<void> {
		return new Promise((resolve) => {
			const look = () => {
				if (!isSo()) return
				watchers.delete(look)
				resolve()
			}
			watchers.add(look)
			look()
		})
	}

	async function kill(): Promise<void> {
		for (const child of children.keys()) child.kill('SIGKILL')
		await Promise.all(children.values())
	}

	return { start, taken, done: () => done, until, kill }
}
