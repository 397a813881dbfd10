/** Probabilities from scores: the sharper the lower the temperature. Scores of minus infinity get 0. */
export function softmax(scores: ArrayLike<number>, temperature: number): Float64Array {
	let best = Number.NEGATIVE_INFINITY
	for (let index = 0; index < scores.length; index += 1) best = Math.max(best, scores[index] ?? best)
	const probabilities = new Float64Array(scores.length)
	if (best === Number.NEGATIVE_INFINITY) return probabilities
	let sum = 0
	for (let index = 0; index < scores.length; index += 1) {
		const value = Math.exp(((scores[index] ?? 0) - best) / temperature)
		probabilities[index] = value
		sum += value
	}
	for (let index = 0; index < probabilities.length; index += 1) probabilities[index] = (probabilities[index] ?? 0) / sum
	return probabilities
}

export type HeldOutScores = { scores: Float64Array; label: number }

const COLDEST = 0.03
const HOTTEST = 6
// Counts as much as so many held-out examples: with a handful of examples, all right by luck, nothing is certain.
const TRUST_IN_EXPECTED = 10
const STEPS = 20
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The temperature at which the probabilities of held-out examples are most honest (least log loss), by golden-section search.
 * One number for all classes: with a dozen examples a class, a Platt curve per class would only learn noise.
 * @param expected where the temperature of such scores usually is; decides when there is little to measure it by.
 */
export function fitTemperature(heldOut: readonly HeldOutScores[], expected: number): number {
	let low = Math.log(COLDEST)
	let high = Math.log(HOTTEST)
	for (let step = 0; step < STEPS; step += 1) {
		const left = high - GOLDEN * (high - low)
		const right = low + GOLDEN * (high - low)
		if (lossAt(left) < lossAt(right)) high = right
		else low = left
	}
	return Math.exp((low + high) / 2)

	function lossAt(logarithm: number): number {
		return logLoss(heldOut, Math.exp(logarithm)) + TRUST_IN_EXPECTED * (logarithm - Math.log(expected)) ** 2
	}
}

function logLoss(heldOut: readonly HeldOutScores[], temperature: number): number {
	let loss = 0
	for (const { scores, label } of heldOut) loss -= Math.log(Math.max(softmax(scores, temperature)[label] ?? 0, 1e-9))
	return loss
}
