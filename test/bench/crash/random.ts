import { createRandom } from '../../../src/triage/classify/random.ts'

/** Chances that are the same for the same seed. */
export interface Chance {
	/** From 0 to 1, without 1. */
	next(): number
	/** A whole number from 0, below `end`. */
	below(end: number): number
	pick<T>(items: readonly T[]): T | undefined
}

export function createChance(seed: number): Chance {
	const next = createRandom(seed)
	const below = (end: number) => Math.floor(next() * end)
	return { next, below, pick: (items) => items[below(items.length)] }
}
