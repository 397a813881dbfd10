import { FAMILY, type Features } from './features.ts'

/** The features that were learnt from, in the order of their ids: the hash of each and its weight in a text. */
export type Dictionary = { keys: Uint32Array; weights: Float32Array; unknownWordWeight: number }

/** A text as numbers: the ids of its known features with their weights. Its length is at most 1. */
export type SparseVector = { ids: Int32Array; values: Float32Array }

export type Lookup = {
	/** The id of a feature's hash, or -1. */
	find(hash: number): number
	toVector(features: Features): SparseVector
}

// Relative weight of each family, and how much rarity counts, measured on folds of Banking77, CLINC150, HWU64 and the articles'
// own questions. Concepts carry what two people say in different words: with few questions a topic that is most of it.
const FAMILY_WEIGHT: Readonly<Record<number, number>> = {
	[FAMILY.word]: 1.5,
	[FAMILY.pair]: 1,
	[FAMILY.distant]: 0.5,
	[FAMILY.piece]: 0.5,
	[FAMILY.concept]: 2.5,
}
const RARITY_POWER = 0.5
// Rarer pieces and pairs are noise and most of the size. A single word may be the name of a product, so one is enough.
const LEAST_TEXTS = 3

/** Learns which features occur in how many of the texts. */
export function createDictionary(texts: readonly Features[]): Dictionary {
	const counts = new Map<number, { texts: number; family: number; last: number }>()
	for (const [row, { hashes, families }] of texts.entries()) {
		for (const [at, hash] of hashes.entries()) {
			const entry = counts.get(hash)
			if (entry === undefined) counts.set(hash, { texts: 1, family: families[at] ?? 0, last: row })
			else if (entry.last !== row) {
				entry.last = row
				entry.texts += 1
			}
		}
	}
	const kept = [...counts].filter(([, { texts: seen, family }]) => seen >= LEAST_TEXTS || family === FAMILY.word)
	return {
		keys: Uint32Array.from(kept, ([hash]) => hash),
		weights: Float32Array.from(kept, ([, entry]) => rarity(entry.texts, texts.length) * (FAMILY_WEIGHT[entry.family] ?? 1)),
		unknownWordWeight: rarity(0, texts.length) * (FAMILY_WEIGHT[FAMILY.word] ?? 1),
	}
}

function rarity(seen: number, texts: number): number {
	return (Math.log((1 + texts) / (1 + seen)) + 1) ** RARITY_POWER
}

/**
 * Looks features up in an open-addressing table of twice their number. A word never seen still lengthens the vector: the less
 * of a message is known, the lower all its scores.
 */
export function createLookup({ keys, weights, unknownWordWeight }: Dictionary): Lookup {
	const mask = 2 ** Math.ceil(Math.log2(2 * keys.length + 2)) - 1
	const slots = new Int32Array(mask + 1)
	for (const [id, key] of keys.entries()) {
		let slot = key & mask
		while (slots[slot] !== 0) slot = (slot + 1) & mask
		slots[slot] = id + 1
	}
	return { find, toVector }

	function find(hash: number): number {
		let slot = hash & mask
		for (let id = slots[slot] ?? 0; id !== 0; id = slots[slot] ?? 0) {
			if (keys[id - 1] === hash) return id - 1
			slot = (slot + 1) & mask
		}
		return -1
	}

	function toVector({ hashes, families }: Features): SparseVector {
		const found = new Map<number, number>()
		let unknown = 0
		for (let at = 0; at < hashes.length; at += 1) {
			const id = find(hashes[at] ?? 0)
			if (id >= 0) found.set(id, (found.get(id) ?? 0) + 1)
			else if (families[at] === FAMILY.word) unknown += 1
		}
		const values = new Float32Array(found.size)
		let square = unknown * unknownWordWeight ** 2
		let at = 0
		for (const [id, count] of found) {
			const value = (weights[id] ?? 0) * (1 + Math.log(count))
			values[at] = value
			square += value * value
			at += 1
		}
		const length = Math.sqrt(square) || 1
		return { ids: Int32Array.from(found.keys()), values: values.map((value) => value / length) }
	}
}
