import { KERNELS_CODE } from './kernels-code.ts'

/** The kernels take so many columns at a time: the width of every row is a multiple of it. */
const COLUMNS_AT_A_TIME = 16
const BYTES_OF_A_PAGE = 65_536

/** The columns that a row of so many takes; those that are added stay 0. */
export function paddedWidth(columns: number): number {
	return Math.ceil(columns / COLUMNS_AT_A_TIME) * COLUMNS_AT_A_TIME
}

/** A half byte holds whole numbers from minus this to this. */
export const LARGEST_HALF_BYTE = 7

/**
 * Whole numbers as half bytes, row by row, in the order in which the kernels unpack them: of sixteen columns the first eight in the
 * low halves of eight bytes, the others in the high halves.
 * @param numbers of rows whose width is padded.
 */
export function packHalfBytes(numbers: Int8Array): Uint8Array {
	const half = COLUMNS_AT_A_TIME / 2
	const packed = new Uint8Array(numbers.length / 2)
	for (let at = 0; at < packed.length; at += 1) {
		const low = Math.floor(at / half) * COLUMNS_AT_A_TIME + (at % half)
		packed[at] = ((numbers[low] ?? 0) & 15) | (((numbers[low + half] ?? 0) & 15) << 4)
	}
	return packed
}

type Kind = Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor
type Wanted = Readonly<Record<string, readonly [kind: Kind, length: number]>>
type Arrays<W extends Wanted> = { readonly [Name in keyof W]: InstanceType<W[Name][0]> }

/**
 * The loops in which training and scoring spend their time, in WebAssembly, which does four columns with one instruction: two to
 * ten times as fast as the same loops in JavaScript (`npm run bench -- kernels`). Arrays of another memory are refused with a TypeError,
 * rows of another width than `paddedWidth` gives with a RangeError. Ids are not checked: too large a one reads or spoils what lies
 * behind the rows, or throws where the memory ends, so they come from the dictionary only.
 */
export type Kernels = {
	/** `target[k] += factors[i] * rows[ids[i]][k]` for the first `count` ids; a row is as wide as the target. */
	addRows(target: Float32Array, rows: Float32Array, ids: Int32Array, factors: Float32Array, count: number): void
	/** The same for rows that `packHalfBytes` has packed. */
	addHalfByteRows(target: Float32Array, rows: Uint8Array, ids: Int32Array, factors: Float32Array, count: number): void
	/** `rows[ids[i]][k] += factors[i] * source[k]` for the first `count` ids; a row is as wide as the source. */
	addToRows(rows: Float32Array, ids: Int32Array, factors: Float32Array, source: Float32Array, count: number): void
	/** `target[i] += rows[i][k] * source[k]`, summed over `k`; a row is as wide as the source. */
	addDots(target: Float32Array, rows: Float32Array, source: Float32Array): void
}

type Code = Readonly<Record<keyof Kernels, (...numbers: number[]) => void>>

let compiled: WebAssembly.Module | undefined

/** Makes arrays of these kinds and lengths, all zeros, in a memory of their own, and kernels that work in it. */
export function createKernels<W extends Wanted>(wanted: W): { arrays: Arrays<W>; kernels: Kernels } {
	const lengths = Object.values(wanted).map(([kind, length]) => kind.BYTES_PER_ELEMENT * paddedWidth(length))
	const bytes = lengths.reduce((sum, one) => sum + one, 0)
	const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / BYTES_OF_A_PAGE)) })
	let free = 0
	const arrays = Object.fromEntries(
		Object.entries(wanted).map(([name, [Kind, length]], index) => {
			const array = new Kind(memory.buffer, free, length)
			free += lengths[index] ?? 0
			return [name, array]
		}),
	) as Arrays<W>
	compiled ??= new WebAssembly.Module(Buffer.from(KERNELS_CODE, 'base64'))
	const { exports } = new WebAssembly.Instance(compiled, { kernels: { memory } })
	return { arrays, kernels: kernelsOf(exports as Code, memory) }
}

function kernelsOf(code: Code, memory: WebAssembly.Memory): Kernels {
	const at = (array: Float32Array | Int32Array | Uint8Array): number => {
		if (array.buffer !== memory.buffer) throw new TypeError('an array of another memory')
		return array.byteOffset
	}
	const widthOf = ({ length }: Float32Array): number => {
		if (length % COLUMNS_AT_A_TIME > 0) throw new RangeError(`${length} columns, not a multiple of ${COLUMNS_AT_A_TIME}`)
		return length
	}
	return {
		addRows: (target, rows, ids, factors, count) =>
			code.addRows(at(target), at(rows), at(ids), at(factors), count, widthOf(target)),
		addHalfByteRows: (target, rows, ids, factors, count) =>
			code.addHalfByteRows(at(target), at(rows), at(ids), at(factors), count, widthOf(target)),
		addToRows: (rows, ids, factors, source, count) =>
			code.addToRows(at(rows), at(ids), at(factors), at(source), count, widthOf(source)),
		addDots: (target, rows, source) => code.addDots(at(target), at(rows), at(source), target.length, widthOf(source)),
	}
}
