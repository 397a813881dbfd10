import { setTimeout } from 'node:timers/promises'

/** A snapshot rests so much longer than it works while commits come: then they have the disk and the processor for themselves. */
const REST_PER_WORK = 2
const LONGEST_REST_MS = 200

/** Answers what is to be called between two parts of a snapshot. Where no commit has come since the last part, it goes on at once. */
export function createPace(journalSize: () => number): () => Promise<void> {
	let size = 0
	let since = performance.now()
	return async () => {
		const worked = performance.now() - since
		if (journalSize() !== size) await setTimeout(Math.min(worked * REST_PER_WORK, LONGEST_REST_MS))
		size = journalSize()
		since = performance.now()
	}
}
