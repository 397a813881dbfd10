import { FILLER_PHRASES } from '../../../src/triage/message/filler-phrases.ts'
import type { Language } from '../../../src/triage/types.ts'

/**
 * The text as a polite or talkative person would send it: with a greeting, a lead-in, an aside or a closing around it, in any
 * combination.
 * @param random numbers in [0, 1); the same numbers give the same text.
 */
export function wrap(text: string, language: Language, random: () => number): string {
	const { openings, leadIns, closings, asides } = FILLER_PHRASES[language]
	const maybe = (chance: number, phrases: readonly string[], mark: string): string =>
		random() < chance ? `${pick(phrases, random)}${mark} ` : ''
	const sentenceEnd = random() < 0.5 ? '.' : random() < 0.5 ? '!' : ','
	const before =
		maybe(0.6, openings, sentenceEnd) +
		maybe(0.3, openings, '.') +
		maybe(0.25, asides, '.') +
		maybe(0.45, leadIns, random() < 0.5 ? '' : random() < 0.5 ? ':' : ',')
	const end = /[.?!]$/u.test(text) ? '' : '.'
	const after = maybe(0.2, asides, '.') + maybe(0.6, closings, random() < 0.5 ? '.' : ',') + maybe(0.3, closings, '')
	return `${before}${text}${after === '' ? '' : end} ${after}`.trim()
}

function pick(phrases: readonly string[], random: () => number): string {
	return phrases[Math.floor(random() * phrases.length)] ?? ''
}
