import { Worker } from 'node:worker_threads'
import type { Learnt, LearnOrder } from './learn.ts'

export type Learning = {
	/** When everything has been given; rejects where the thread fails. */
	readonly done: Promise<void>
	/** Ends the thread in the middle of its work; nothing is given any more. */
	stop(): Promise<void>
}

/** Learns in a thread of its own: the desk answers meanwhile. */
export function startLearning(order: LearnOrder, take: (learnt: Learnt) => void): Learning {
	const worker = new Worker(new URL('./learn-worker.ts', import.meta.url), { workerData: order })
	let stopped = false
	worker.on('message', (learnt: Learnt) => {
		if (!stopped) take(learnt)
	})
	const done = new Promise<void>((resolve, reject) => {
		worker.once('error', reject)
		worker.once('exit', (code) => {
			if (stopped || code === 0) resolve()
			else reject(new Error(`the learning thread ended with ${code}`))
		})
	})
	return {
		done,
		async stop() {
			stopped = true
			await worker.terminate()
		},
	}
}
