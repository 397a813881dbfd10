/** A key and what it is sorted by. */
export type Ranked = readonly [rank: number, key: string]

/**
 * Keys in the order of their ranks, those of the same rank by length and letters, so that `BD-999` comes before `BD-1000`. Kept as
 * short sorted runs one after the other, so that a change costs about the same with a hundred keys and a million.
 */
export interface SortedKeys {
	readonly runs: Run[]
	size: number
}

/** Two lists instead of one of pairs: the garbage collector has to go through every object that there is. */
interface Run {
	readonly ranks: number[]
	readonly keys: string[]
}

/** Short enough that inserting is quick, long enough that there are few of them. */
const LONGEST_RUN = 512
/** Two neighbours that are no longer together than this become one. */
const SHORT_RUN = LONGEST_RUN / 4

export function createSortedKeys(): SortedKeys {
	return { runs: [], size: 0 }
}

export function addKey(keys: SortedKeys, rank: number, key: string): void {
	const { runs } = keys
	const at = runOf(keys, rank, key)
	const run = runs[at]
	keys.size += 1
	const isLast = run === undefined || isBefore(run, run.keys.length - 1, rank, key)
	if (run === undefined || (isLast && run.keys.length >= LONGEST_RUN)) {
		runs.push({ ranks: [rank], keys: [key] })
		return
	}
	const place = isLast ? run.keys.length : placeIn(run, rank, key)
	run.ranks.splice(place, 0, rank)
	run.keys.splice(place, 0, key)
	if (run.keys.length <= LONGEST_RUN) return
	const half = LONGEST_RUN / 2
	runs.splice(at + 1, 0, { ranks: run.ranks.splice(half), keys: run.keys.splice(half) })
}

/** The rank must be the one with which it was added. */
export function removeKey(keys: SortedKeys, rank: number, key: string): void {
	const { runs } = keys
	const at = runOf(keys, rank, key)
	const run = runs[at]
	if (run === undefined) return
	const place = placeIn(run, rank, key)
	if (run.ranks[place] !== rank || run.keys[place] !== key) return
	run.ranks.splice(place, 1)
	run.keys.splice(place, 1)
	keys.size -= 1
	if (run.keys.length === 0) runs.splice(at, 1)
	else joinNext(runs, at, run)
}

function joinNext(runs: Run[], at: number, run: Run): void {
	const next = runs[at + 1]
	if (next === undefined || run.keys.length + next.keys.length > SHORT_RUN) return
	run.ranks.push(...next.ranks)
	run.keys.push(...next.keys)
	runs.splice(at + 1, 1)
}

export function* ascending({ runs }: SortedKeys): Generator<Ranked> {
	for (const { ranks, keys } of runs) {
		for (const [index, key] of keys.entries()) yield [ranks[index] ?? 0, key]
	}
}

export function* descending({ runs }: SortedKeys): Generator<Ranked> {
	for (let at = runs.length - 1; at >= 0; at -= 1) {
		const { ranks, keys } = runs[at] ?? { ranks: [], keys: [] }
		for (let index = keys.length - 1; index >= 0; index -= 1) yield [ranks[index] ?? 0, keys[index] ?? '']
	}
}

/** All in one order, highest rank first. */
export function* mergeDescending(sources: readonly SortedKeys[]): Generator<Ranked> {
	const heads = sources.map(descending).map((rest) => ({ rest, next: rest.next() }))
	for (;;) {
		let highest: (typeof heads)[number] | undefined
		for (const head of heads) {
			if (!head.next.done && (highest === undefined || isSooner(highest.next.value, head.next.value))) highest = head
		}
		if (highest === undefined) return
		yield highest.next.value
		highest.next = highest.rest.next()
	}
}

/** The first run whose last entry is not before the entry, or the last run. */
function runOf({ runs }: SortedKeys, rank: number, key: string): number {
	let low = 0
	let high = runs.length - 1
	while (low < high) {
		const middle = (low + high) >>> 1
		const run = runs[middle]
		if (run !== undefined && isBefore(run, run.keys.length - 1, rank, key)) low = middle + 1
		else high = middle
	}
	return low
}

/** The place of the first entry of the run that is not before the entry. */
function placeIn(run: Run, rank: number, key: string): number {
	let low = 0
	let high = run.keys.length
	while (low < high) {
		const middle = (low + high) >>> 1
		if (isBefore(run, middle, rank, key)) low = middle + 1
		else high = middle
	}
	return low
}

/** Whether the entry at this place of the run is before the other. */
function isBefore({ ranks, keys }: Run, place: number, rank: number, key: string): boolean {
	const one = ranks[place] ?? 0
	if (one !== rank) return one < rank
	const oneKey = keys[place] ?? ''
	return oneKey.length === key.length ? oneKey < key : oneKey.length < key.length
}

function isSooner([one, oneKey]: Ranked, [other, otherKey]: Ranked): boolean {
	if (one !== other) return one < other
	return oneKey.length === otherKey.length ? oneKey < otherKey : oneKey.length < otherKey.length
}
