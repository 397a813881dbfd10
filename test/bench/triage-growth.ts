import { deserialize, serialize } from 'node:v8'
import { createClassifier } from '../../src/triage/classify/create-classifier.ts'
import type { Effort } from '../../src/triage/classify/model.ts'
import { createRandom } from '../../src/triage/classify/random.ts'
import { trainClassifier } from '../../src/triage/classify/train-classifier.ts'
import type { TrainingExample } from '../../src/triage/types.ts'

/** Topics, examples of each, and how it is trained: as the articles are, then ten and a hundred times as much of each. */
const SIZES = [
	[50, 100, 'full'],
	[50, 100, 'quick'],
	[500, 100, 'quick'],
	[5000, 10, 'quick'],
	[50, 1000, 'quick'],
	[50, 10_000, 'quick'],
] as const

type Growth = {
	topics: number
	examples: number
	effort: Effort
	trainSeconds: number
	modelMegabytes: number
	loadMillis: number
	/** Median. */
	messageMicros: number
	peakMegabytes: number
}

const WORDS_A_TEXT = 9
const VOCABULARY = 3000
const WORDS_A_TOPIC = 12

/** What a classifier of this many topics and examples costs. The texts are invented: some words of the topic among common ones. */
function measureGrowth(topics: number, examplesPerTopic: number, effort: Effort): Growth {
	const examples = inventExamples(topics, examplesPerTopic)
	const started = performance.now()
	const { model } = trainClassifier(examples, { effort })
	const trainSeconds = (performance.now() - started) / 1000
	const bytes = serialize(model)
	const loading = performance.now()
	const classifier = createClassifier(deserialize(bytes), 'en')
	const loadMillis = performance.now() - loading
	const micros = examples.slice(0, 1000).map(({ text }) => {
		const reading = performance.now()
		classifier.chances(classifier.scores(text))
		return (performance.now() - reading) * 1000
	})
	const messageMicros = micros.sort((a, b) => a - b)[Math.floor(micros.length / 2)] ?? 0
	const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6
	const modelMegabytes = bytes.length / 1e6
	return { topics, examples: examples.length, effort, trainSeconds, modelMegabytes, loadMillis, messageMicros, peakMegabytes }
}

export async function run(): Promise<string> {
	const rows = SIZES.map(([topics, examples, effort]) => measureGrowth(topics, examples, effort))
	return rows
		.map((row) => {
			const size = `${row.topics} topics, ${row.examples} examples, ${row.effort}`.padEnd(44)
			const cost = `trained in ${row.trainSeconds.toFixed(1)} s, ${row.modelMegabytes.toFixed(1)} MB, loaded in ${row.loadMillis.toFixed(0)} ms`
			return `  ${size}${cost}, ${row.messageMicros.toFixed(0)} µs a message, at most ${row.peakMegabytes.toFixed(0)} MB so far`
		})
		.join('\n')
}

function inventExamples(topics: number, examplesPerTopic: number): TrainingExample[] {
	const random = createRandom(3)
	const pick = (limit: number) => Math.floor(random() * limit)
	const common = Array.from({ length: VOCABULARY }, () => inventWord(pick))
	return Array.from({ length: topics }, (_, index) => {
		const own = Array.from({ length: WORDS_A_TOPIC }, () =>
			random() < 0.5 ? inventWord(pick) : (common[pick(VOCABULARY)] ?? ''),
		)
		return Array.from({ length: examplesPerTopic }, (): TrainingExample => {
			const words = Array.from({ length: WORDS_A_TEXT }, () =>
				random() < 0.4 ? own[pick(WORDS_A_TOPIC)] : common[Math.floor(VOCABULARY * random() ** 3)],
			)
			return { text: words.join(' '), topic: `topic-${index}`, language: 'en' }
		})
	}).flat()
}

function inventWord(pick: (limit: number) => number): string {
	const syllable = () => 'bcdfglmnprst'.charAt(pick(12)) + 'aeiou'.charAt(pick(5))
	return Array.from({ length: 2 + pick(2) }, syllable).join('')
}
