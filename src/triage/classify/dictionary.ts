import { FAMILY, type Features } from './features.ts'
import { createHashTable } from './hash-table.ts'
import { countFeatures, selectFeatures } from './select-features.ts'

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
/** Rarer pieces and pairs are noise, and most of the size. A single word may be the name of a product, so one is enough. */
const LEAST_TEXTS: Readonly<Record<number, number>> = {
	[FAMILY.word]: 1,
	[FAMILY.pair]: 3,
	[FAMILY.distant]: 3,
	[FAMILY.piece]: 3,
	[FAMILY.concept]: 3,
}

/**
 * Learns which features occur in how many of the texts, and keeps those that tell most.
 * @param labels the topic of each text.
 * @param most how many features the model has room for. Words stay before all others: a message with unknown words is judged as
 * less sure.
 * @returns the dictionary, and the family of each of its features.
 */
export function createDictionary(
	texts: readonly Features[],
	labels: Int32Array,
	most: number,
): { dictionary: Dictionary; families: Uint8Array } {
	const frequent = countFeatures(texts).filter((one) => one.texts >= (LEAST_TEXTS[one.family] ?? 1))
	const isDear = (family: number) => family === FAMILY.word || family === FAMILY.concept
	const kept = selectFeatures(frequent, texts, { labels, most, isDear })
	const dictionary = {
		keys: Uint32Array.from(kept, ({ hash }) => hash),
		weights: Float32Array.from(kept, (one) => rarity(one.texts, texts.length) * (FAMILY_WEIGHT[one.family] ?? 1)),
		unknownWordWeight: rarity(0, texts.length) * (FAMILY_WEIGHT[FAMILY.word] ?? 1),
	}
	return { dictionary, families: Uint8Array.from(kept, ({ family }) => family) }
}

function rarity(seen: number, texts: number): number {
	return (Math.log((1 + texts) / (1 + seen)) + 1) ** RARITY_POWER
}

/** A word never seen still lengthens the vector: the less of a message is known, the lower all its scores. */
export function createLookup({ keys, weights, unknownWordWeight }: Dictionary): Lookup {
	const find = createHashTable(keys)
	// How often each feature occurs in the text at hand; zero again after it.
	const counts = new Uint32Array(keys.length)
	return { find, toVector }

	function toVector({ hashes, families }: Features): SparseVector {
		const found = new Int32Array(hashes.length)
		let length = 0
		let unknown = 0
		for (let at = 0; at < hashes.length; at += 1) {
			const id = find(hashes[at] ?? 0)
			if (id < 0) {
				if (families[at] === FAMILY.word) unknown += 1
				continue
			}
			if (counts[id] === 0) {
				found[length] = id
				length += 1
			}
			counts[id] = (counts[id] ?? 0) + 1
		}
		return weigh(found.slice(0, length), unknown)
	}

	function weigh(ids: Int32Array, unknown: number): SparseVector {
		const values = new Float32Array(ids.length)
		let square = unknown * unknownWordWeight ** 2
		for (let at = 0; at < ids.length; at += 1) {
			const id = ids[at] ?? 0
			const count = counts[id] ?? 0
			const value = (weights[id] ?? 0) * (count === 1 ? 1 : 1 + Math.log(count))
			counts[id] = 0
			values[at] = value
			square += value * value
		}
		const length = Math.sqrt(square) || 1
		for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length
		return { ids, values }
	}
}
