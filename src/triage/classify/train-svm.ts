import type { SparseVector } from './dictionary.ts'
import { createKernels, paddedWidth } from './kernels.ts'
import type { FloatLayer } from './model.ts'
import { createRandom, shuffle } from './random.ts'

/** What to learn from, row by row. `disturbed` holds some of the same texts with typing errors. */
export type TrainingSet = {
	vectors: readonly SparseVector[]
	disturbed: readonly (SparseVector | undefined)[]
	labels: Int32Array
	features: number
	/** The family of each feature. */
	families: Uint8Array
	classes: number
}

// Cost of an error against a large margin (more for the few examples of the class than for the many others), rounds over the
// data, and the size of a step that still counts: measured like the family weights; more rounds or a finer step change nothing
// but the time.
const COST = 0.3
const POSITIVE_COST = 2
const ROUNDS = 5
const NEGLIGIBLE_STEP = 1e-3

/**
 * One-against-the-rest linear support vector machines with squared hinge loss by dual coordinate descent (Hsieh and others,
 * 2008; the method of LIBLINEAR), all classes in one pass over the data. Seeded: the same examples give the same weights. It does
 * not look at disturbed texts: they cost it a point of accuracy.
 */
export function trainSvm(set: TrainingSet, seed: number): FloatLayer {
	const { classes, vectors } = set
	const width = paddedWidth(classes)
	const longest = vectors.reduce((most, { ids }) => Math.max(most, ids.length), 0)
	const { arrays, kernels } = createKernels({
		rows: [Float32Array, set.features * width],
		scores: [Float32Array, width],
		moves: [Float32Array, width],
		ids: [Int32Array, longest],
		values: [Float32Array, longest],
	})
	const { rows, scores, moves, ids, values } = arrays
	const bias = new Float32Array(width)
	const duals = new Float32Array(vectors.length * classes)
	const random = createRandom(seed)
	const order = Int32Array.from(vectors.keys())
	for (let round = 0; round < ROUNDS; round += 1) {
		shuffle(order, random)
		for (const index of order) {
			const vector = vectors[index]
			if (vector === undefined) continue
			const count = vector.ids.length
			ids.set(vector.ids)
			values.set(vector.values)
			scores.set(bias)
			kernels.addRows(scores, rows, ids, values, count)
			if (!improveDuals(duals.subarray(index * classes, (index + 1) * classes), scores, set.labels[index] ?? 0, moves)) continue
			for (let label = 0; label < classes; label += 1) bias[label] = (bias[label] ?? 0) + (moves[label] ?? 0)
			kernels.addToRows(rows, ids, values, moves, count)
		}
	}
	return { rows, bias }
}

/** Leaves in `moves` by how much the weights of each class change. @returns whether any does. */
function improveDuals(duals: Float32Array, scores: Float32Array, own: number, moves: Float32Array): boolean {
	let isMoved = false
	for (let label = 0; label < duals.length; label += 1) {
		const sign = label === own ? 1 : -1
		const softness = 0.5 / (label === own ? POSITIVE_COST : COST)
		const before = duals[label] ?? 0
		const gradient = sign * (scores[label] ?? 0) - 1 + before * softness
		// Every vector has length 1 and the bias counts as one more feature of value 1, hence 2.
		const after = Math.max(before - gradient / (2 + softness), 0)
		const step = after - before
		const isNegligible = Math.abs(step) < NEGLIGIBLE_STEP
		moves[label] = isNegligible ? 0 : step * sign
		if (isNegligible) continue
		duals[label] = after
		isMoved = true
	}
	return isMoved
}
