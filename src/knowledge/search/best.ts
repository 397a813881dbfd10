const BUCKETS = 1024
/** Of a large index only every so many scores are looked at to guess where the bar lies. */
const SAMPLED = 8
const LARGE = 20_000

/**
 * The places of the highest scores, in ascending order of place. A bar is guessed from a sample and then lowered until enough are
 * above it, so that the scores, one for each document of the index, are not sorted.
 */
export function best(scores: Float32Array, most: number, accept: (place: number) => boolean): number[] {
	const step = scores.length > LARGE ? SAMPLED : 1
	const { counts, width } = sample(scores, step)
	// Twice as many as are wanted, because a sample is not exact.
	for (let goal = step === 1 ? most : (2 * most) / step; ; goal *= 4) {
		const bar = barFor(counts, goal) * width
		const found = above(scores, bar, accept)
		if (found.length >= most || bar === 0) return trim(found, scores, most)
	}
}

/** How many scores of the sample lie in each bucket; everything above the sample's highest is in the last one. */
function sample(scores: Float32Array, step: number): { counts: Uint32Array; width: number } {
	let highest = 0
	for (let place = 0; place < scores.length; place += step) highest = Math.max(highest, scores[place] ?? 0)
	const width = highest / (BUCKETS - 1)
	const counts = new Uint32Array(BUCKETS)
	if (highest === 0) return { counts, width }
	for (let place = 0; place < scores.length; place += step) {
		const bucket = Math.floor((scores[place] ?? 0) / width)
		counts[bucket] = (counts[bucket] ?? 0) + 1
	}
	return { counts, width }
}

function above(scores: Float32Array, bar: number, accept: (place: number) => boolean): number[] {
	const found: number[] = []
	for (let place = 0; place < scores.length; place += 1) {
		const score = scores[place] ?? 0
		if (score > 0 && score >= bar && accept(place)) found.push(place)
	}
	return found
}

/** The highest bucket that has, with all above it, at least so many. */
function barFor(counts: Uint32Array, goal: number): number {
	let seen = 0
	for (let bucket = BUCKETS - 1; bucket > 0; bucket -= 1) {
		seen += counts[bucket] ?? 0
		if (seen >= goal) return bucket
	}
	return 0
}

/** A bucket may hold many of the same score. */
function trim(found: number[], scores: Float32Array, most: number): number[] {
	if (found.length <= most) return found
	return found
		.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
		.slice(0, most)
		.sort((a, b) => a - b)
}
