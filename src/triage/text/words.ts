import { fold } from './fold.ts'

const segmenter = new Intl.Segmenter('fr', { granularity: 'word' })
const ELISION = /^(?:l|d|j|m|t|s|c|qu|jusqu|lorsqu|puisqu|quelqu)'(?=.)/u

/**
 * The words of a text, folded. Intl.Segmenter does not cut accented words in two as natural's tokenizers do, but it keeps
 * "l'abonnement" whole: elided articles are dropped here ("n'" stays, as a negation), and "don't" becomes "dont", as many
 * people type it.
 */
export function splitWords(text: string): string[] {
	const words: string[] = []
	for (const part of segmenter.segment(fold(text))) {
		if (part.isWordLike === true) addWord(words, part.segment)
	}
	return words
}

function addWord(words: string[], segment: string): void {
	let word = segment.replace(ELISION, '')
	if (word.startsWith("n'") && word.length > 2) {
		words.push('ne')
		word = word.slice(2)
	}
	// "heeelp" and "pleaaase" carry the same wish as without the shouting.
	words.push(word.replace(/'/gu, '').replace(/([a-z])\1{2,}/gu, '$1'))
}
