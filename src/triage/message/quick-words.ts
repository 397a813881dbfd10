import { fold } from '../text/fold.ts'

/**
 * Words by their letters only: many times faster than `splitWords`, and good enough to tell courtesy from a question. Numbers
 * are all one word: which number it is tells nothing.
 */
export function quickWords(text: string): string[] {
	const words =
		fold(text)
			.replace(/'/gu, ' ')
			.match(/[\p{L}\p{N}]+/gu) ?? []
	return words.map((word) => (/^\d/u.test(word) ? '#' : word))
}
