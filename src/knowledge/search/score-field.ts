import type { Texts } from './collection.ts'
import { type QuerySlots, type Layout, NO_SLOT } from './query-slots.ts'
import type { Dictionary } from './dictionary.ts'
import { type FieldFigures, rarity } from './field-figures.ts'
import type { Query } from './read-query.ts'
import type { Weights } from './weights.ts'

/** How well a text of the field fits the query that is asked for; 0 when it has nothing of it. */
export type ScoreText = (text: number) => number

export type Field = { texts: Texts; figures: FieldFigures; weights: Weights; lengthPenalty: number }

const SATURATION = 1.2
/** A pair of words is rarer than each of its words, but less so than if they met by chance. */
const PAIR_RARITY = 0.65
const KINDS = 4

/** Counts what a text has of the query, and weighs it. */
export type Tally = {
	/** So many more of what the slot asks for. */
	touch(slot: number, amount: number): void
	/** BM25 for each kind of likeness, weighted and added, of what was counted; the next text begins from nothing. */
	total(text: number): number
}

/** A kind's length is the number of its own items in the text. */
export function createTally({ figures, weights, lengthPenalty }: Omit<Field, 'texts'>, slots: QuerySlots, query: Query): Tally {
	const layout = slots.layout()
	const worth = worthOfSlots(figures, weights, layout, query)
	const kindOf = kindsOfSlots(layout)
	const counts = new Float32Array(layout.end)
	const touched: number[] = []
	const norms = new Float64Array(KINDS)
	return { touch, total }

	function touch(slot: number, amount: number): void {
		if (counts[slot] === 0) touched.push(slot)
		counts[slot] = (counts[slot] ?? 0) + amount
	}

	function total(text: number): number {
		if (touched.length === 0) return 0
		for (let kind = 0; kind < KINDS; kind += 1) {
			const length = (figures.lengths[text * KINDS + kind] ?? 0) / (figures.average[kind] ?? 1)
			norms[kind] = SATURATION * (1 - lengthPenalty + lengthPenalty * length)
		}
		let sum = 0
		for (const slot of touched) {
			const times = counts[slot] ?? 0
			sum += ((worth[slot] ?? 0) * times) / (times + (norms[kindOf[slot] ?? 0] ?? 0))
			counts[slot] = 0
		}
		touched.length = 0
		return sum
	}
}

/** Scores whole texts, word by word. */
export function createFieldScorer(field: Field, { termOf, isFunction }: Dictionary, slots: QuerySlots, query: Query): ScoreText {
	const { texts } = field
	const { first, slotOf, next } = slots
	const { touch, total } = createTally(field, slots, query)
	return (text) => {
		count(texts.starts[text] ?? 0, texts.starts[text + 1] ?? 0)
		return total(text)
	}

	/** Counts what the words fill. */
	function count(start: number, end: number): void {
		let before = NO_SLOT
		for (let at = start; at < end; at += 1) {
			const word = texts.words[at] ?? 0
			const filled = first[word] ?? 0
			for (let one = filled; one !== 0; one = next[one] ?? 0) touch(slotOf[one] ?? 0, 1)
			if (isFunction[termOf[word] ?? 0] === 1) continue
			const own = slots.asked(word) > 0 ? (slotOf[filled] ?? NO_SLOT) : NO_SLOT
			const pair = own !== NO_SLOT && before !== NO_SLOT ? slots.pair(before, own) : undefined
			if (pair !== undefined) touch(pair, 1)
			before = own
		}
	}
}

/** Kinds as in `FieldFigures.lengths`; a pair is as likely as there are telling words. */
function kindsOfSlots({ functions, groups, grams, pairs, end }: Layout): Uint8Array {
	const kinds = new Uint8Array(end)
	kinds.fill(1, functions, groups)
	kinds.fill(2, groups, grams)
	kinds.fill(3, grams, pairs)
	return kinds
}

/** The most that each slot can add: the weight of its kind by its rarity in the field. */
function worthOfSlots({ texts, termTexts, groupTexts, gramTexts }: FieldFigures, weights: Weights, layout: Layout, query: Query) {
	const rare = (containing = 0) => rarity(texts, containing) * (SATURATION + 1)
	// What a misspelt word may mean is as common as its commonest meaning.
	const content = query.content.map((terms) => rare(Math.max(0, ...[...terms.keys()].map((term) => termTexts[term] ?? 0))))
	const nearest = query.content.map((terms) => Math.max(0, ...terms.values()))
	return Float64Array.from([
		...content.map((one, slot) => weights.content * one * (nearest[slot] ?? 0)),
		...query.functions.map((term) => weights.functions * rare(termTexts[term])),
		...query.groups.map((group) => weights.groups * rare(groupTexts[group])),
		...query.grams.map((gram) => weights.grams * rare(gramTexts[gram])),
		...query.pairs.map(([a, b]) => weights.pairs * PAIR_RARITY * ((content[a] ?? 0) + (content[b] ?? 0))),
	]).subarray(0, layout.end)
}
