import { sealInPlace, SEAL_LENGTH } from './lines.ts'
import type { Resting } from './resting.ts'
import type { RestingPlaces } from './resting-places.ts'

/** Written at a time. Filling that much takes about a millisecond, and other work goes on between. */
const CHUNK_BYTES = 256 * 1024
/** A character becomes this many bytes at most. */
const BYTES_A_CHARACTER = 3
const LINE_FEED = 10

/** The last element of a line that rests. */
type Body = string | Resting | readonly Resting[]

/** Fills one buffer with sealed lines, again and again. */
export interface LineWriter {
	/** A line; `rest` is JSON without its opening bracket. */
	add(rest: string): void
	/**
	 * A line of JSON, `["<crc32>",<length>,<head>,<body>]`, where the length is that of the body in bytes. Answers where the body
	 * rests from now on. A body out of pieces is an array of what is in them.
	 */
	addResting(head: string, body: Body): Resting
	/** What can be written now, at the end everything; it stands until the next line is added. */
	filled(isEnd?: boolean): Buffer | undefined
}

export function createLineWriter(places: RestingPlaces): LineWriter {
	let chunk = Buffer.allocUnsafeSlow(2 * CHUNK_BYTES)
	let used = 0

	function begin(most: number): number {
		const needed = used + most + SEAL_LENGTH + 1
		if (needed > chunk.length) {
			const longer = Buffer.allocUnsafeSlow(needed)
			chunk.copy(longer, 0, 0, used)
			chunk = longer
		}
		const start = used
		used += SEAL_LENGTH
		return start
	}

	function put(text: string): void {
		used += chunk.write(text, used)
	}

	function finish(start: number): void {
		sealInPlace(chunk, start, used)
		chunk[used] = LINE_FEED
		used += 1
	}

	function copy({ bytes, start, end }: Resting): void {
		used += bytes.copy(chunk, used, start, end)
	}

	function putBody(body: Body): void {
		if (typeof body === 'string') return put(body)
		if ('bytes' in body) return copy(body)
		for (const [index, piece] of body.entries()) {
			put(index === 0 ? '[' : ',')
			copy(piece)
		}
		put(']')
	}

	return {
		add(rest) {
			const start = begin(rest.length * BYTES_A_CHARACTER)
			put(rest)
			finish(start)
		},
		addResting(head, body) {
			const length = lengthOf(body)
			const prefix = `${length},${head},`
			const start = begin(prefix.length * BYTES_A_CHARACTER + length + 1)
			put(prefix)
			const written = { bytes: chunk, start: used, end: used + length }
			putBody(body)
			put(']')
			finish(start)
			return typeof body === 'object' && 'bytes' in body ? places.stay(body) : places.keep(written)
		},
		filled(isEnd = false) {
			if (used === 0 || (used < CHUNK_BYTES && !isEnd)) return undefined
			const filled = chunk.subarray(0, used)
			used = 0
			return filled
		},
	}
}

function lengthOf(body: Body): number {
	if (typeof body === 'string') return Buffer.byteLength(body)
	if ('bytes' in body) return body.end - body.start
	// With the brackets and the commas between.
	return body.reduce((sum, { start, end }) => sum + end - start + 1, 1)
}
