/**
 * Finds hashes in an open-addressing table of at least twice their number: the place of a hash among the keys, the first where
 * it occurs more than once, or -1.
 */
export function createHashTable(keys: Uint32Array): (hash: number) => number {
	const mask = 2 ** Math.ceil(Math.log2(2 * keys.length + 2)) - 1
	const slots = new Int32Array(mask + 1)
	for (let place = 0; place < keys.length; place += 1) {
		const key = keys[place] ?? 0
		let slot = key & mask
		while (slots[slot] !== 0 && keys[(slots[slot] ?? 0) - 1] !== key) slot = (slot + 1) & mask
		if (slots[slot] === 0) slots[slot] = place + 1
	}
	return (hash) => {
		let slot = hash & mask
		for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
			if (keys[place - 1] === hash) return place - 1
			slot = (slot + 1) & mask
		}
		return -1
	}
}
