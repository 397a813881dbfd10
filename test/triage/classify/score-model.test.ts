import { expect, test } from 'vitest'
import { toHalfBytes } from '../../../src/triage/classify/model.ts'
import { createScorer } from '../../../src/triage/classify/score-model.ts'

const CLASSES = 3
const WIDTH = 16
const UNITS = 32

/** Whole numbers up to 7 in each row, so that nothing is lost in half a byte. */
function layer(features: number, width: number) {
	const rows = Float32Array.from({ length: features * width }, (_, at) => (at % width === 0 ? 7 : (at % 15) - 7))
	return { rows, bias: Float32Array.from({ length: width }, (_, at) => at / 4) }
}

test.each([1, 1024, 1025, 3000])('%i features are added up, however many a text has', (count) => {
	const floats = layer(count, WIDTH)
	const score = createScorer(CLASSES, toHalfBytes(floats), undefined)
	const vector = { ids: Int32Array.from({ length: count }, (_, at) => at), values: new Float32Array(count).fill(0.5) }
	const expected = Array.from({ length: CLASSES }, (_, label) =>
		vector.ids.reduce((sum, id) => sum + (floats.rows[id * WIDTH + label] ?? 0) / 2, floats.bias[label] ?? 0),
	)
	expect([...score(vector)]).toEqual(expected)
})

test('what the hidden units say is added to the margins of the linear machine, and silent ones say nothing', () => {
	const [linear, hidden] = [layer(2, WIDTH), layer(2, UNITS)]
	const output = {
		weights: Float32Array.from({ length: CLASSES * UNITS }, (_, at) => (at % 5) - 2),
		bias: Float32Array.from([1, 2, 3]),
	}
	const score = createScorer(CLASSES, toHalfBytes(linear), { hidden: toHalfBytes(hidden), output })
	const heard = Array.from(hidden.bias, (bias, unit) => Math.max(0, bias - 2 * (hidden.rows[UNITS + unit] ?? 0)))
	const expected = Array.from(output.bias, (bias, label) => {
		const said = heard.reduce((sum, value, unit) => sum + value * (output.weights[label * UNITS + unit] ?? 0), bias)
		return said + 2.5 * ((linear.bias[label] ?? 0) - 2 * (linear.rows[WIDTH + label] ?? 0))
	})
	expect(heard.some((value) => value === 0)).toBe(true)
	expect([...score({ ids: Int32Array.of(1), values: Float32Array.of(-2) })]).toEqual(expected)
})

test('a weight far from its row is cut where that rounds the others more finely', () => {
	const near = Array.from({ length: WIDTH - 1 }, (_, at) => (at % 2 ? 0.6 : -0.6))
	const { steps } = toHalfBytes({ rows: Float32Array.from([7, ...near]), bias: new Float32Array(WIDTH) })
	expect(steps[0]).toBeLessThan(1)
	expect(toHalfBytes({ rows: new Float32Array(WIDTH), bias: new Float32Array(WIDTH) }).steps[0]).toBe(0)
})
