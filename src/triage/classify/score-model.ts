import type { SparseVector } from './dictionary.ts'
import { createKernels } from './kernels.ts'
import type { HalfByteLayer, NetworkModel } from './model.ts'

/** The raw score of each topic; higher is likelier. Not bounded, and comparable within one model only. */
export type Scorer = (vector: SparseVector) => Float64Array

// How much the linear machine's margins count beside the networks' scores; measured like the networks' own settings.
const LINEAR_SHARE = 2.5
/** Features that are added in one go; a longer text takes several. */
const FEATURES_AT_A_TIME = 1024

/** Makes a model ready to score texts. */
export function createScorer(classes: number, linear: HalfByteLayer, network: NetworkModel | undefined): Scorer {
	const { arrays, kernels } = createKernels({
		linear: [Uint8Array, linear.rows.length],
		hidden: [Uint8Array, network?.hidden.rows.length ?? 0],
		output: [Float32Array, network?.output.weights.length ?? 0],
		margins: [Float32Array, linear.bias.length],
		heard: [Float32Array, network?.hidden.bias.length ?? 0],
		scores: [Float32Array, classes],
		ids: [Int32Array, FEATURES_AT_A_TIME],
		factors: [Float32Array, FEATURES_AT_A_TIME],
	})
	const { margins, heard, scores, ids, factors } = arrays
	arrays.linear.set(linear.rows)
	if (network !== undefined) {
		arrays.hidden.set(network.hidden.rows)
		arrays.output.set(network.output.weights)
	}
	return (vector) => {
		sumRows(margins, arrays.linear, linear, vector)
		if (network === undefined) return Float64Array.from(margins.subarray(0, classes))
		sumRows(heard, arrays.hidden, network.hidden, vector)
		for (let unit = 0; unit < heard.length; unit += 1) if ((heard[unit] ?? 0) < 0) heard[unit] = 0
		scores.set(network.output.bias)
		kernels.addDots(scores, arrays.output, heard)
		return Float64Array.from(scores, (score, label) => score + LINEAR_SHARE * (margins[label] ?? 0))
	}

	function sumRows(sums: Float32Array, rows: Uint8Array, { steps, bias }: HalfByteLayer, vector: SparseVector): void {
		sums.set(bias)
		for (let start = 0; start < vector.ids.length; start += FEATURES_AT_A_TIME) {
			const count = Math.min(FEATURES_AT_A_TIME, vector.ids.length - start)
			for (let at = 0; at < count; at += 1) {
				const id = vector.ids[start + at] ?? 0
				ids[at] = id
				factors[at] = (vector.values[start + at] ?? 0) * (steps[id] ?? 0)
			}
			kernels.addHalfByteRows(sums, rows, ids, factors, count)
		}
	}
}
