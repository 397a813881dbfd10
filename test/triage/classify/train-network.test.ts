import { expect, test } from 'vitest'
import { ensembleFor, hiddenUnitsOf } from '../../../src/triage/classify/ensemble.ts'
import { FAMILY } from '../../../src/triage/classify/features.ts'
import { trainNetworks } from '../../../src/triage/classify/train-network.ts'
import type { TrainingSet } from '../../../src/triage/classify/train-svm.ts'

const FAMILIES = Object.values(FAMILY)

/** Two classes of ten texts each; each text holds one feature of every family, those of its class. */
function twoClasses(): TrainingSet {
	const labels = Int32Array.from({ length: 20 }, (_, row) => row % 2)
	const vectors = Array.from(labels, (label) => ({
		ids: Int32Array.from(FAMILIES, (_, at) => label * FAMILIES.length + at),
		values: new Float32Array(FAMILIES.length).fill(0.4),
	}))
	const families = Uint8Array.from([...FAMILIES, ...FAMILIES])
	return { vectors, disturbed: vectors.map(() => undefined), labels, features: families.length, families, classes: 2 }
}

test('a network knows nothing of the families that it does not see', () => {
	const set = twoClasses()
	const { views, units } = ensembleFor(set.vectors.length)
	const { hidden } = trainNetworks(set, ensembleFor(set.vectors.length), 1)
	expect(hidden.rows).toHaveLength(set.features * views.length * units)
	for (const [index, view] of views.entries()) {
		const heard = (id: number) => {
			const start = (id * views.length + index) * units
			return hidden.rows.subarray(start, start + units).some((weight) => weight !== 0)
		}
		const familiesHeard = new Set([...set.families.keys()].filter(heard).map((id) => set.families[id]))
		expect(familiesHeard).toEqual(new Set(view))
	}
})

test('all networks together tell the classes apart', () => {
	const set = twoClasses()
	const { hidden, output } = trainNetworks(set, ensembleFor(set.vectors.length), 1)
	const width = hidden.bias.length
	const scoresOf = (row: number) => {
		const sums = Float64Array.from(hidden.bias)
		for (const [at, id] of set.vectors[row]?.ids.entries() ?? []) {
			const value = set.vectors[row]?.values[at] ?? 0
			for (let unit = 0; unit < width; unit += 1) sums[unit] = (sums[unit] ?? 0) + value * (hidden.rows[id * width + unit] ?? 0)
		}
		return Array.from(output.bias, (bias, label) =>
			sums.reduce((sum, heard, unit) => sum + Math.max(0, heard) * (output.weights[label * width + unit] ?? 0), bias),
		)
	}
	for (const [row, label] of set.labels.entries()) {
		const scores = scoresOf(row)
		expect(scores.indexOf(Math.max(...scores))).toBe(label)
	}
})

test('few examples are seen from several sides, many from all sides at once', () => {
	const sides = (examples: number) => new Set(ensembleFor(examples).views.map((view) => view.join())).size
	expect(sides(770)).toBeGreaterThan(2)
	for (const examples of [10_003, 33_000]) {
		expect(sides(examples)).toBe(1)
		expect(ensembleFor(examples).views[0]).toHaveLength(FAMILIES.length)
	}
	expect(hiddenUnitsOf(ensembleFor(33_000))).toBeLessThan(hiddenUnitsOf(ensembleFor(10_003)))
	expect(hiddenUnitsOf(ensembleFor(33_000, 'trust'))).toBeLessThan(hiddenUnitsOf(ensembleFor(33_000)))
	expect(ensembleFor(770, 'trust')).toBe(ensembleFor(770))
})
