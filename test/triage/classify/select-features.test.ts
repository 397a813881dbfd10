import { serialize } from 'node:v8'
import { expect, test } from 'vitest'
import { FAMILY, type Features } from '../../../src/triage/classify/features.ts'
import { roomForFeatures } from '../../../src/triage/classify/model.ts'
import { paddedWidth } from '../../../src/triage/classify/kernels.ts'
import { countFeatures, selectFeatures } from '../../../src/triage/classify/select-features.ts'

const EVERYWHERE = 1
const [OF_FIRST, OF_SECOND] = [2, 3]
const ONCE = 4
const WORD = 5

const labels = Int32Array.from({ length: 20 }, (_, row) => row % 2)
const texts = Array.from(labels, (label, row): Features => {
	const pairs = [EVERYWHERE, EVERYWHERE, label === 0 ? OF_FIRST : OF_SECOND, ...(row === 7 ? [ONCE] : [])]
	const hashes = row === 11 ? [...pairs, WORD] : pairs
	return {
		hashes: Uint32Array.from(hashes),
		families: Uint8Array.from(hashes, (hash) => (hash === WORD ? FAMILY.word : FAMILY.pair)),
	}
})

function kept(most: number, isDear: (family: number) => boolean): number[] {
	return selectFeatures(countFeatures(texts), texts, { labels, most, isDear }).map(({ hash }) => hash)
}

test('counts in how many texts a feature occurs, not how often', () => {
	const counted = new Map(countFeatures(texts).map(({ hash, texts: seen }) => [hash, seen]))
	expect([...counted].sort(([a], [b]) => a - b)).toEqual([
		[EVERYWHERE, 20],
		[OF_FIRST, 10],
		[OF_SECOND, 10],
		[ONCE, 1],
		[WORD, 1],
	])
})

test('keeps all features while there is room', () => {
	expect(kept(5, () => false)).toHaveLength(5)
})

test('without room for all it keeps those that tell the topics apart, in their old order', () => {
	expect(kept(2, () => false)).toEqual([OF_FIRST, OF_SECOND])
})

test('keeps a rare word before a telling pair where words are dear', () => {
	expect(kept(2, (family) => family === FAMILY.word)).toEqual([OF_FIRST, WORD])
})

test.each([
	[3, 0],
	[51, 192],
	[150, 192],
	[500, 192],
])('a model of %d topics and %d hidden units that uses all its room has fewer than ten million bytes', (count, hiddenUnits) => {
	const topics = Array.from({ length: count }, (_, index) => `topic-${index}`)
	const words = Array.from({ length: 15_000 }, (_, index) => `word${index}`)
	const room = roomForFeatures(topics, words, hiddenUnits)
	const layer = (columns: number) => ({
		rows: new Uint8Array((room * paddedWidth(columns)) / 2),
		steps: new Float32Array(room),
		bias: new Float32Array(paddedWidth(columns)),
	})
	const bytes = serialize({
		topics,
		words,
		dictionary: { keys: new Uint32Array(room), weights: new Float32Array(room), unknownWordWeight: 1 },
		linear: layer(count),
		network: {
			hidden: layer(hiddenUnits),
			output: { weights: new Float32Array(count * hiddenUnits), bias: new Float32Array(count) },
		},
		temperature: 1,
	}).byteLength
	expect(bytes).toBeLessThan(10_000_000)
	expect(bytes).toBeGreaterThan(9_500_000)
})
