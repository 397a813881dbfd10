import type { SparseVector } from './dictionary.ts'
import { type Ensemble, hiddenUnitsOf, type View } from './ensemble.ts'
import { createKernels, type Kernels } from './kernels.ts'
import type { FloatLayer, OutputLayer } from './model.ts'
import { createRandom, shuffle } from './random.ts'
import type { TrainingSet } from './train-svm.ts'

// Measured on folds of Banking77 (whole, and with ten examples a class), HWU64 and the articles' own questions. Label smoothing,
// mixup, other activations, a second hidden layer's width and warm starts on other data sets brought less than they cost.

// Half as large steps leave networks of this size unfinished: 0.3 to 0.4 of a point lost on Banking77 and CLINC150.
const FIRST_STEP = 0.1
const OUTPUT_STEP = 0.08
const LAST_STEP_SHARE = 0.02
const BIAS_SHARE = 0.1
// Half of the features at a time: no word can lean on its pieces and pairs. Worth up to half a point beside 0.3, and faster.
// Hidden units are too few to silence any of them as well.
const INPUT_DROPOUT = 0.55
/** What is left is made as loud as all of it was. */
const LOUDER = 1 / (1 - INPUT_DROPOUT)
const START_WEIGHT = 0.1
/** Rounds over a thousand examples. Eight times as many examples need half as many rounds. */
const ROUNDS = 50
const MOST_ROUNDS = 60
/** How often it sees an example in its disturbed form, where there is one. */
const DISTURBED_SHARE = 0.4
// Nothing is learnt from what is nearly right: a third of the time, and no point of accuracy.
const NEGLIGIBLE_ERROR = 0.002
const SURE = 0.95

/** A network, and what one example needs while it passes through; made once, used for all. */
type Network = {
	kernels: Kernels
	rows: Float32Array
	bias: Float32Array
	/** Class by class, as many weights as there are hidden units. */
	weights: Float32Array
	outputBias: Float32Array
	/** Sums of squared gradients (AdaGrad), one per row: a rare feature still takes large steps. */
	rowSquares: Float32Array
	outputSquares: Float32Array
	biasSquare: number
	/** The features of the example that are not dropped, with their values and how far their rows move. */
	ids: Int32Array
	values: Float32Array
	factors: Float32Array
	count: number
	/** What each hidden unit says, and what it should have said. */
	hidden: Float32Array
	back: Float32Array
	chances: Float32Array
	/** The classes that were wrong by more than nothing, by how much, and how far their weights move. */
	labels: Int32Array
	errors: Float32Array
	moves: Float32Array
}

/**
 * A few networks with one hidden layer each (rectified, with dropout of features), trained one after the other from different random
 * starts; their scores are averaged, which is worth two to three points where examples are few. Seeded.
 */
export function trainNetworks(set: TrainingSet, ensemble: Ensemble, seed: number): { hidden: FloatLayer; output: OutputLayer } {
	const { views, units } = ensemble
	const width = hiddenUnitsOf(ensemble)
	const hidden = { rows: new Float32Array(set.features * width), bias: new Float32Array(width) }
	const output = { weights: new Float32Array(set.classes * width), bias: new Float32Array(set.classes) }
	const sets = new Map([...new Set(views)].map((view) => [view, seenBy(view, set)]))
	for (const [index, view] of views.entries()) {
		const random = createRandom(seed * 1000 + index)
		const own = trainNetwork(sets.get(view) ?? set, ensemble, random)
		const place = index * units
		for (const id of set.families.keys()) {
			if (isSeen(view, set, id)) hidden.rows.set(own.rows.subarray(id * units, (id + 1) * units), id * width + place)
		}
		hidden.bias.set(own.bias, place)
		for (let label = 0; label < set.classes; label += 1) {
			const weights = own.weights.subarray(label * units, (label + 1) * units)
			output.weights.set(
				weights.map((weight) => weight / views.length),
				label * width + place,
			)
			output.bias[label] = (output.bias[label] ?? 0) + (own.outputBias[label] ?? 0) / views.length
		}
	}
	return { hidden, output }
}

function isSeen(view: View, { families }: TrainingSet, id: number): boolean {
	return view.includes(families[id] ?? 0)
}

/** The same texts with those features only that the view has. */
function seenBy(view: View, set: TrainingSet): TrainingSet {
	if (set.families.every((family) => view.includes(family))) return set
	const cut = ({ ids, values }: SparseVector): SparseVector => {
		const places = Array.from(ids.keys()).filter((at) => isSeen(view, set, ids[at] ?? 0))
		return { ids: Int32Array.from(places, (at) => ids[at] ?? 0), values: Float32Array.from(places, (at) => values[at] ?? 0) }
	}
	return { ...set, vectors: set.vectors.map(cut), disturbed: set.disturbed.map((one) => one && cut(one)) }
}

function trainNetwork(set: TrainingSet, { units, rounds: part }: Ensemble, random: () => number): Network {
	const network = startNetwork(set, units, random)
	const order = Int32Array.from(set.vectors.keys())
	const rounds = Math.min(MOST_ROUNDS, Math.ceil(part * ROUNDS * Math.cbrt(1000 / Math.max(1, order.length))))
	let looks = 0
	for (let round = 0; round < rounds; round += 1) {
		shuffle(order, random)
		for (const row of order) {
			const share = 1 - ((1 - LAST_STEP_SHARE) * looks) / (rounds * order.length)
			looks += 1
			const disturbed = random() < DISTURBED_SHARE ? set.disturbed[row] : undefined
			const vector = disturbed ?? set.vectors[row]
			if (vector === undefined) continue
			forward(network, vector, random)
			const label = set.labels[row] ?? 0
			toChances(network)
			if ((network.chances[label] ?? 0) > SURE) continue
			learnOutput(network, label, OUTPUT_STEP * share)
			learnRows(network, FIRST_STEP * share)
		}
	}
	return network
}

