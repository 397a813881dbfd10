/** Growing doubles one of so many parts at a time, which takes well under a millisecond with millions of keys. */
const PARTS = 256
const PART_BITS = 8
const LEAST_SLOTS = 8
/** No number. */
export const NONE = 0

/** Finds whole numbers from 1 on by a hash of what they stand for. */
export interface KeyIndex {
	/** The number with this hash that stands for the key; 0 where there is none. */
	find(hash: number, key: string): number
	add(hash: number, number: number): void
	remove(hash: number, number: number): void
}

export interface KeyIndexDeps {
	/** The hash with which the number was added. */
	readonly hashAt: (number: number) => number
	readonly standsFor: (number: number, key: string) => boolean
}

/** A table of slots; a number lies in the first free slot from the one that its hash names. */
interface Part {
	slots: Uint32Array
	used: number
}

export function createKeyIndex({ hashAt, standsFor }: KeyIndexDeps): KeyIndex {
	const parts: (Part | undefined)[] = Array.from({ length: PARTS }, () => undefined)

	function find(hash: number, key: string): number {
		const slots = parts[hash & (PARTS - 1)]?.slots
		if (slots === undefined) return NONE
		for (let slot = homeOf(hash, slots); ; slot = after(slot, slots)) {
			const number = slots[slot] ?? NONE
			if (number === NONE || (hashAt(number) === hash && standsFor(number, key))) return number
		}
	}

	function add(hash: number, number: number): void {
		const part = (parts[hash & (PARTS - 1)] ??= { slots: new Uint32Array(LEAST_SLOTS), used: 0 })
		part.used += 1
		if (part.used * 4 > part.slots.length * 3) grow(part)
		put(part.slots, hash, number)
	}

	function grow(part: Part): void {
		const before = part.slots
		part.slots = new Uint32Array(before.length * 2)
		for (const number of before) if (number !== NONE) put(part.slots, hashAt(number), number)
	}

	function put(slots: Uint32Array, hash: number, number: number): void {
		let slot = homeOf(hash, slots)
		while (slots[slot] !== NONE) slot = after(slot, slots)
		slots[slot] = number
	}

	function remove(hash: number, number: number): void {
		const part = parts[hash & (PARTS - 1)]
		if (part === undefined) return
		const { slots } = part
		let hole = homeOf(hash, slots)
		while (slots[hole] !== number) {
			if (slots[hole] === NONE) return
			hole = after(hole, slots)
		}
		part.used -= 1
		closeHole(slots, hole)
	}

	/** What lies behind moves up, unless that would be before where it is looked for. */
	function closeHole(slots: Uint32Array, first: number): void {
		let hole = first
		for (let slot = after(hole, slots); ; slot = after(slot, slots)) {
			const number = slots[slot] ?? NONE
			if (number === NONE) break
			const home = homeOf(hashAt(number), slots)
			if (distance(home, slot, slots) < distance(hole, slot, slots)) continue
			slots[hole] = number
			hole = slot
		}
		slots[hole] = NONE
	}

	return { find, add, remove }
}

function homeOf(hash: number, slots: Uint32Array): number {
	return (hash >>> PART_BITS) & (slots.length - 1)
}

function after(slot: number, slots: Uint32Array): number {
	return (slot + 1) & (slots.length - 1)
}

/** From one slot on to another, round the end. */
function distance(from: number, to: number, slots: Uint32Array): number {
	return (to - from) & (slots.length - 1)
}
