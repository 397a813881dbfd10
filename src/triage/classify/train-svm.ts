import { createRandom, shuffle } from './random.ts'
import type { SparseVector } from './vector-space.ts'

/** One weight per feature and class (feature-major), and one bias per class. */
export type LinearModel = { classes: number; weights: Float32Array; bias: Float32Array }

export type TrainingSet = { vectors: readonly SparseVector[]; labels: Int32Array; features: number; classes: number }

// Cost of an error against a large margin (more for the few examples of the class than for the many others), rounds over the
// data, and the size of a step that still counts: measured like the family weights; more rounds or a finer step change nothing
// but the time.
const COST = 0.3
const POSITIVE_COST = 2
const ROUNDS = 5
const NEGLIGIBLE_STEP = 1e-3

/**
 * One-against-the-rest linear support vector machines with squared hinge loss by dual coordinate descent (Hsieh and others,
 * 2008; the method of LIBLINEAR), all classes in one pass over the data. Seeded: the same examples give the same model.
 * @param members the rows of the set to learn from.
 */
export function trainSvm(set: TrainingSet, members: Int32Array): LinearModel {
	const { classes } = set
	const model: LinearModel = {
		classes,
		weights: new Float32Array(set.features * classes),
		bias: new Float32Array(classes),
	}
	const duals = new Float32Array(set.vectors.length * classes)
	const scores = new Float64Array(classes)
	const steps = new Float64Array(classes)
	const random = createRandom(7)
	const order = Int32Array.from(members)
	for (let round = 0; round < ROUNDS; round += 1) {
		shuffle(order, random)
		for (const row of order) {
			const vector = set.vectors[row]
			if (vector === undefined) continue
			score(model, vector, scores)
			const moved = improveDuals(scores, duals, row * classes, set.labels[row] ?? 0, steps)
			if (moved > 0) moveWeights(model, vector, steps)
		}
	}
	return model
}

/** The distance of a vector from each class's boundary, written into `scores`. */
export function score(model: LinearModel, vector: SparseVector, scores: Float64Array): void {
	const { classes, weights } = model
	scores.set(model.bias)
	for (let index = 0; index < vector.ids.length; index += 1) {
		const offset = (vector.ids[index] ?? 0) * classes
		const value = vector.values[index] ?? 0
		for (let label = 0; label < classes; label += 1) scores[label] = (scores[label] ?? 0) + value * (weights[offset + label] ?? 0)
	}
}

function improveDuals(scores: Float64Array, duals: Float32Array, offset: number, own: number, steps: Float64Array): number {
	let moved = 0
	for (let label = 0; label < scores.length; label += 1) {
		const sign = label === own ? 1 : -1
		const softness = 0.5 / (label === own ? POSITIVE_COST : COST)
		const before = duals[offset + label] ?? 0
		const gradient = sign * (scores[label] ?? 0) - 1 + before * softness
		// Every vector has length 1 and the bias counts as one more feature of value 1, hence 2.
		const after = Math.max(before - gradient / (2 + softness), 0)
		const step = after - before
		if (Math.abs(step) < NEGLIGIBLE_STEP) {
			steps[label] = 0
			continue
		}
		duals[offset + label] = after
		steps[label] = step * sign
		moved += 1
	}
	return moved
}

function moveWeights(model: LinearModel, vector: SparseVector, steps: Float64Array): void {
	const { classes, weights, bias } = model
	const moved: number[] = []
	for (let label = 0; label < classes; label += 1) {
		const step = steps[label] ?? 0
		if (step === 0) continue
		moved.push(label)
		bias[label] = (bias[label] ?? 0) + step
	}
	for (let index = 0; index < vector.ids.length; index += 1) {
		const offset = (vector.ids[index] ?? 0) * classes
		const value = vector.values[index] ?? 0
		for (const label of moved) weights[offset + label] = (weights[offset + label] ?? 0) + value * (steps[label] ?? 0)
	}
}
