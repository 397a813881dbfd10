import { FUNCTION_WORDS } from './text/function-words.ts'
import { splitWords } from './text/words.ts'
import type { Language, TrainingExample } from './types.ts'

/** How likely each language is; the two add up to 1. */
export type LanguageChances = Record<Language, number>

export type LanguageDetector = (text: string, hint?: Language) => LanguageChances

type Counts = { fr: number; en: number }

/** How often each word, or each group of three letters, occurs in each language; plain data, quick to send between threads. */
export type Tally = { keys: string; fr: Uint32Array; en: Uint32Array }

/** What the examples show of both languages. */
export type LanguageCounts = { words: Tally; grams: Tally }

// Log odds per sign. A function word of one language only is the surest sign; a word of the articles counts by its frequencies;
// an unknown word by its letters, at most MOST_BY_LETTERS. The hint outweighs no function word: it decides "ok", "refund" or
// "€".
const BY_FUNCTION_WORD = 2
const MOST_BY_WORD = 2.5
const MOST_BY_LETTERS = 1
const BY_ACCENT = 1
const BY_HINT = 1.2

const FRENCH_ACCENTS = /[éèêëàâçùûîïôœ]/giu

/** Learns the words and letters of both languages from the questions of the articles. */
export function countLanguages(examples: readonly TrainingExample[]): LanguageCounts {
	const words = new Map<string, Counts>()
	const grams = new Map<string, Counts>()
	for (const { text, language } of examples) {
		for (const word of splitWords(text)) {
			count(words, word, language)
			for (const gram of trigrams(word)) count(grams, gram, language)
		}
	}
	return { words: toTally(words), grams: toTally(grams) }
}

/** Tells the language of a message by what was counted. */
export function createLanguageDetector(counted: LanguageCounts): LanguageDetector {
	const words = fromTally(counted.words)
	const wordOdds = createOdds(words, 0.2)
	const gramOdds = createOdds(fromTally(counted.grams), 0.5)
	return (text, hint) => {
		let french = hint === undefined ? 0 : hint === 'fr' ? BY_HINT : -BY_HINT
		french += Math.min(3, text.match(FRENCH_ACCENTS)?.length ?? 0) * BY_ACCENT
		for (const word of splitWords(text)) french += signOf(word)
		const chance = 1 / (1 + Math.exp(-french))
		return { fr: chance, en: 1 - chance }
	}

	function signOf(word: string): number {
		if (/\d/u.test(word)) return 0
		const isFrench = FUNCTION_WORDS.fr.has(word)
		const isEnglish = FUNCTION_WORDS.en.has(word)
		if (isFrench !== isEnglish) return isFrench ? BY_FUNCTION_WORD : -BY_FUNCTION_WORD
		if (isFrench) return 0
		if (words.has(word)) return clamp(wordOdds(word), MOST_BY_WORD)
		let sum = 0
		for (const gram of trigrams(word)) sum += gramOdds(gram)
		return clamp(sum * 0.3, MOST_BY_LETTERS)
	}
}

function createOdds(counts: ReadonlyMap<string, Counts>, smoothing: number): (key: string) => number {
	const total = { fr: 1, en: 1 }
	for (const one of counts.values()) {
		total.fr += one.fr
		total.en += one.en
	}
	return (key) => {
		const one = counts.get(key) ?? { fr: 0, en: 0 }
		return Math.log((one.fr + smoothing) / total.fr) - Math.log((one.en + smoothing) / total.en)
	}
}

function count(counts: Map<string, Counts>, key: string, language: Language): void {
	const one = counts.get(key) ?? { fr: 0, en: 0 }
	one[language] += 1
	counts.set(key, one)
}

function toTally(counts: ReadonlyMap<string, Counts>): Tally {
	return {
		keys: [...counts.keys()].join('\n'),
		fr: Uint32Array.from(counts.values(), ({ fr }) => fr),
		en: Uint32Array.from(counts.values(), ({ en }) => en),
	}
}

function fromTally({ keys, fr, en }: Tally): Map<string, Counts> {
	return new Map(keys.split('\n').map((key, index) => [key, { fr: fr[index] ?? 0, en: en[index] ?? 0 }]))
}

function trigrams(word: string): string[] {
	const padded = `^${word.slice(0, 24)}$`
	return Array.from({ length: Math.max(0, padded.length - 2) }, (_, start) => padded.slice(start, start + 3))
}

function clamp(value: number, most: number): number {
	return Math.max(-most, Math.min(most, value))
}
