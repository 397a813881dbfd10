/** A key and what it is sorted by. */
export type Ranked = readonly [rank: number, key: string]

/** Keys in the order of their ranks, those of the same rank by length and letters, so that `BD-999` comes before `BD-1000`. */
export interface SortedKeys {
	add(rank: number, key: string): void
	/** The same with an entry that is shared with others. */
	put(entry: Ranked): void
	/** The rank must be the one with which it was added. */
	remove(rank: number, key: string): void
	ascending(): Iterable<Ranked>
	descending(): Iterable<Ranked>
	size(): number
}

/** Short enough that inserting is quick, long enough that there are few of them. */
const LONGEST_RUN = 512

/** Kept as short sorted runs one after the other, so that a change costs about the same with a hundred keys and a million. */
export function createSortedKeys(): SortedKeys {
	const runs: Ranked[][] = []
	let size = 0

	/** The first run whose last entry is not before the entry, or the last run. */
	function runOf(entry: Ranked): number {
		let low = 0
		let high = runs.length - 1
		while (low < high) {
			const middle = (low + high) >>> 1
			if (isBefore(runs[middle]?.at(-1), entry)) low = middle + 1
			else high = middle
		}
		return low
	}

	function put(entry: Ranked): void {
		const at = runOf(entry)
		const run = runs[at]
		size += 1
		if (run === undefined) {
			runs.push([entry])
			return
		}
		if (isBefore(run.at(-1), entry)) run.push(entry)
		else run.splice(placeIn(run, entry), 0, entry)
		if (run.length > LONGEST_RUN) runs.splice(at + 1, 0, run.splice(LONGEST_RUN / 2))
	}

	function remove(rank: number, key: string): void {
		const entry: Ranked = [rank, key]
		const at = runOf(entry)
		const run = runs[at]
		if (run === undefined) return
		const place = placeIn(run, entry)
		if (run[place]?.[0] !== rank || run[place][1] !== key) return
		run.splice(place, 1)
		size -= 1
		if (run.length === 0) runs.splice(at, 1)
	}

	return {
		add: (rank, key) => put([rank, key]),
		put,
		remove,
		*ascending() {
			for (const run of runs) yield* run
		},
		*descending() {
			for (let at = runs.length - 1; at >= 0; at -= 1) yield* runs[at]?.toReversed() ?? []
		},
		size: () => size,
	}
}

/** All in one order, highest rank first. */
export function* mergeDescending(sources: readonly SortedKeys[]): Generator<Ranked> {
	const heads = sources.map((source) => source.descending()[Symbol.iterator]()).map((rest) => ({ rest, next: rest.next() }))
	for (;;) {
		let highest: (typeof heads)[number] | undefined
		for (const head of heads) {
			if (!head.next.done && (highest === undefined || isBefore(highest.next.value, head.next.value))) highest = head
		}
		if (highest === undefined) return
		yield highest.next.value
		highest.next = highest.rest.next()
	}
}

/** The place of the first entry of the run that is not before the entry. */
function placeIn(run: readonly Ranked[], entry: Ranked): number {
	let low = 0
	let high = run.length
	while (low < high) {
		const middle = (low + high) >>> 1
		if (isBefore(run[middle], entry)) low = middle + 1
		else high = middle
	}
	return low
}

function isBefore(one: Ranked | undefined, other: Ranked): boolean {
	if (one === undefined) return false
	if (one[0] !== other[0]) return one[0] < other[0]
	if (one[1].length !== other[1].length) return one[1].length < other[1].length
	return one[1] < other[1]
}
