import type { Resting } from './resting.ts'

/** Held at a time for what comes to rest. */
const PLACE_BYTES = 256 * 1024
/** Where less of a buffer than this was in use at the last snapshot, what is left there moves out of it. */
const WORTH_HOLDING = 0.5

/** Where bytes rest in memory. Moving all of them with each snapshot would make the garbage collector stop everything for long. */
export interface RestingPlaces {
	/** A copy that nobody writes to again. */
	keep(written: Resting): Resting
	/** The same bytes where they are, or copied where they would hold a buffer that is mostly out of use. */
	stay(resting: Resting): Resting
	/** To be called before each snapshot, which goes through everything that rests. */
	countAgain(): void
}

export function createRestingPlaces(): RestingPlaces {
	let place: Buffer = Buffer.alloc(0)
	let used = 0
	let inUseBefore = new WeakMap<Buffer, number>()
	let inUse = new WeakMap<Buffer, number>()

	function count(resting: Resting): Resting {
		inUse.set(resting.bytes, (inUse.get(resting.bytes) ?? 0) + resting.end - resting.start)
		return resting
	}

	function keep({ bytes, start, end }: Resting): Resting {
		const length = end - start
		if (used + length > place.length) {
			place = Buffer.allocUnsafeSlow(Math.max(PLACE_BYTES, length))
			used = 0
		}
		bytes.copy(place, used, start, end)
		used += length
		return count({ bytes: place, start: used - length, end: used })
	}

	return {
		keep,
		stay(resting) {
			const before = inUseBefore.get(resting.bytes)
			const isWorthHolding = before === undefined || before >= resting.bytes.length * WORTH_HOLDING
			return isWorthHolding ? count(resting) : keep(resting)
		},
		countAgain() {
			inUseBefore = inUse
			inUse = new WeakMap()
			place = Buffer.alloc(0)
			used = 0
		},
	}
}
