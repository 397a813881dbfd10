import type { HeldOutScores } from './calibrate.ts'
import { createRandom, shuffle } from './random.ts'
import { score, type TrainingSet, trainSvm } from './train-svm.ts'

/**
 * The scores of a part of the examples by a model that has not seen them.
 * @param rows which examples may be held out; all others are always learnt from.
 * @param part how many: 3 holds out every third of each class.
 */
export function scoreHeldOut(set: TrainingSet, rows: Int32Array, part: number): HeldOutScores[] {
	const held = chooseHeldOut(set, rows, part)
	const model = trainSvm(
		set,
		Int32Array.from(set.vectors.keys()).filter((row) => !held.has(row)),
	)
	return [...held].flatMap((row) => {
		const vector = set.vectors[row]
		if (vector === undefined) return []
		const scores = new Float64Array(set.classes)
		score(model, vector, scores)
		return [{ scores, label: set.labels[row] ?? 0 }]
	})
}

function chooseHeldOut(set: TrainingSet, rows: Int32Array, part: number): Set<number> {
	const order = Int32Array.from(rows)
	shuffle(order, createRandom(11))
	const held = new Set<number>()
	const seen = new Map<number, number>()
	for (const row of order) {
		const label = set.labels[row] ?? 0
		const count = (seen.get(label) ?? label) + 1
		seen.set(label, count)
		if (count % part === 0) held.add(row)
	}
	return held
}
