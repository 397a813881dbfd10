/** A seeded generator of numbers in [0, 1) (mulberry32): training must give the same model at every start. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
}

/** Shuffles in place. */
export function shuffle(items: Int32Array, random: () => number): void {
	for (let last = items.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1))
		const kept = items[last] ?? 0
		items[last] = items[other] ?? 0
		items[other] = kept
	}
}
