import { deserialize, serialize } from 'node:v8'
import { createClassifier, openModel } from '../../src/triage/classify/create-classifier.ts'
import type { Effort } from '../../src/triage/classify/model.ts'
import { createRandom } from '../../src/triage/classify/random.ts'
import { trainClassifier } from '../../src/triage/classify/train-classifier.ts'
import type { TrainingExample } from '../../src/triage/types.ts'

/**
 * Topics, examples of each, and how it is trained: about as the articles are, then ten and a hundred times as much of each.
 * At a hundred times there are no networks, which would take hours, and of 5,000 topics only ten examples each.
 */
const SIZES = [
	[50, 100, 'full'],
	[500, 100, 'full'],
	[50, 1000, 'full'],
	[50, 100, 'quick'],
	[500, 100, 'quick'],
	[50, 1000, 'quick'],
	[5000, 10, 'quick'],
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
	/** Of others of the same invention; tells whether the classifier still learns, not how well it reads people. */
	right: number
}

const WORDS_A_TEXT = 9
const VOCABULARY = 3000
const WORDS_A_TOPIC = 12
const ASKED = 2000

/** What a classifier of this many topics and examples costs. The texts are invented: some words of the topic among common ones. */
function measureGrowth(topics: number, examplesPerTopic: number, effort: Effort): Growth {
	const invent = createInvention(topics)
	const examples = invent(examplesPerTopic)
	const asked = invent(Math.ceil(ASKED / topics))
	const started = performance.now()
	const { model } = trainClassifier(examples, { effort })
	const trainSeconds = (performance.now() - started) / 1000
	const bytes = serialize(model)
	const loading = performance.now()
	const classifier = createClassifier(openModel(deserialize(bytes)), 'en')
	const loadMillis = performance.now() - loading
	const micros: number[] = []
	let right = 0
	for (const { text, topic } of asked) {
		const reading = performance.now()
		const chances = classifier.chances(classifier.scores(text))
		micros.push((performance.now() - reading) * 1000)
		if (classifier.topics[chances.indexOf(Math.max(...chances))] === topic) right += 1 / asked.length
	}
	const messageMicros = micros.sort((a, b) => a - b)[Math.floor(micros.length / 2)] ?? 0
	const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6
	const modelMegabytes = bytes.length / 1e6
	return {
		topics,
		examples: examples.length,
		effort,
		trainSeconds,
		modelMegabytes,
		loadMillis,
		messageMicros,
		peakMegabytes,
		right,
	}
}

export async function run(): Promise<string> {
	const lines = SIZES.map(([topics, examples, effort]) => {
		const line = describe(measureGrowth(topics, examples, effort))
		process.stderr.write(`${line}\n`)
		return line
	})
	return lines.join('\n')
}

function describe(row: Growth): string {
	const size = `${row.topics} topics, ${row.examples} examples, ${row.effort}`.padEnd(36)
	const cost = `trained in ${row.trainSeconds.toFixed(1)} s, ${row.modelMegabytes.toFixed(1)} MB, loaded in ${row.loadMillis.toFixed(0)} ms`
	const reading = `${row.messageMicros.toFixed(0)} µs a message, ${(row.right * 100).toFixed(1)} % right`
	return `  ${size}${cost}, ${reading}, at most ${row.peakMegabytes.toFixed(0)} MB so far`
}

/** A language of its own; gives so many messages of each topic, always new ones. */
function createInvention(topics: number): (examplesPerTopic: number) => TrainingExample[] {
	const random = createRandom(3)
	const pick = (limit: number) => Math.floor(random() * limit)
	const common = Array.from({ length: VOCABULARY }, () => inventWord(pick))
	const own = Array.from({ length: topics }, () =>
		Array.from({ length: WORDS_A_TOPIC }, () => (random() < 0.5 ? inventWord(pick) : (common[pick(VOCABULARY)] ?? ''))),
	)
	const word = (topic: number) =>
		random() < 0.4 ? (own[topic]?.[pick(WORDS_A_TOPIC)] ?? '') : (common[Math.floor(VOCABULARY * random() ** 3)] ?? '')
	return (examplesPerTopic) =>
		own.flatMap((_, topic) =>
			Array.from({ length: examplesPerTopic }, (): TrainingExample => {
				const text = Array.from({ length: WORDS_A_TEXT }, () => word(topic)).join(' ')
				return { text, topic: `topic-${topic}`, language: 'en' }
			}),
		)
}

function inventWord(pick: (limit: number) => number): string {
	const syllable = () => 'bcdfglmnprst'.charAt(pick(12)) + 'aeiou'.charAt(pick(5))
	return Array.from({ length: 2 + pick(2) }, syllable).join('')
}
