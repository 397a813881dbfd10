import { FAMILY, type Features } from './features.ts'
import { createHashTable } from './hash-table.ts'

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
/**
 * Rarer pieces and pairs are noise and most of the size. A single word may be the name of a product, so one is enough. Pairs from
 * five texts on instead of three make the model a quarter smaller, and no held-out question of the articles is lost by it.
 */
const LEAST_TEXTS: Readonly<Record<number, number>> = {
	[FAMILY.word]: 1,
	[FAMILY.pair]: 5,
	[FAMILY.distant]: 5,
	[FAMILY.piece]: 3,
	[FAMILY.concept]: 3,
}

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
	const kept = [...counts].filter(([, { texts: seen, family }]) => seen >= (LEAST_TEXTS[family] ?? 1))
	return {
		keys: Uint32Array.from(kept, ([hash]) => hash),
		weights: Float32Array.from(kept, ([, entry]) => rarity(entry.texts, texts.length) * (FAMILY_WEIGHT[entry.family] ?? 1)),
		unknownWordWeight: rarity(0, texts.length) * (FAMILY_WEIGHT[FAMILY.word] ?? 1),
	}
}

function rarity(seen: number, texts: number): number {
	return (Math.log((1 + texts) / (1 + seen)) + 1) ** RARITY_POWER
}

/** A word never seen still lengthens the vector: the less of a message is known, the lower all its scores. */
export function createLookup({ keys, weights, unknownWordWeight }: Dictionary): Lookup {
	const find = createHashTable(keys)
	return { find, toVector }

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
