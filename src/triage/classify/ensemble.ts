import { FAMILY } from './features.ts'

/** The families of features that a network learns from. */
export type View = readonly number[]

/** Networks side by side: the view of each, the hidden units of each, and what part of the usual rounds they are trained for. */
export type Ensemble = { views: readonly View[]; units: number; rounds: number }

const ALL: View = Object.values(FAMILY)
// Measured on folds of Banking77 (whole, and with ten examples a class), HWU64, CLINC150 and the articles' own questions: each two
// networks more are worth a tenth of a point.
const USUAL: Ensemble = { views: [ALL, ALL, ALL, ALL, ALL], units: 64, rounds: 1 }

// With many examples a fourth network is worth more than longer training of fewer, and than the features that its units take the room
// of: on titles of public support threads two networks gave the right topic a tenth less chance, and differed by two points of a
// hundred from one training to the next.
const OF_MANY: Ensemble = { views: [ALL, ALL, ALL, ALL], units: 64, rounds: 0.6 }
const MANY_EXAMPLES = 20_000

// Networks that each see other sides of a text err on other texts: worth 0.7 of a point with ten examples a class and 0.4 with
// twenty (Banking77, 0.1 to 0.3 on HWU64 and CLINC150), and nothing from three thousand examples on.
const PHRASES: View = [FAMILY.word, FAMILY.pair, FAMILY.distant, FAMILY.concept]
const WORDS_AND_PIECES: View = [FAMILY.word, FAMILY.piece, FAMILY.concept]
const PIECES: View = [FAMILY.piece, FAMILY.concept]
const SIDES = [PHRASES, WORDS_AND_PIECES, PIECES]
const OF_FEW: Ensemble = { views: [...SIDES, ...SIDES, ...SIDES], units: 48, rounds: 1 }
const FEW_EXAMPLES = 2000

/** Enough to tell how far the scores of many examples can be trusted: with four networks the temperature is the same. */
const OF_MANY_FOR_TRUST: Ensemble = { ...OF_MANY, views: [ALL, ALL] }

/** What networks are for: to answer, or only to tell how far the scores of such networks can be trusted. */
export type Purpose = 'answers' | 'trust'

/** The networks that learn best from so many examples. */
export function ensembleFor(examples: number, purpose: Purpose = 'answers'): Ensemble {
	if (examples <= FEW_EXAMPLES) return OF_FEW
	if (examples <= MANY_EXAMPLES) return USUAL
	return purpose === 'answers' ? OF_MANY : OF_MANY_FOR_TRUST
}

/** Of all its networks together. */
export function hiddenUnitsOf({ views, units }: Ensemble): number {
	return views.length * units
}
