import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import PorterStemmerFr from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import type { Language } from '../types.ts'

/** Reduces a folded word to its stem: "charged" and "charges" to "charg". */
export type Stem = (word: string) => string

const STEMMERS: Readonly<Record<Language, Stem>> = {
	en: (word) => PorterStemmer.stem(word),
	fr: (word) => PorterStemmerFr.stem(word),
}

// Enough for every word that people really write; a flood of invented words only costs the time of stemming them again.
const REMEMBERED = 20_000

/** The stemmer of a language with a bounded memory: stemming is the slowest step of reading a message. */
export function createStem(language: Language): Stem {
	const stem = STEMMERS[language]
	const known = new Map<string, string>()
	return (word) => {
		const remembered = known.get(word)
		if (remembered !== undefined) return remembered
		const result = stem(word)
		if (known.size < REMEMBERED) known.set(word, result)
		return result
	}
}
