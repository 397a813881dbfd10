import { Buffer } from 'node:buffer'

/**
 * Arrays in the database's own binary form (PostgreSQL, `array_send`): it takes them as they are, where the text form is quoted
 * here and read character by character there. What is undefined is NULL.
 */
type Values<T> = readonly (T | undefined)[]

/** Numbers of types, the same in every PostgreSQL (`pg_type`). */
const TYPES = { json: 114, text: 25, integer: 23, bigint: 20, uuid: 2950 } as const

/** Dimensions, whether there are NULLs, type, length, first index. */
const HEADER_BYTES = 20
const EMPTY_BYTES = 12
const LENGTH_BYTES = 4
const NULL_LENGTH = -1

export function textArray(values: Values<string>): Buffer {
	return stringArray(TYPES.text, values)
}

/** Each value is the text of a document. */
export function jsonArray(values: Values<string>): Buffer {
	return stringArray(TYPES.json, values)
}

export function integerArray(values: Values<number>): Buffer {
	return arrayOf(
		TYPES.integer,
		values,
		() => 4,
		(value, into, at) => into.writeInt32BE(value, at),
	)
}

/** Whole numbers; throws a `RangeError` for others. */
export function bigintArray(values: Values<number>): Buffer {
	return arrayOf(
		TYPES.bigint,
		values,
		() => 8,
		(value, into, at) => into.writeBigInt64BE(BigInt(value), at),
	)
}

export function uuidArray(values: Values<string>): Buffer {
	return arrayOf(
		TYPES.uuid,
		values,
		() => 16,
		(value, into, at) => into.write(value.replaceAll('-', ''), at, 'hex'),
	)
}

function stringArray(type: number, values: Values<string>): Buffer {
	return arrayOf(
		type,
		values,
		(value) => Buffer.byteLength(value),
		(value, into, at) => into.write(value, at),
	)
}

function arrayOf<T>(
	type: number,
	values: Values<T>,
	bytesOf: (value: T) => number,
	write: (value: T, into: Buffer, at: number) => unknown,
): Buffer {
	if (values.length === 0) return header(Buffer.alloc(EMPTY_BYTES), type, false)
	const lengths = values.map((value) => (value === undefined ? NULL_LENGTH : bytesOf(value)))
	const bytes = lengths.reduce((sum, length) => sum + LENGTH_BYTES + Math.max(length, 0), HEADER_BYTES)
	const array = header(Buffer.allocUnsafe(bytes), type, lengths.includes(NULL_LENGTH))
	array.writeInt32BE(1, 0)
	array.writeInt32BE(values.length, 12)
	array.writeInt32BE(1, 16)
	let at = HEADER_BYTES
	values.forEach((value, index) => {
		const length = lengths[index] ?? NULL_LENGTH
		at = array.writeInt32BE(length, at)
		if (value === undefined) return
		write(value, array, at)
		at += length
	})
	return array
}

function header(array: Buffer, type: number, hasNulls: boolean): Buffer {
	array.writeInt32BE(hasNulls ? 1 : 0, 4)
	array.writeInt32BE(type, 8)
	return array
}
