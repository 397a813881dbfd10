import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKernels, LARGEST_HALF_BYTE, packHalfBytes, paddedWidth } from '../../../src/triage/classify/kernels.ts'
import { COMPILED, compileKernels } from '../../tools/compile-kernels.ts'

test('the binary that ships is that of the text', async () => {
	expect(readFileSync(COMPILED, 'utf8')).toBe(await compileKernels())
})

// Sums of whole numbers of this size are exact in floats, so the order of adding makes no difference.
const small = fc.integer({ min: -LARGEST_HALF_BYTE, max: LARGEST_HALF_BYTE })
const numbers = (length: number) => fc.array(small, { minLength: length, maxLength: length })

/** Rows of some width, some of them chosen in any order and more than once, each with a factor, and a vector as wide as a row. */
const work = fc
	.record({
		width: fc.constantFrom(16, 32, 48, 128),
		rows: fc.integer({ min: 1, max: 7 }),
		count: fc.integer({ min: 0, max: 9 }),
	})
	.chain(({ width, rows, count }) =>
		fc.record({
			width: fc.constant(width),
			rows: numbers(rows * width),
			vector: numbers(width),
			factors: numbers(count),
			ids: fc.array(fc.integer({ min: 0, max: rows - 1 }), { minLength: count, maxLength: count }),
		}),
	)
type Work = { width: number; rows: number[]; vector: number[]; factors: number[]; ids: number[] }

function lay({ width, rows, vector, factors, ids }: Work) {
	const { arrays, kernels } = createKernels({
		before: [Float32Array, 16],
		rows: [Float32Array, rows.length],
		packed: [Uint8Array, rows.length / 2],
		vector: [Float32Array, width],
		sums: [Float32Array, rows.length / width],
		ids: [Int32Array, ids.length],
		factors: [Float32Array, factors.length],
		after: [Float32Array, 16],
	})
	arrays.rows.set(rows)
	arrays.packed.set(packHalfBytes(Int8Array.from(rows)))
	arrays.vector.set(vector)
	arrays.ids.set(ids)
	arrays.factors.set(factors)
	return { arrays, kernels }
}

const rowOf = ({ rows, width }: Work, id: number) => rows.slice(id * width, (id + 1) * width)

test('chosen rows are added to a vector, also packed ones', () => {
	fc.assert(
		fc.property(work, (given) => {
			const expected = [...given.vector]
			for (const [at, id] of given.ids.entries())
				for (const [k, value] of rowOf(given, id).entries()) expected[k] = (expected[k] ?? 0) + (given.factors[at] ?? 0) * value
			for (const packed of [false, true]) {
				const { arrays, kernels } = lay(given)
				const { vector, rows, ids, factors } = arrays
				if (packed) kernels.addHalfByteRows(vector, arrays.packed, ids, factors, ids.length)
				else kernels.addRows(vector, rows, ids, factors, ids.length)
				expect([...vector]).toEqual(expected)
				expect([...rows]).toEqual(given.rows)
				expect([...arrays.before, ...arrays.after].every((one) => one === 0)).toBe(true)
			}
		}),
	)
})

test('a vector is added to chosen rows, and to no other', () => {
	fc.assert(
		fc.property(work, (given) => {
			const expected = [...given.rows]
			for (const [at, id] of given.ids.entries())
				for (const [k, value] of given.vector.entries())
					expected[id * given.width + k] = (expected[id * given.width + k] ?? 0) + (given.factors[at] ?? 0) * value
			const { arrays, kernels } = lay(given)
			kernels.addToRows(arrays.rows, arrays.ids, arrays.factors, arrays.vector, given.ids.length)
			expect([...arrays.rows]).toEqual(expected)
			expect([...arrays.before, ...arrays.after].every((one) => one === 0)).toBe(true)
		}),
	)
})

test('the products of all rows with a vector are added up', () => {
	fc.assert(
		fc.property(work, (given) => {
			const { arrays, kernels } = lay(given)
			arrays.sums.fill(1)
			kernels.addDots(arrays.sums, arrays.rows, arrays.vector)
			const expected = Array.from(arrays.sums, (_, id) =>
				rowOf(given, id).reduce((sum, value, k) => sum + value * (given.vector[k] ?? 0), 1),
			)
			expect([...arrays.sums]).toEqual(expected)
		}),
	)
})

test('only the first ids count', () => {
	const { arrays, kernels } = lay({
		width: 16,
		rows: Array(32).fill(1),
		vector: Array(16).fill(0),
		factors: [1, 1, 1],
		ids: [0, 1, 0],
	})
	kernels.addRows(arrays.vector, arrays.rows, arrays.ids, arrays.factors, 2)
	expect([...arrays.vector]).toEqual(Array(16).fill(2))
})

test('rows are as wide as the kernels take them', () => {
	expect([0, 1, 16, 17, 47, 77].map(paddedWidth)).toEqual([0, 16, 16, 32, 48, 80])
})

test('another memory, another width and an id far beyond the rows are refused', () => {
	const given = { width: 16, rows: Array(16).fill(1), vector: Array(16).fill(0), factors: [1], ids: [2 ** 20] }
	const { arrays, kernels } = lay(given)
	expect(() => kernels.addRows(new Float32Array(16), arrays.rows, arrays.ids, arrays.factors, 1)).toThrow(TypeError)
	expect(() => kernels.addRows(lay(given).arrays.vector, arrays.rows, arrays.ids, arrays.factors, 1)).toThrow(TypeError)
	expect(() => kernels.addRows(arrays.vector.subarray(1), arrays.rows, arrays.ids, arrays.factors, 1)).toThrow(RangeError)
	expect(() => kernels.addRows(arrays.vector, arrays.rows, arrays.ids, arrays.factors, 1)).toThrow('out of bounds')
})
