import { type Analyzer, FUNCTION_MARK } from './analyze.ts'
import { type Dictionary, gramsOf, listOf } from './dictionary.ts'
import { nearTerms } from './near-terms.ts'

/** What a query asks for, in the index's numbers. A word of the query is a slot; several terms may stand for it. */
export type Query = {
	/** Telling words: the terms that stand for each, with how well (1 = the word itself). */
	content: Map<number, number>[]
	functions: number[]
	groups: number[]
	grams: number[]
	/** Places in `content` that follow each other, function words left out. */
	pairs: [number, number][]
}

/** A question is shorter; of a pasted page its beginning is read. */
const READ = 4_000
/** Function words included. */
const MOST_WORDS = 128
const JOINED = 0.9

/** @returns undefined when the query holds nothing that the index knows. */
export function readQuery(text: string, analyzer: Analyzer, dictionary: Dictionary): Query | undefined {
	const words = analyzer.words(text.slice(0, READ)).slice(0, MOST_WORDS)
	const content: Map<number, number>[] = []
	const pairs: [number, number][] = []
	const slots = new Map<string, number>()
	let before: number | undefined
	for (const [index, word] of words.entries()) {
		const term = analyzer.term(word)
		if (!term.startsWith(FUNCTION_MARK)) {
			const slot = slots.get(term) ?? content.push(meanings(word, analyzer, dictionary)) - 1
			slots.set(term, slot)
			if (before !== undefined && before !== slot) pairs.push([before, slot])
			before = slot
		}
		// "back up" also asks for "backup".
		const joined = index === 0 ? undefined : dictionary.termIds.get(analyzer.term(`${words[index - 1] ?? ''}${word}`))
		if (joined !== undefined && dictionary.isFunction[joined] === 0) content.push(new Map([[joined, JOINED]]))
	}
	const telling = words.filter((word) => !analyzer.term(word).startsWith(FUNCTION_MARK))
	const functions = known(
		words.map(analyzer.term).filter((term) => term.startsWith(FUNCTION_MARK)),
		dictionary.termIds,
	)
	const terms = [...content.flatMap((meant) => [...meant.keys()]), ...functions]
	const groups = [
		...new Set([
			...terms.flatMap((term) => [...listOf(dictionary.groups, term)]),
			...words.flatMap((word) => groupsOf(word, analyzer, dictionary)),
		]),
	]
	const grams = known(telling.flatMap(gramsOf), dictionary.gramIds)
	return terms.length + groups.length + grams.length === 0 ? undefined : { content, functions, groups, grams, pairs }
}

/** The numbers of the keys that have one, each once. */
function known(keys: readonly string[], ids: ReadonlyMap<string, number>): number[] {
	return [...new Set(keys.flatMap((key) => ids.get(key) ?? []))]
}

/** The term itself when the index knows it; a word with synonyms that it knows is no typing error; else what was probably meant. */
function meanings(word: string, analyzer: Analyzer, dictionary: Dictionary): Map<number, number> {
	const id = dictionary.termIds.get(analyzer.term(word))
	if (id !== undefined) return new Map([[id, 1]])
	if (groupsOf(word, analyzer, dictionary).length > 0) return new Map()
	const near = nearTerms(word, dictionary)
	// A typo of one word is not three words: only what is as near as the nearest stands for it.
	return new Map(near.filter(({ nearness }) => nearness === near[0]?.nearness).map((one) => [one.term, one.nearness]))
}

/** The groups of a word that have a member in the index, whether the index knows the word itself or not. */
function groupsOf(word: string, analyzer: Analyzer, { termsOfGroup, meaningIds }: Dictionary): number[] {
	const named = analyzer.meanings(word).flatMap((meaning) => {
		const place = meaningIds.get(meaning)
		return place === undefined ? [] : [analyzer.synonyms.length + place]
	})
	return [...analyzer.groups(word), ...named].filter((group) => listOf(termsOfGroup, group).length > 0)
}
