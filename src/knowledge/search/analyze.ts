import { FUNCTION_WORDS } from '../../triage/text/function-words.ts'
import { fold } from '../../triage/text/fold.ts'
import { createStem } from '../../triage/text/stem.ts'
import type { Language } from '../../triage/types.ts'
import { SYNONYMS } from './synonyms.ts'

/** Marks a function word in the dictionary: no word holds an apostrophe once it is folded and cut. */
export const FUNCTION_MARK = "'"
/** Marks what a phrase means; it stands behind the phrase like a function word. */
const MEANING_MARK = `${FUNCTION_MARK}=`

const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu
const ELISION = /^(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quelqu)'(?=.)/u
// Nothing that people write is longer; what is (a pasted key, a data URL) would only fill the dictionary.
const LONGEST_WORD = 40
const ASCII = /^[\n\r\t -~]*$/u

/** What is meant in the trade that the texts are about. */
export type Meanings = {
	/** By a word on its own. */
	ofWord(word: string): readonly string[]
	/** By phrases of several words that begin at this one, each with the place of its last word. */
	ofPhrases(words: readonly string[], start: number): readonly { meaning: string; last: number }[]
}

/**
 * How texts of one language are read. A term is a stem, or, behind `FUNCTION_MARK`, a function word as it is or what a phrase means.
 */
export type Analyzer = {
	/** Folded words, with function words, without stems; behind a phrase what it means. */
	words(text: string): string[]
	/** The term of one folded word. */
	term(word: string): string
	/** Groups of words that mean about the same. */
	synonyms: readonly (readonly string[])[]
	/** Places in `synonyms` where a word stands, in any form. */
	groups: (word: string) => readonly number[]
	/** What a word, or the mark of a phrase, means in the trade; words with a meaning in common are synonyms too. */
	meanings: (word: string) => readonly string[]
}

const NONE: Meanings = { ofWord: () => [], ofPhrases: () => [] }

/**
 * Reads texts of one language. A regular expression cuts the words, not `Intl.Segmenter`: the text is folded, so there are no
 * accents to cut at, and a folder of documentation is read ten times as fast.
 */
export function createAnalyzer(language: Language, meanings: Meanings = NONE): Analyzer {
	const stem = createStem(language)
	const functionWords = FUNCTION_WORDS[language]
	const known = new Map<string, string>()
	const synonyms = SYNONYMS[language]
	const groupsOfTerm = new Map<string, number[]>()
	for (const [group, members] of synonyms.entries()) {
		for (const member of new Set(members.map(term))) groupsOfTerm.set(member, [...(groupsOfTerm.get(member) ?? []), group])
	}
	return {
		words: (text) => withMeanings(wordsOf(text), meanings),
		term,
		synonyms,
		groups: (word) => groupsOfTerm.get(term(word)) ?? [],
		meanings: (word) => (word.startsWith(MEANING_MARK) ? [word.slice(MEANING_MARK.length)] : meanings.ofWord(word)),
	}

	function term(word: string): string {
		const remembered = known.get(word)
		if (remembered !== undefined) return remembered
		const result = termOf(word)
		if (known.size < 50_000) known.set(word, result)
		return result
	}

	function termOf(word: string): string {
		if (word.startsWith(FUNCTION_MARK)) return word
		return functionWords.has(word) ? FUNCTION_MARK + word : stem(language === 'fr' ? stemmable(word) : word)
	}
}

/**
 * A French word as natural's stemmer reads it rightly: it takes "crédit" for a verb, but not "crédits", and knows "facturée" by the
 * accent, which is folded away.
 */
function stemmable(word: string): string {
	return word.replace(/(?<=..it)$/u, 's').replace(/(?<=...)ee(?=s?$)/u, 'e')
}

function wordsOf(text: string): string[] {
	const folded = ASCII.test(text) ? text.toLowerCase() : fold(text)
	const found: string[] = []
	for (const raw of folded.match(WORD) ?? []) {
		const word = raw.includes("'") ? raw.replace(ELISION, '').replaceAll("'", '') : raw
		if (word.length <= LONGEST_WORD) found.push(word)
	}
	return found
}

function withMeanings(words: readonly string[], meanings: Meanings): string[] {
	const marks = words.map((): string[] => [])
	for (const start of words.keys()) {
		for (const { meaning, last } of meanings.ofPhrases(words, start)) marks[last]?.push(MEANING_MARK + meaning)
	}
	return words.flatMap((word, at) => [word, ...(marks[at] ?? [])])
}
