import { disturb } from '../message/disturb.ts'
import { splitWords } from '../text/words.ts'
import type { TrainingExample } from '../types.ts'
import { fitTemperature } from './calibrate.ts'
import { createDictionary, createLookup, type Dictionary } from './dictionary.ts'
import { ensembleFor, hiddenUnitsOf, type Purpose } from './ensemble.ts'
import { createExtractor, type Features } from './features.ts'
import {
	type HalfByteLayer,
	type ClassifierModel,
	type Effort,
	type NetworkModel,
	roomForFeatures,
	toHalfBytes,
} from './model.ts'
import { createRandom, shuffle } from './random.ts'
import { createScorer } from './score-model.ts'
import { trainNetworks } from './train-network.ts'
import { trainSvm } from './train-svm.ts'

export type TrainingOptions = {
	effort: Effort
	/** The same seed, examples and options give the same model. */
	seed?: number
	/**
	 * How many parts of the examples are kept from a model in turn to see how far its scores can be trusted: 1 is enough for the
	 * chances; with 4 every example is scored by a model that has not seen it, for four times the time. Few examples are always
	 * all held out.
	 */
	heldOutParts?: 1 | 2 | 3 | 4
	/** Whether the words of a topic's name are an example of it: worth a point where there are no titles to learn from. */
	learnNames?: boolean
}

/** The scores of an example, in the order of the model's topics, by a model that has not learnt from it. */
export type HeldOut = { example: TrainingExample; label: number; scores: Float64Array }

type Prepared = {
	examples: readonly TrainingExample[]
	topics: readonly string[]
	features: readonly Features[]
	/** Of some of the examples, with typing errors; only networks learn from them. */
	disturbed: readonly (Features | undefined)[]
	labels: Int32Array
	words: readonly string[]
}
type Manner = { effort: Effort; seed: number; purpose: Purpose }
type Learnt = { dictionary: Dictionary; linear: HalfByteLayer; network: NetworkModel | undefined }

const PARTS = 4
const USUAL_TEMPERATURE: Readonly<Record<Effort, number>> = { quick: 0.2, full: 0.8 }
/** Below this many examples all of them are held out in turn: it costs nothing, and a quarter would say too little. */
const FEW = 400
const DISTURBED_LETTERS = 0.08
const DISTURBED_EXAMPLES = 0.8

/**
 * Learns a classifier from the examples, each read in its own language, and how far its scores can be trusted. One machine for
 * both languages is better than two: names, products and borrowed words tell the same in both, and many messages mix them. Pure:
 * plain data in and out, so it may run in a worker thread.
 */
export function trainClassifier(
	examples: readonly TrainingExample[],
	options: TrainingOptions,
): { model: ClassifierModel; heldOut: HeldOut[] } {
	const { effort, seed = 1, heldOutParts = 1, learnNames = false } = options
	const prepared = prepare(examples, { effort, seed, learnNames })
	const parts = partition(prepared, seed).slice(0, examples.length < FEW ? PARTS : heldOutParts)
	const purpose = heldOutParts === 1 ? 'trust' : 'answers'
	const heldOut = parts.flatMap((part) => scorePart(prepared, part, { effort, seed, purpose }))
	const learnt = learn(prepared, [...prepared.examples.keys()], { effort, seed, purpose: 'answers' })
	const temperature = fitTemperature(heldOut, USUAL_TEMPERATURE[effort])
	return { model: { topics: prepared.topics, words: prepared.words, ...learnt, temperature }, heldOut }
}

function prepare(
	own: readonly TrainingExample[],
	{ effort, seed, learnNames }: { effort: Effort; seed: number; learnNames: boolean },
): Prepared {
	const topics = [...new Set(own.map((example) => example.topic))].sort()
	const named = topics.map((topic) => ({
		text: topic.replace(/[_-]+/gu, ' '),
		topic,
		language: own[0]?.language ?? 'en',
		background: true,
	}))
	const examples = learnNames ? [...own, ...named] : own
	const extractors = { en: createExtractor('en'), fr: createExtractor('fr') }
	const random = createRandom(seed + 77)
	const order = new Map(topics.map((topic, label) => [topic, label]))
	return {
		examples,
		topics,
		features: examples.map(({ text, language }) => extractors[language].features(text)),
		disturbed: examples.map(({ text, language, background }) => {
			if (effort === 'quick' || background === true || random() >= DISTURBED_EXAMPLES) return undefined
			return extractors[language].features(disturb(text, DISTURBED_LETTERS, random))
		}),
		labels: Int32Array.from(examples, ({ topic }) => order.get(topic) ?? 0),
		words: wordsOf(examples),
	}
}

function wordsOf(examples: readonly TrainingExample[]): string[] {
	const counts = new Map<string, number>()
	for (const { text } of examples) {
		for (const word of splitWords(text)) if (/^\p{L}/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
	}
	return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word)
}

/** Learns from the examples of these rows and from nothing else, their vocabulary included. */
function learn(
	{ topics, words, features, disturbed, labels: all }: Prepared,
	rows: readonly number[],
	{ effort, seed, purpose }: Manner,
): Learnt {
	const known = rows.flatMap((row) => features[row] ?? [])
	const labels = Int32Array.from(rows, (row) => all[row] ?? 0)
	const ensemble = ensembleFor(rows.length, purpose)
	const room = roomForFeatures(topics, words, effort === 'full' ? hiddenUnitsOf(ensemble) : 0)
	const { dictionary, families } = createDictionary(known, labels, room)
	const { toVector } = createLookup(dictionary)
	const set = {
		vectors: known.map(toVector),
		disturbed: rows.map((row) => disturbed[row]).map((one) => one && toVector(one)),
		labels,
		features: dictionary.keys.length,
		families,
		classes: topics.length,
	}
	const linear = toHalfBytes(trainSvm(set, seed))
	if (effort === 'quick') return { dictionary, linear, network: undefined }
	const { hidden, output } = trainNetworks(set, ensemble, seed)
	return { dictionary, linear, network: { hidden: toHalfBytes(hidden), output } }
}

/** Shares the questions out, class by class; what nobody would type is always learnt from. */
function partition({ examples, labels }: Prepared, seed: number): Set<number>[] {
	const order = Int32Array.from(examples.keys()).filter((row) => examples[row]?.background !== true)
	shuffle(order, createRandom(seed + 11))
	const parts = Array.from({ length: PARTS }, () => new Set<number>())
	const seen = new Map<number, number>()
	for (const row of order) {
		const label = labels[row] ?? 0
		const count = seen.get(label) ?? label
		seen.set(label, count + 1)
		parts[count % PARTS]?.add(row)
	}
	return parts.filter((part) => part.size > 0)
}

function scorePart(prepared: Prepared, part: ReadonlySet<number>, manner: Manner): HeldOut[] {
	const { examples, topics, features, labels } = prepared
	const others = [...examples.keys()].filter((row) => !part.has(row))
	const { dictionary, linear, network } = learn(prepared, others, manner)
	const { toVector } = createLookup(dictionary)
	const score = createScorer(topics.length, linear, network)
	return [...part].flatMap((row) => {
		const [example, found] = [examples[row], features[row]]
		if (example === undefined || found === undefined) return []
		return [{ example, label: labels[row] ?? 0, scores: score(toVector(found)) }]
	})
}
