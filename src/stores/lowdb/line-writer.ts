import type { Parts } from './blocks.ts'
import { sealInPlace, SEAL_LENGTH } from './lines.ts'

/** Written at a time. Filling that much takes about a millisecond, and other work goes on between. */
const CHUNK_BYTES = 256 * 1024
/** A character becomes this many bytes at most. */
const BYTES_A_CHARACTER = 3
const LINE_FEED = 10

/** Fills one buffer with sealed lines, again and again. */
export interface LineWriter {
	/** A line; `rest` is JSON without its opening bracket. */
	add(rest: string): void
	/** A line of JSON, `["<crc32>",<length>,<head>,<body>]`, where the length is that of the body in bytes. */
	addResting(head: string, body: Parts): void
	/** What can be written now, at the end everything; it stands until the next line is added. */
	filled(isEnd?: boolean): Buffer | undefined
}

export function createLineWriter(): LineWriter {
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
			for (const part of body) {
				if (typeof part === 'string') put(part)
				else used += part.bytes.copy(chunk, used, part.start, part.end)
			}
			put(']')
			finish(start)
		},
		filled(isEnd = false) {
			if (used === 0 || (used < CHUNK_BYTES && !isEnd)) return undefined
			const filled = chunk.subarray(0, used)
			used = 0
			return filled
		},
	}
}

function lengthOf(body: Parts): number {
	let length = 0
	for (const part of body) length += typeof part === 'string' ? Buffer.byteLength(part) : part.end - part.start
	return length
}
