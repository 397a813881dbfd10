import type { Dictionary } from './dictionary.ts'

/** How much time training may take: `quick` learns a linear machine only, `full` an ensemble of small networks beside it. */
export type Effort = 'quick' | 'full'

/** What training learnt, as plain data: it can be sent between threads and written to a file. */
export type ClassifierModel = {
	topics: readonly string[]
	dictionary: Dictionary
	/** The words of the examples, most frequent first: what a misspelt word may have been meant to be. */
	words: readonly string[]
	/** One column per topic. */
	linear: ByteLayer
	network: NetworkModel | undefined
	/** Divides the scores before they become chances. */
	temperature: number
}

/** All networks of the ensemble side by side: one column per hidden unit, and the way from them to the topics. */
export type NetworkModel = { hidden: ByteLayer; output: OutputLayer }

/** Weights as bytes, feature by feature, and what one step of a byte is worth in each feature's row. */
export type ByteLayer = { rows: Int8Array; steps: Float32Array; bias: Float32Array }

/** Class by class, as many weights as there are hidden units. */
export type OutputLayer = { weights: Float32Array; bias: Float32Array }

/** Weights as they are learnt, feature by feature, before they are made small. */
export type FloatLayer = { rows: Float32Array; bias: Float32Array }

const LARGEST_BYTE = 127

/** Rounds each row to 255 steps of its own size; measured: no point of accuracy lost. */
export function toBytes({ rows, bias }: FloatLayer): ByteLayer {
	const width = bias.length
	const bytes = new Int8Array(rows.length)
	const steps = new Float32Array(rows.length / width)
	for (let id = 0; id < steps.length; id += 1) {
		const row = rows.subarray(id * width, (id + 1) * width)
		let largest = 0
		for (let at = 0; at < width; at += 1) largest = Math.max(largest, Math.abs(row[at] ?? 0))
		const step = largest / LARGEST_BYTE
		steps[id] = step
		if (step === 0) continue
		for (let at = 0; at < width; at += 1) bytes[id * width + at] = Math.round((row[at] ?? 0) / step)
	}
	return { rows: bytes, steps, bias }
}
