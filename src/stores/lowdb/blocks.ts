import type { Span } from './lines.ts'
import { createRooms, startOf } from './room.ts'

/** A key and what belongs to it, as JSON; the blocks of one list are a chain. */
export interface Blocks {
	/** `key` is JSON. The body is put together out of its parts, which may lie in other blocks. Answers the place. */
	put(key: string, parts: Parts, link?: Link): number
	drop(place: number): void
	keyAt(place: number): string
	/** Where the body lies until the next change. */
	bodyAt(place: number): Span
	textAt(place: number): string
	linkAt(place: number): Link
}

/** What a body is put together from: JSON and places of blocks of which the body is taken. */
export type Parts = readonly (string | Span)[]

/** What joins the blocks of a list. */
export interface Link {
	/** The place of the block before, or `NOWHERE`. */
	readonly previous: number
	/** The items up to the end of this block. */
	readonly upTo: number
}

const ALONE: Link = { previous: 0, upTo: 0 }
/** In front of each block: the bytes of its key, those of its body, and its link. */
const HEAD_INTS = 4
const HEAD_BYTES = HEAD_INTS * Int32Array.BYTES_PER_ELEMENT

export function createBlocks(): Blocks {
	const rooms = createRooms()

	function put(key: string, parts: Parts, { previous, upTo }: Link = ALONE): number {
		const keyBytes = Buffer.byteLength(key)
		let bodyBytes = 0
		for (const part of parts) bodyBytes += bytesOf(part)
		const place = rooms.take(HEAD_BYTES + keyBytes + bodyBytes)
		const { bytes, ints } = rooms.chunkOf(place)
		let at = startOf(place)
		const head = at / Int32Array.BYTES_PER_ELEMENT
		ints[head] = keyBytes
		ints[head + 1] = bodyBytes
		ints[head + 2] = previous
		ints[head + 3] = upTo
		at += HEAD_BYTES
		at += bytes.write(key, at)
		for (const part of parts) {
			at += typeof part === 'string' ? bytes.write(part, at) : part.bytes.copy(bytes, at, part.start, part.end)
		}
		return place
	}

	/** One of the numbers in front of the block. */
	function numberAt(place: number, index: number): number {
		return rooms.chunkOf(place).ints[startOf(place) / Int32Array.BYTES_PER_ELEMENT + index] ?? 0
	}

	function bodyAt(place: number): Span {
		const start = startOf(place) + HEAD_BYTES + numberAt(place, 0)
		return { bytes: rooms.chunkOf(place).bytes, start, end: start + numberAt(place, 1) }
	}

	return {
		put,
		drop: (place) => rooms.giveBack(place, HEAD_BYTES + numberAt(place, 0) + numberAt(place, 1)),
		keyAt(place) {
			const start = startOf(place) + HEAD_BYTES
			return rooms.chunkOf(place).bytes.toString('utf8', start, start + numberAt(place, 0))
		},
		bodyAt,
		textAt(place) {
			const { bytes, start, end } = bodyAt(place)
			return bytes.toString('utf8', start, end)
		},
		linkAt: (place) => ({ previous: numberAt(place, 2), upTo: numberAt(place, 3) }),
	}
}

function bytesOf(part: string | Span): number {
	return typeof part === 'string' ? Buffer.byteLength(part) : part.end - part.start
}
