import type { SparseVector } from './dictionary.ts'
import { addRows } from './kernels.ts'
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

type Steps = { count: number; labels: Int32Array; sizes: Float64Array }

/**
 * One-against-the-rest linear support vector machines with squared hinge loss by dual coordinate descent (Hsieh and others,
 * 2008; the method of LIBLINEAR), all classes in one pass over the data. Seeded: the same examples give the same weights. It does
 * not look at disturbed texts: they cost it a point of accuracy.
 */
export function trainSvm(set: TrainingSet, seed: number): FloatLayer {
	const { classes } = set
	const layer = { rows: new Float32Array(set.features * classes), bias: new Float32Array(classes) }
	const scores = new Float32Array(classes)
	const steps = { count: 0, labels: new Int32Array(classes), sizes: new Float64Array(classes) }
	const duals = new Float32Array(set.vectors.length * classes)
	const random = createRandom(seed)
	const order = Int32Array.from(set.vectors.keys())
	for (let round = 0; round < ROUNDS; round += 1) {
		shuffle(order, random)
		for (const index of order) {
			const vector = set.vectors[index]
			if (vector === undefined) continue
			scores.set(layer.bias)
			addRows(scores, layer.rows, vector.ids, vector.values, vector.ids.length)
			improveDuals(scores, duals, index * classes, set.labels[index] ?? 0, steps)
			if (steps.count > 0) moveWeights(layer, vector, steps)
		}
	}
	return layer
}

function improveDuals(scores: Float32Array, duals: Float32Array, offset: number, own: number, steps: Steps): void {
	steps.count = 0
	for (let label = 0; label < scores.length; label += 1) {
		const sign = label === own ? 1 : -1
		const softness = 0.5 / (label === own ? POSITIVE_COST : COST)
		const before = duals[offset + label] ?? 0
		const gradient = sign * (scores[label] ?? 0) - 1 + before * softness
		// Every vector has length 1 and the bias counts as one more feature of value 1, hence 2.
		const after = Math.max(before - gradient / (2 + softness), 0)
		const step = after - before
		if (Math.abs(step) < NEGLIGIBLE_STEP) continue
		duals[offset + label] = after
		steps.labels[steps.count] = label
		steps.sizes[steps.count] = step * sign
		steps.count += 1
	}
}

function moveWeights({ rows, bias }: FloatLayer, { ids, values }: SparseVector, { count, labels, sizes }: Steps): void {
	for (let move = 0; move < count; move += 1) {
		const label = labels[move] ?? 0
		bias[label] = (bias[label] ?? 0) + (sizes[move] ?? 0)
	}
	for (let at = 0; at < ids.length; at += 1) {
		const offset = (ids[at] ?? 0) * bias.length
		const value = values[at] ?? 0
		for (let move = 0; move < count; move += 1) {
			const place = offset + (labels[move] ?? 0)
			rows[place] = (rows[place] ?? 0) + value * (sizes[move] ?? 0)
		}
	}
}