function startNetwork({ vectors, disturbed, features, classes }: TrainingSet, units: number, random: () => number): Network {
	const longest = [...vectors, ...disturbed].reduce((most, vector) => Math.max(most, vector?.ids.length ?? 0), 0)
	const { arrays, kernels } = createKernels({
		rows: [Float32Array, features * units],
		weights: [Float32Array, classes * units],
		ids: [Int32Array, longest],
		values: [Float32Array, longest],
		factors: [Float32Array, longest],
		hidden: [Float32Array, units],
		back: [Float32Array, units],
		chances: [Float32Array, classes],
		labels: [Int32Array, classes],
		errors: [Float32Array, classes],
		moves: [Float32Array, classes],
	})
	const fill = (weights: Float32Array, limit: number) => {
		for (let at = 0; at < weights.length; at += 1) weights[at] = (random() * 2 - 1) * limit
	}
	fill(arrays.rows, START_WEIGHT)
	fill(arrays.weights, Math.sqrt(3 / units))
	return {
		...arrays,
		kernels,
		bias: new Float32Array(units),
		outputBias: new Float32Array(classes),
		rowSquares: new Float32Array(features).fill(1e-8),
		outputSquares: new Float32Array(classes).fill(1e-8),
		biasSquare: 1e-8,
		count: 0,
	}
}

/** From a random part of the features to the hidden units. */
function forward(network: Network, vector: SparseVector, random: () => number): void {
	const { kernels, rows, bias, ids, values, hidden } = network
	let count = 0
	for (let at = 0; at < vector.ids.length; at += 1) {
		// Written in any case: a branch that nobody can foresee costs more. What is dropped is written over.
		ids[count] = vector.ids[at] ?? 0
		values[count] = (vector.values[at] ?? 0) * LOUDER
		count += random() < INPUT_DROPOUT ? 0 : 1
	}
	network.count = count
	hidden.set(bias)
	kernels.addRows(hidden, rows, ids, values, count)
	for (let unit = 0; unit < hidden.length; unit += 1) if ((hidden[unit] ?? 0) < 0) hidden[unit] = 0
}

/** Cross-entropy over the classes; moves the output layer and leaves in `back` what the hidden units should have been. */
function learnOutput(network: Network, own: number, step: number): void {
	const { kernels, weights, outputBias, outputSquares, hidden, back, chances, labels, errors, moves } = network
	const energy = meanSquare(hidden) + 1e-6
	let wrong = 0
	for (let label = 0; label < chances.length; label += 1) {
		const error = (chances[label] ?? 0) - (label === own ? 1 : 0)
		const square = (outputSquares[label] ?? 0) + error * error * energy
		outputSquares[label] = square
		if (Math.abs(error) < NEGLIGIBLE_ERROR) continue
		const move = (step * error) / Math.sqrt(square)
		outputBias[label] = (outputBias[label] ?? 0) - move * BIAS_SHARE
		labels[wrong] = label
		errors[wrong] = error
		moves[wrong] = -move
		wrong += 1
	}
	back.fill(0)
	kernels.addRows(back, weights, labels, errors, wrong)
	kernels.addToRows(weights, labels, moves, hidden, wrong)
	// A unit that does not answer learns nothing.
	for (let unit = 0; unit < back.length; unit += 1) if (hidden[unit] === 0) back[unit] = 0
}

function toChances({ kernels, weights, outputBias, hidden, chances }: Network): void {
	chances.set(outputBias)
	kernels.addDots(chances, weights, hidden)
	let best = Number.NEGATIVE_INFINITY
	for (let label = 0; label < chances.length; label += 1) best = Math.max(best, chances[label] ?? 0)
	let sum = 0
	for (let label = 0; label < chances.length; label += 1) {
		const chance = Math.exp((chances[label] ?? 0) - best)
		chances[label] = chance
		sum += chance
	}
	for (let label = 0; label < chances.length; label += 1) chances[label] = (chances[label] ?? 0) / sum
}

function learnRows(network: Network, step: number): void {
	const { kernels, rows, bias, rowSquares, ids, values, factors, count, back } = network
	const energy = meanSquare(back)
	if (energy === 0) return
	for (let at = 0; at < count; at += 1) {
		const id = ids[at] ?? 0
		const value = values[at] ?? 0
		const square = (rowSquares[id] ?? 0) + value * value * energy
		rowSquares[id] = square
		factors[at] = (-step * value) / Math.sqrt(square)
	}
	kernels.addToRows(rows, ids, factors, back, count)
	network.biasSquare += energy
	const move = (step * BIAS_SHARE) / Math.sqrt(network.biasSquare)
	for (let unit = 0; unit < bias.length; unit += 1) bias[unit] = (bias[unit] ?? 0) - move * (back[unit] ?? 0)
}

function meanSquare(vector: Float32Array): number {
	let sum = 0
	for (let at = 0; at < vector.length; at += 1) sum += (vector[at] ?? 0) ** 2
	return sum / vector.length
}
