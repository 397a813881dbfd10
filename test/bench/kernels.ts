import { createKernels, packHalfBytes } from '../../src/triage/classify/kernels.ts'
import { createRandom } from '../../src/triage/classify/random.ts'
import { median } from './search/measure.ts'
import { figure, tableOf } from './table.ts'

// About the shape of the desk's model: the features of a message, among all of them, and the hidden units of its networks.
const ROWS = 40_000
const WIDTH = 128
const CHOSEN = 150
const TOPICS = 48
const CALLS = 2000

/** The classifier's loops beside the same loops in JavaScript: medians of all rounds, both sides in turn in each. */
export function run({ rounds }: { rounds: number }): string {
	const random = createRandom(1)
	const { arrays, kernels } = createKernels({
		rows: [Float32Array, ROWS * WIDTH],
		packed: [Uint8Array, (ROWS * WIDTH) / 2],
		weights: [Float32Array, TOPICS * WIDTH],
		ids: [Int32Array, CHOSEN],
		factors: [Float32Array, CHOSEN],
		vector: [Float32Array, WIDTH],
		scores: [Float32Array, TOPICS],
	})
	const { rows, packed, weights, ids, factors, vector, scores } = arrays
	const numbers = Int8Array.from({ length: ROWS * WIDTH }, () => Math.floor(random() * 15) - 7)
	packed.set(packHalfBytes(numbers))
	for (const array of [rows, weights, factors]) for (let at = 0; at < array.length; at += 1) array[at] = random() / 1000
	const contenders: Contender[] = [
		['rows of floats added to a vector', () => kernels.addRows(vector, rows, ids, factors, CHOSEN), () => addRows(vector, rows)],
		[
			'rows of half bytes (of bytes, in JavaScript)',
			() => kernels.addHalfByteRows(vector, packed, ids, factors, CHOSEN),
			() => addByteRows(vector, numbers),
		],
		['a vector added to rows', () => kernels.addToRows(rows, ids, factors, vector, CHOSEN), () => addToRows(rows, vector)],
		[
			'products of all rows with a vector',
			() => kernels.addDots(scores, weights, vector),
			() => addDots(scores, weights, vector),
		],
	]
	const results = contenders.map(([name, compiled, plain]) => {
		const ours: number[] = []
		const theirs: number[] = []
		for (let round = 0; round <= rounds; round += 1) {
			ours.push(microsOf(compiled))
			theirs.push(microsOf(plain))
		}
		// The first round warms both up.
		return { name, ours: median(ours.slice(1)), theirs: median(theirs.slice(1)) }
	})
	return tableOf(
		[`${CHOSEN} of ${ROWS} rows, ${WIDTH} columns`, 'WebAssembly', 'JavaScript', 'times as fast'],
		results.map(({ name, ours, theirs }) => [name, `${figure(ours)} us`, `${figure(theirs)} us`, figure(theirs / ours)]),
	)

	/** Other rows in each call, as other messages have other words. */
	function microsOf(work: () => void): number {
		let micros = 0
		for (let call = 0; call < CALLS; call += 1) {
			for (let at = 0; at < CHOSEN; at += 1) ids[at] = Math.floor(random() * ROWS)
			vector.fill(1)
			const start = performance.now()
			work()
			micros += (performance.now() - start) * 1000
		}
		return micros / CALLS
	}

	// Each kind of rows has a function of its own: one for both would be slower with either.
	function addRows(target: Float32Array, from: Float32Array): void {
		for (let at = 0; at + 1 < CHOSEN; at += 2) {
			const [first, second] = [(ids[at] ?? 0) * WIDTH, (ids[at + 1] ?? 0) * WIDTH]
			const [a, b] = [factors[at] ?? 0, factors[at + 1] ?? 0]
			for (let k = 0; k < WIDTH; k += 1) target[k] = (target[k] ?? 0) + a * (from[first + k] ?? 0) + b * (from[second + k] ?? 0)
		}
	}

	function addByteRows(target: Float32Array, from: Int8Array): void {
		for (let at = 0; at + 1 < CHOSEN; at += 2) {
			const [first, second] = [(ids[at] ?? 0) * WIDTH, (ids[at + 1] ?? 0) * WIDTH]
			const [a, b] = [factors[at] ?? 0, factors[at + 1] ?? 0]
			for (let k = 0; k < WIDTH; k += 1) target[k] = (target[k] ?? 0) + a * (from[first + k] ?? 0) + b * (from[second + k] ?? 0)
		}
	}

	function addToRows(to: Float32Array, source: Float32Array): void {
		for (let at = 0; at < CHOSEN; at += 1) {
			const offset = (ids[at] ?? 0) * WIDTH
			const factor = factors[at] ?? 0
			for (let k = 0; k < WIDTH; k += 1) to[offset + k] = (to[offset + k] ?? 0) + factor * (source[k] ?? 0)
		}
	}

	function addDots(target: Float32Array, from: Float32Array, source: Float32Array): void {
		for (let row = 0; row < TOPICS; row += 1) {
			let [even, odd] = [0, 0]
			for (let k = 0; k < WIDTH; k += 2) {
				even += (from[row * WIDTH + k] ?? 0) * (source[k] ?? 0)
				odd += (from[row * WIDTH + k + 1] ?? 0) * (source[k + 1] ?? 0)
			}
			target[row] = (target[row] ?? 0) + even + odd
		}
	}
}

type Contender = readonly [name: string, compiled: () => void, plain: () => void]
