import { createRandom } from '../../../src/triage/classify/random.ts'

export interface Passage {
	readonly title: string
	readonly text: string
}

/** Words that follow each other in the source are kept together in runs of this length: common words stay common, rare ones rare. */
const RUN = 5
/** A word in so many is one that occurs nowhere else, as part numbers and names do. */
const ODD = 60

/** Passages as a documentation of many pages would have, made of the words of real texts; the same at every run. */
export function* growCorpus(sources: readonly string[], size: number): Generator<Passage> {
	const words = sources.flatMap((text) => text.match(/[\p{L}\p{N}'’-]+/gu) ?? [])
	const random = createRandom(7)
	for (let index = 0; index < size; index += 1) {
		const title = mix(words, 8, random)
		yield { title, text: mix(words, 40 + Math.floor(random() * 40), random) }
	}
}

/** Questions on such a corpus. */
export function growQueries(sources: readonly string[], size: number): string[] {
	const words = sources.flatMap((text) => text.match(/[\p{L}\p{N}'’-]+/gu) ?? [])
	const random = createRandom(11)
	return Array.from({ length: size }, () => mix(words, 5 + Math.floor(random() * 8), random))
}

function mix(words: readonly string[], length: number, random: () => number): string {
	const chosen: string[] = []
	while (chosen.length < length) {
		const start = Math.floor(random() * (words.length - RUN))
		chosen.push(...words.slice(start, start + RUN))
		if (random() < RUN / ODD) chosen.push(`${words[start] ?? ''}${Math.floor(random() * 1e6)}`)
	}
	return chosen.join(' ')
}
