import type { Labelled } from './read-examples.ts'

/** The chance of each topic for a text; they add up to 1. */
export type Reader = { topics: readonly string[]; chancesOf(text: string): Float64Array }

/** What a classifier said about a text whose class is known. */
export type Judged = Labelled & {
	guess: string
	chance: number
	/** The chance that the text belongs to none of the classes, where one of the classes stands for that. */
	outside?: number
	micros: number
}

export type Quality = { accuracy: number; macroF1: number; calibrationError: number }

export type Speed = { p50Micros: number; p99Micros: number }

const BINS = 15
/** How data sets call what belongs to none. */
export const OUTSIDE: readonly string[] = ['oos', 'out-of-scope']

/** Reads each text once, one after the other, and takes the time. */
export function judge({ topics, chancesOf }: Reader, examples: readonly Labelled[]): Judged[] {
	const outside = topics.findIndex((topic) => OUTSIDE.includes(topic))
	return examples.map((example) => {
		const start = performance.now()
		const all = chancesOf(example.text)
		const micros = (performance.now() - start) * 1000
		let best = 0
		for (let label = 1; label < all.length; label += 1) if ((all[label] ?? 0) > (all[best] ?? 0)) best = label
		const none = outside < 0 ? {} : { outside: all[outside] ?? 0 }
		return { ...example, guess: topics[best] ?? '', chance: all[best] ?? 0, ...none, micros }
	})
}

/**
 * The share of right guesses; the mean over the classes of the harmonic mean of precision and recall; and how far the chances
 * are from the truth on average (expected calibration error over 15 bins). All from 0 to 1.
 */
export function qualityOf(judged: readonly Judged[]): Quality {
	const right = judged.filter(({ guess, label }) => guess === label).length
	return {
		accuracy: right / Math.max(1, judged.length),
		macroF1: macroF1(judged),
		calibrationError: calibrationError(judged),
	}
}

export function speedOf(judged: readonly Judged[]): Speed {
	const sorted = judged.map(({ micros }) => micros).sort((a, b) => a - b)
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
	return { p50Micros: at(0.5), p99Micros: at(0.99) }
}

function macroF1(judged: readonly Judged[]): number {
	const counts = new Map<string, { both: number; guessed: number; labelled: number }>()
	const of = (label: string) => {
		const known = counts.get(label) ?? { both: 0, guessed: 0, labelled: 0 }
		counts.set(label, known)
		return known
	}
	for (const { guess, label } of judged) {
		of(guess).guessed += 1
		of(label).labelled += 1
		if (guess === label) of(label).both += 1
	}
	const asked = [...counts.values()].filter(({ labelled }) => labelled > 0)
	return (
		asked.reduce((sum, { both, guessed, labelled }) => sum + (2 * both) / (guessed + labelled), 0) / Math.max(1, asked.length)
	)
}

function calibrationError(judged: readonly Judged[]): number {
	const gaps = new Float64Array(BINS)
	for (const { guess, label, chance } of judged) {
		const bin = Math.min(BINS - 1, Math.floor(chance * BINS))
		gaps[bin] = (gaps[bin] ?? 0) + (guess === label ? 1 : 0) - chance
	}
	return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, judged.length)
}

/** The pairs of classes taken for each other most often, either way round. */
export function confusedPairs(judged: readonly Judged[]): { pair: [string, string]; times: number; example: string }[] {
	const pairs = new Map<string, { pair: [string, string]; times: number; example: string }>()
	for (const { guess, label, text } of judged) {
		if (guess === label) continue
		const pair: [string, string] = guess < label ? [guess, label] : [label, guess]
		const known = pairs.get(pair.join('\n')) ?? { pair, times: 0, example: text }
		known.times += 1
		pairs.set(pair.join('\n'), known)
	}
	return [...pairs.values()].sort((a, b) => b.times - a.times)
}
