import type { Dictionary } from './dictionary.ts'
import { LARGEST_HALF_BYTE, packHalfBytes, paddedWidth } from './kernels.ts'

/** How much time training may take: `quick` learns a linear machine only, `full` an ensemble of small networks beside it. */
export type Effort = 'quick' | 'full'

/** What training learnt, as plain data: it can be sent between threads and written to a file. */
export type ClassifierModel = {
	topics: readonly string[]
	dictionary: Dictionary
	/** The words of the examples, most frequent first: what a misspelt word may have been meant to be. */
	words: readonly string[]
	/** One column per topic, and columns of zeros up to the next width that the kernels take. */
	linear: HalfByteLayer
	network: NetworkModel | undefined
	/** Divides the scores before they become chances. */
	temperature: number
}

/** All networks of the ensemble side by side: one column per hidden unit, and the way from them to the topics. */
export type NetworkModel = { hidden: HalfByteLayer; output: OutputLayer }

/** Weights as packed half bytes, feature by feature, and what one step is worth in each feature's row. */
export type HalfByteLayer = { rows: Uint8Array; steps: Float32Array; bias: Float32Array }

/** Class by class, as many weights as there are hidden units. */
export type OutputLayer = { weights: Float32Array; bias: Float32Array }

/** Weights as they are learnt, feature by feature, before they are made small. */
export type FloatLayer = { rows: Float32Array; bias: Float32Array }

/** Under the ten million bytes that a model may have, with room for what frames the numbers. */
const LARGEST_MODEL = 9_800_000
/** The hash of a feature, its weight, and what a step is worth in each of its two rows. */
const BYTES_BESIDE_ROWS = 16
const BYTES_BESIDE_LETTERS = 3
/** With thousands of topics fewer features could not tell them apart, however large the model becomes. */
const LEAST_FEATURES = 10_000

/** How many features fit into a model of these topics and words, with so many hidden units in its networks. */
export function roomForFeatures(topics: readonly string[], words: readonly string[], hiddenUnits: number): number {
	const names = [...topics, ...words].reduce((sum, { length }) => sum + length + BYTES_BESIDE_LETTERS, 0)
	const output = topics.length * (hiddenUnits + 1) * Float32Array.BYTES_PER_ELEMENT
	const row = (paddedWidth(topics.length) + hiddenUnits) / 2
	const room = (LARGEST_MODEL - names - output) / (row + BYTES_BESIDE_ROWS)
	return Math.max(LEAST_FEATURES, Math.floor(room))
}

/** What is far from the other weights of its row may be cut to this part of itself, so that the others are rounded more finely. */
const CUTS = [1, 0.9, 0.8, 0.7, 0.6]

/** Rounds each row to 15 steps of its own size; measured: no point of accuracy lost beside 255, and room for twice the features. */
export function toHalfBytes({ rows, bias }: FloatLayer): HalfByteLayer {
	const width = bias.length
	const rounded = new Int8Array(rows.length)
	const steps = new Float32Array(rows.length / width)
	for (let id = 0; id < steps.length; id += 1) {
		const row = rows.subarray(id * width, (id + 1) * width)
		const step = bestStep(row)
		steps[id] = step
		for (let at = 0; at < width; at += 1) rounded[id * width + at] = inSteps(row[at] ?? 0, step)
	}
	return { rows: packHalfBytes(rounded), steps, bias }
}

/** The step with the least squared error; 0 for a row of zeros. */
function bestStep(row: Float32Array): number {
	const largest = row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
	let best = { step: 0, error: Number.POSITIVE_INFINITY }
	for (const cut of CUTS) {
		const step = (cut * largest) / LARGEST_HALF_BYTE
		let error = 0
		for (const weight of row) error += (weight - step * inSteps(weight, step)) ** 2
		if (error < best.error) best = { step, error }
	}
	return best.step
}

function inSteps(weight: number, step: number): number {
	if (step === 0) return 0
	return Math.max(-LARGEST_HALF_BYTE, Math.min(LARGEST_HALF_BYTE, Math.round(weight / step)))
}
