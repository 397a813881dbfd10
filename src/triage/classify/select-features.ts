import type { Features } from './features.ts'

/** A feature's hash with its family and the number of texts that it occurs in. */
export type Occurrence = { hash: number; family: number; texts: number }

/** The features of the texts, each once, in the order of their first occurrence. */
export function countFeatures(texts: readonly Features[]): Occurrence[] {
	const counts = new Map<number, Occurrence & { last: number }>()
	for (const [row, { hashes, families }] of texts.entries()) {
		for (let at = 0; at < hashes.length; at += 1) {
			const hash = hashes[at] ?? 0
			const entry = counts.get(hash)
			if (entry === undefined) counts.set(hash, { hash, family: families[at] ?? 0, texts: 1, last: row })
			else if (entry.last !== row) {
				entry.last = row
				entry.texts += 1
			}
		}
	}
	return [...counts.values()]
}

/**
 * The features that tell most about the topic, in their old order.
 * @param labels the topic of each text, as a small number.
 * @param most how many are kept at most.
 * @param isDear those of such families go last, and only if they alone are too many.
 */
export function selectFeatures(
	features: readonly Occurrence[],
	texts: readonly Features[],
	{ labels, most, isDear }: { labels: Int32Array; most: number; isDear(family: number): boolean },
): Occurrence[] {
	if (features.length <= most) return [...features]
	const telling = tellingOf(features, texts, labels)
	const dear = Uint8Array.from(features, ({ family }) => (isDear(family) ? 1 : 0))
	const worse = (one: number, other: number) =>
		(dear[other] ?? 0) - (dear[one] ?? 0) || (telling[other] ?? 0) - (telling[one] ?? 0) || one - other
	const kept = new Set(Int32Array.from(features.keys()).sort(worse).subarray(0, most))
	return features.filter((_, place) => kept.has(place))
}

/**
 * How much each feature tells about the topic, in nats over all its texts: how far their topics are from those of all texts (half
 * the G statistic), less what as many topics drawn at random would seem to tell. Rare features of one topic and frequent ones of
 * some topics are worth much, filler words and what occurs everywhere once are worth nothing.
 */
function tellingOf(features: readonly Occurrence[], texts: readonly Features[], labels: Int32Array): Float64Array {
	const places = new Map(features.map(({ hash }, place) => [hash, place]))
	const topics: number[][] = features.map(() => [])
	const last = new Int32Array(features.length).fill(-1)
	for (const [row, { hashes }] of texts.entries()) {
		for (const hash of hashes) {
			const place = places.get(hash)
			if (place === undefined || last[place] === row) continue
			last[place] = row
			topics[place]?.push(labels[row] ?? 0)
		}
	}
	const usual = countEach(labels)
	return Float64Array.from(topics, (found) => {
		let sum = 0
		for (const [label, count] of countEach(found)) {
			const expected = (found.length * (usual.get(label) ?? 1)) / labels.length
			sum += count * Math.log(count / expected) - 1
		}
		return sum
	})
}

function countEach(labels: ArrayLike<number>): Map<number, number> {
	const counts = new Map<number, number>()
	for (let at = 0; at < labels.length; at += 1) counts.set(labels[at] ?? 0, (counts.get(labels[at] ?? 0) ?? 0) + 1)
	return counts
}
