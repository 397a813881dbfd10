import type { Features } from './features.ts'

/** A text as numbers: the ids of its known features with their weights. Its length is 1, or 0 when nothing is known. */
export type SparseVector = { ids: Int32Array; values: Float32Array }

export type VectorSpace = { size: number; toVector(features: Features): SparseVector }

// Relative weight of the feature families, measured by 3-fold cross-validation over the articles' questions: concepts carry
// what two people say in different words, which is most of it with three dozen questions a topic (without them 10 points less).
const FAMILY_WEIGHT: Readonly<Record<string, number>> = { w: 1.5, p: 0.5, c: 0.8, k: 3.5 }

/**
 * Learns which features occur in how many of the texts. Pieces and pairs that occur once are left out: they are noise and most
 * of the size. A word never seen still lengthens the vector: the less of a message is known, the lower all its scores.
 */
export function createVectorSpace(texts: readonly Features[]): VectorSpace {
	const frequency = new Map<string, number>()
	for (const features of texts) {
		for (const feature of features.keys()) frequency.set(feature, (frequency.get(feature) ?? 0) + 1)
	}
	const known = new Map<string, { id: number; weight: number }>()
	for (const [feature, count] of frequency) {
		if (count < 2 && !feature.startsWith('w')) continue
		const rarity = Math.log((1 + texts.length) / (1 + count)) + 1
		known.set(feature, { id: known.size, weight: rarity * weightOf(feature) })
	}
	const rarest = Math.log(1 + texts.length) + 1
	const unknownWeight = (feature: string) => (feature.startsWith('w') ? rarest * weightOf(feature) : 0)
	return {
		size: known.size,
		toVector(features) {
			const ids: number[] = []
			const values: number[] = []
			let square = 0
			for (const [feature, count] of features) {
				const entry = known.get(feature)
				const value = (entry?.weight ?? unknownWeight(feature)) * (1 + Math.log(count))
				square += value * value
				if (entry === undefined) continue
				ids.push(entry.id)
				values.push(value)
			}
			const length = Math.sqrt(square) || 1
			return { ids: Int32Array.from(ids), values: Float32Array.from(values, (value) => value / length) }
		},
	}
}

function weightOf(feature: string): number {
	return FAMILY_WEIGHT[feature.charAt(0)] ?? 1
}
