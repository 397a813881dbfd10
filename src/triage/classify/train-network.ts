import type { SparseVector } from './dictionary.ts'
import { addRow, addToRow, dotRow, meanSquare } from './kernels.ts'
import type { FloatLayer, OutputLayer } from './model.ts'
import { createRandom, shuffle } from './random.ts'
import type { TrainingSet } from './train-svm.ts'

// Measured on folds of Banking77 (whole, and with ten examples a class), HWU64 and the articles' own questions. Label smoothing,
// mixup, other activations, a second hidden layer's width and warm starts on other data sets brought less than they cost.
const HIDDEN = 64
const NETWORKS = 3
const FIRST_STEP = 0.05
const OUTPUT_STEP = 0.03
const LAST_STEP_SHARE = 0.05
const BIAS_SHARE = 0.1
const INPUT_DROPOUT = 0.3
const HIDDEN_DROPOUT = 0.15
const START_WEIGHT = 0.1
/** Rounds over a thousand examples. Eight times as many examples need half as many rounds. */
const ROUNDS = 50
const MOST_ROUNDS = 60
/** How often it sees an example in its disturbed form, where there is one. */
const DISTURBED_SHARE = 0.4
const NEGLIGIBLE = 1e-5

type Network = {
	rows: Float32Array
	bias: Float32Array
	output: OutputLayer
	/** Sums of squared gradients (AdaGrad), one per row: a rare feature still takes large steps. */
	rowSquares: Float32Array
	outputSquares: Float32Array
	biasSquare: number
}

/** What one example needs while it passes through; made once, used for all. */
type Pass = {
	ids: Int32Array
	values: Float32Array
	count: number
	hidden: Float32Array
	mask: Float32Array
	back: Float32Array
	chances: Float32Array
}

/**
 * A few networks with one hidden layer each (rectified, with dropout), trained one after the other from different random
 * starts; their scores are averaged, which is worth two to three points where examples are few. Seeded.
 */
export function trainNetworks(set: TrainingSet, seed: number): { hidden: FloatLayer; output: OutputLayer } {
	const networks = Array.from({ length: NETWORKS }, (_, index) => trainNetwork(set, createRandom(seed * 1000 + index)))
	const width = HIDDEN * NETWORKS
	const rows = new Float32Array(set.features * width)
	const bias = new Float32Array(width)
	const output = { weights: new Float32Array(set.classes * width), bias: new Float32Array(set.classes) }
	for (const [index, network] of networks.entries()) {
		const place = (from: Float32Array, to: Float32Array, factor: number): void => {
			for (let at = 0; at < from.length; at += 1)
				to[Math.floor(at / HIDDEN) * width + index * HIDDEN + (at % HIDDEN)] = (from[at] ?? 0) * factor
		}
		place(network.rows, rows, 1)
		place(network.bias, bias, 1)
		place(network.output.weights, output.weights, 1 / NETWORKS)
		for (let label = 0; label < set.classes; label += 1)
			output.bias[label] = (output.bias[label] ?? 0) + (network.output.bias[label] ?? 0) / NETWORKS
	}
	return { hidden: { rows, bias }, output }
}

function trainNetwork(set: TrainingSet, random: () => number): Network {
	const network = startNetwork(set, random)
	const longest = Math.max(1, ...[...set.vectors, ...set.disturbed].map((vector) => vector?.ids.length ?? 0))
	const pass: Pass = {
		ids: new Int32Array(longest),
		values: new Float32Array(longest),
		count: 0,
		hidden: new Float32Array(HIDDEN),
		mask: new Float32Array(HIDDEN),
		back: new Float32Array(HIDDEN),
		chances: new Float32Array(set.classes),
	}
	const order = Int32Array.from(set.vectors.keys())
	const rounds = Math.min(MOST_ROUNDS, Math.ceil(ROUNDS * Math.cbrt(1000 / Math.max(1, order.length))))
	let looks = 0
	for (let round = 0; round < rounds; round += 1) {
		shuffle(order, random)
		for (const row of order) {
			const share = 1 - ((1 - LAST_STEP_SHARE) * looks) / (rounds * order.length)
			looks += 1
			const disturbed = random() < DISTURBED_SHARE ? set.disturbed[row] : undefined
			const vector = disturbed ?? set.vectors[row]
			if (vector === undefined) continue
			forward(network, pass, vector, random)
			learnOutput(network, pass, set.labels[row] ?? 0, OUTPUT_STEP * share)
			learnRows(network, pass, FIRST_STEP * share)
		}
	}
	return network
}

