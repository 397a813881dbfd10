import v8 from 'node:v8'
import vm from 'node:vm'
import type { SearchableText, SearchContender } from '../peers/search-peers.ts'
import type { QuestionSet } from './question-sets.ts'

export interface Quality {
	readonly asked: number
	/** Questions whose document came first, and among the first five; and the sum of 1/place. */
	readonly first: number
	readonly five: number
	readonly reciprocal: number
	/** Microseconds of each search. */
	readonly micros: readonly number[]
	readonly indexMs: number
}

const LOOKED_AT = 10

/** Asks every question of the sets, which are parts of one whole, and adds up. */
export function measureQuality(contender: SearchContender, sets: readonly QuestionSet[]): Quality {
	const micros: number[] = []
	let [asked, first, five, reciprocal, indexMs] = [0, 0, 0, 0, 0]
	for (const { documents, language, questions } of sets) {
		const started = performance.now()
		const find = contender.index(documents, language)
		indexMs += performance.now() - started
		for (const { text, answers } of questions) {
			const before = performance.now()
			const found = find(text, LOOKED_AT)
			micros.push((performance.now() - before) * 1000)
			const place = found.findIndex((document) => answers.includes(document))
			asked += 1
			first += place === 0 ? 1 : 0
			five += place >= 0 && place < 5 ? 1 : 0
			reciprocal += place < 0 ? 0 : 1 / (place + 1)
		}
	}
	return { asked, first, five, reciprocal, micros, indexMs }
}

export interface Growth {
	readonly textMegabytes: number
	readonly indexSeconds: number
	/** Bytes that the index holds for each byte of text. */
	readonly bytesPerByte: number
	readonly medianMs: number
}

/** Indexes a stream of documents and searches in it; the texts themselves are not kept by the bench. */
export function measureGrowth(
	contender: SearchContender,
	documents: () => Iterable<SearchableText>,
	queries: readonly string[],
): Growth {
	let bytes = 0
	function* counted(): Generator<SearchableText> {
		for (const document of documents()) {
			bytes += Buffer.byteLength(document.title) + Buffer.byteLength(document.text)
			yield document
		}
	}
	const before = heldBytes()
	const started = performance.now()
	const find = contender.index(counted(), 'en')
	const indexSeconds = (performance.now() - started) / 1000
	const held = heldBytes() - before
	const times = queries.map((query) => {
		const asked = performance.now()
		find(query, LOOKED_AT)
		return performance.now() - asked
	})
	return { textMegabytes: bytes / 1e6, indexSeconds, bytesPerByte: held / bytes, medianMs: median(times) }
}

export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

let collectGarbage: (() => void) | undefined

function heldBytes(): number {
	if (collectGarbage === undefined) {
		v8.setFlagsFromString('--expose-gc')
		collectGarbage = vm.runInNewContext('gc') as () => void
	}
	collectGarbage()
	const { heapUsed, arrayBuffers } = process.memoryUsage()
	return heapUsed + arrayBuffers
}
