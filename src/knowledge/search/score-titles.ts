import { type QuerySlots, NO_SLOT } from './query-slots.ts'
import type { Dictionary } from './dictionary.ts'
import type { FieldFigures } from './field-figures.ts'
import type { ScoreText, Tally } from './score-field.ts'
import type { Titles } from './titles.ts'
import { TITLE_COVERED } from './weights.ts'

type Parts = {
	titles: Titles
	/** Of each title on its own. */
	figures: Pick<FieldFigures, 'content' | 'rarityOfTerm'>
	/** Counts what all titles of a document have of the query. */
	tally: Tally
	/** As long as there are titles, all 0; left as it was. */
	covered: Float64Array
	/** By place: the slot of the asked word that stands there. All `NO_SLOT`; left as it was. */
	slotAt: Int32Array
}

/**
 * How well the titles of a document fit: what they have of the query together, and the largest share of a single one that the query
 * has words for, weighed by rarity. Of two titles that both speak of the question, the one that speaks of nothing else fits better.
 */
export function createTitleScorer(
	{ titles, figures, tally, covered, slotAt }: Parts,
	{ termOf, isFunction }: Dictionary,
	slots: QuerySlots,
): ScoreText {
	const { first, slotOf, next } = slots
	const places: number[] = []
	const owners: number[] = []
	return (document) => {
		const end = titles.starts[document + 1] ?? 0
		for (let at = titles.starts[document] ?? 0; at < end; at += 1) {
			const word = titles.words[at] ?? 0
			const filled = first[word] ?? 0
			if (filled !== 0) count(word, at, filled)
		}
		touchPairs()
		return TITLE_COVERED * best() + tally.total(document)
	}

	/** What a word fills, as often as it stands in the titles of the document. */
	function count(word: number, at: number, filled: number): void {
		const start = titles.firstPlace[at] ?? 0
		const end = titles.firstPlace[at + 1] ?? 0
		for (let one = filled; one !== 0; one = next[one] ?? 0) tally.touch(slotOf[one] ?? 0, end - start)
		const term = termOf[word] ?? 0
		const asked = isFunction[term] === 1 ? 0 : slots.asked(word)
		if (asked === 0) return
		const worth = asked * (figures.rarityOfTerm[term] ?? 0)
		for (let one = start; one < end; one += 1) {
			const place = titles.places[one] ?? 0
			slotAt[place] = slotOf[filled] ?? NO_SLOT
			places.push(place)
			const owner = titles.owners[one] ?? 0
			if (covered[owner] === 0) owners.push(owner)
			covered[owner] = (covered[owner] ?? 0) + worth
		}
	}

	/** Two asked words that stand side by side, function words between them or not. */
	function touchPairs(): void {
		for (const place of places) {
			const before = slotAt[place - 1] ?? NO_SLOT
			const pair = before === NO_SLOT ? undefined : slots.pair(before, slotAt[place] ?? NO_SLOT)
			if (pair !== undefined) tally.touch(pair, 1)
		}
		for (const place of places) slotAt[place] = NO_SLOT
		places.length = 0
	}

	function best(): number {
		let most = 0
		for (const owner of owners) {
			most = Math.max(most, (covered[owner] ?? 0) / Math.max(1e-9, figures.content[owner] ?? 0))
			covered[owner] = 0
		}
		owners.length = 0
		return most
	}
}
