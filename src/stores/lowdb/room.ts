/** Room is given out in units of so many bytes, so that a place fits into 32 bits. */
const UNIT_BITS = 4
/** Held at a time: 2 ** 16 units, of which most rooms take a few. */
const CHUNK_BITS = 16
const CHUNK_UNITS = 1 << CHUNK_BITS
/** A longer room has memory of its own. */
const LONGEST_SHARED_UNITS = CHUNK_UNITS / 4
/** Rooms have eight lengths between a power of two and the next, so that one that was given back fits many. */
const STEPS_BITS = 3
/** Where nothing is. */
export const NOWHERE = 0

/** Memory, as bytes and as the whole numbers of 32 bits in it. */
export interface Chunk {
	readonly bytes: Buffer
	readonly ints: Int32Array
}

/**
 * Memory beside the heap: the garbage collector neither goes through what lies there nor moves it, however much it is. A place is
 * a whole number of 32 bits; what is given back is given out again.
 */
export interface Rooms {
	/** The place of so many bytes, which hold anything. */
	take(bytes: number): number
	giveBack(place: number, bytes: number): void
	chunkOf(place: number): Chunk
}

/** Where in its chunk the place is, in bytes; a multiple of 16. */
export function startOf(place: number): number {
	return (place & (CHUNK_UNITS - 1)) << UNIT_BITS
}

export function createRooms(): Rooms {
	const chunks: (Chunk | undefined)[] = []
	const freeChunks: number[] = []
	const free = new Map<number, number[]>()
	let current = -1
	let used = CHUNK_UNITS

	function addChunk(units: number): number {
		const index = freeChunks.pop() ?? chunks.length
		// Beyond, places would be given out twice.
		if (index >= CHUNK_UNITS) throw new RangeError('the store holds more than fits into memory')
		const bytes = Buffer.allocUnsafeSlow(units * (1 << UNIT_BITS))
		chunks[index] = { bytes, ints: new Int32Array(bytes.buffer) }
		return index
	}

	function take(bytes: number): number {
		const units = unitsFor(bytes)
		if (units > LONGEST_SHARED_UNITS) return placeOf(addChunk(units), 0)
		const again = free.get(units)?.pop()
		if (again !== undefined) return again
		if (used + units > CHUNK_UNITS) {
			current = addChunk(CHUNK_UNITS)
			used = 0
		}
		const place = placeOf(current, used)
		used += units
		return place
	}

	function giveBack(place: number, bytes: number): void {
		const units = unitsFor(bytes)
		const index = place >>> CHUNK_BITS
		if (units > LONGEST_SHARED_UNITS) {
			chunks[index] = undefined
			freeChunks.push(index)
			return
		}
		const others = free.get(units)
		if (others === undefined) free.set(units, [place])
		else others.push(place)
	}

	function chunkOf(place: number): Chunk {
		const chunk = chunks[place >>> CHUNK_BITS]
		if (chunk === undefined) throw new RangeError('nothing is there')
		return chunk
	}

	// The first place is `NOWHERE`.
	take(1)
	return { take, giveBack, chunkOf }
}

function placeOf(chunk: number, unit: number): number {
	return (chunk << CHUNK_BITS) | unit
}

function unitsFor(bytes: number): number {
	const units = (bytes + (1 << UNIT_BITS) - 1) >>> UNIT_BITS
	const step = 1 << Math.max(0, 31 - Math.clz32(units) - STEPS_BITS)
	return Math.ceil(units / step) * step
}
