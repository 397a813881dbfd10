import type { SparseVector } from './dictionary.ts'
import { addByteRows, dotRow } from './kernels.ts'
import type { ByteLayer, NetworkModel } from './model.ts'

// How much the linear machine's margins count beside the networks' scores; measured like the networks' own settings.
const LINEAR_SHARE = 2.5

/** The raw score of each topic; higher is likelier. Not bounded, and comparable within one model only. */
export function scoreVector(linear: ByteLayer, network: NetworkModel | undefined, vector: SparseVector): Float64Array {
	const margins = sumRows(linear, vector)
	if (network === undefined) return Float64Array.from(margins)
	const hidden = sumRows(network.hidden, vector)
	for (let unit = 0; unit < hidden.length; unit += 1) if ((hidden[unit] ?? 0) < 0) hidden[unit] = 0
	const { weights, bias } = network.output
	const scores = new Float64Array(bias.length)
	for (let label = 0; label < scores.length; label += 1)
		scores[label] = (bias[label] ?? 0) + dotRow(hidden, weights, label * hidden.length) + LINEAR_SHARE * (margins[label] ?? 0)
	return scores
}

function sumRows({ rows, steps, bias }: ByteLayer, { ids, values }: SparseVector): Float32Array {
	const sums = Float32Array.from(bias)
	addByteRows(
		sums,
		rows,
		ids,
		values.map((value, at) => value * (steps[ids[at] ?? 0] ?? 0)),
	)
	return sums
}