function startNetwork({ features, classes }: TrainingSet, random: () => number): Network {
	const between = (length: number, limit: number) => Float32Array.from({ length }, () => (random() * 2 - 1) * limit)
	return {
		rows: between(features * HIDDEN, START_WEIGHT),
		bias: new Float32Array(HIDDEN),
		output: { weights: between(classes * HIDDEN, Math.sqrt(3 / HIDDEN)), bias: new Float32Array(classes) },
		rowSquares: new Float32Array(features).fill(1e-8),
		outputSquares: new Float32Array(classes).fill(1e-8),
		biasSquare: 1e-8,
	}
}

/** From a random part of the features to the hidden units, of which a random part is silenced. */
function forward(network: Network, pass: Pass, vector: SparseVector, random: () => number): void {
	const { hidden, mask } = pass
	pass.count = 0
	hidden.set(network.bias)
	for (let at = 0; at < vector.ids.length; at += 1) {
		if (random() < INPUT_DROPOUT) continue
		const id = vector.ids[at] ?? 0
		const value = (vector.values[at] ?? 0) / (1 - INPUT_DROPOUT)
		pass.ids[pass.count] = id
		pass.values[pass.count] = value
		pass.count += 1
		addRow(hidden, network.rows, id * HIDDEN, value, HIDDEN)
	}
	for (let unit = 0; unit < HIDDEN; unit += 1) {
		const kept = (hidden[unit] ?? 0) > 0 && random() >= HIDDEN_DROPOUT ? 1 / (1 - HIDDEN_DROPOUT) : 0
		mask[unit] = kept
		hidden[unit] = (hidden[unit] ?? 0) * kept
	}
}

/** Cross-entropy over the classes; moves the output layer and leaves in `back` what the hidden units should have been. */
function learnOutput({ output, outputSquares }: Network, pass: Pass, own: number, step: number): void {
	const { hidden, back, chances } = pass
	toChances(output, hidden, chances)
	const energy = meanSquare(hidden) + 1e-6
	back.fill(0)
	for (let label = 0; label < chances.length; label += 1) {
		const error = (chances[label] ?? 0) - (label === own ? 1 : 0)
		const square = (outputSquares[label] ?? 0) + error * error * energy
		outputSquares[label] = square
		if (Math.abs(error) < NEGLIGIBLE) continue
		addRow(back, output.weights, label * HIDDEN, error, HIDDEN)
		const move = (step * error) / Math.sqrt(square)
		addToRow(output.weights, label * HIDDEN, -move, hidden)
		output.bias[label] = (output.bias[label] ?? 0) - move * BIAS_SHARE
	}
}

function toChances(output: OutputLayer, hidden: Float32Array, chances: Float32Array): void {
	let best = Number.NEGATIVE_INFINITY
	for (let label = 0; label < chances.length; label += 1) {
		const score = (output.bias[label] ?? 0) + dotRow(hidden, output.weights, label * HIDDEN)
		chances[label] = score
		best = Math.max(best, score)
	}
	let sum = 0
	for (let label = 0; label < chances.length; label += 1) {
		const chance = Math.exp((chances[label] ?? 0) - best)
		chances[label] = chance
		sum += chance
	}
	for (let label = 0; label < chances.length; label += 1) chances[label] = (chances[label] ?? 0) / sum
}

function learnRows(network: Network, { ids, values, count, mask, back }: Pass, step: number): void {
	for (let unit = 0; unit < HIDDEN; unit += 1) back[unit] = (back[unit] ?? 0) * (mask[unit] ?? 0)
	const energy = meanSquare(back)
	if (energy === 0) return
	for (let at = 0; at < count; at += 1) {
		const id = ids[at] ?? 0
		const value = values[at] ?? 0
		const square = (network.rowSquares[id] ?? 0) + value * value * energy
		network.rowSquares[id] = square
		addToRow(network.rows, id * HIDDEN, (-step * value) / Math.sqrt(square), back)
	}
	network.biasSquare += energy
	addToRow(network.bias, 0, (-step * BIAS_SHARE) / Math.sqrt(network.biasSquare), back)
}
