import { chancesOf } from './calibrate.ts'
import type { Language } from '../types.ts'
import { createLookup, type Lookup } from './dictionary.ts'
import { createExtractor } from './features.ts'
import type { ClassifierModel } from './model.ts'
import { createScorer, type Scorer } from './score-model.ts'
import { createSpelling, type Spelling } from './spelling.ts'
import { createSupport, type Support } from './support.ts'

export type Classifier = {
	/** The names that scores and chances belong to, in their order. */
	topics: readonly string[]
	/** The raw score of each topic; higher is likelier. */
	scores(text: string): Float64Array
	/** The calibrated chances of such scores: they add up to 1, and minus infinity gets 0. */
	chances(scores: Float64Array): Float64Array
	/** The chance of each topic that `isAllowed` lets through; they add up to 1. */
	classify(text: string, isAllowed: (topic: string) => boolean): Map<string, number>
	/** How much of a text this classifier has ever seen. */
	support: Support
}

/** What the readers of all languages look up in a model: takes milliseconds to make. */
export type OpenModel = { model: ClassifierModel; lookup: Lookup; correct: Spelling; score: Scorer }

export function openModel(model: ClassifierModel): OpenModel {
	const { topics, dictionary, words, linear, network } = model
	const score = createScorer(topics.length, linear, network)
	return { model, lookup: createLookup(dictionary), correct: createSpelling(words), score }
}

/** Makes a trained model readable for texts of one language. */
export function createClassifier({ model, lookup, correct, score }: OpenModel, language: Language): Classifier {
	const { topics, temperature } = model
	const isKnown = (root: number) => lookup.find(root) >= 0
	const extractor = createExtractor(language, { isKnown, correct })
	const scores = (text: string) => score(lookup.toVector(extractor.features(text)))
	const chances = (raw: Float64Array) => chancesOf(raw, temperature)
	return {
		topics,
		scores,
		chances,
		classify(text, isAllowed) {
			const allowed = scores(text).map((one, label) => (isAllowed(topics[label] ?? '') ? one : Number.NEGATIVE_INFINITY))
			const result = chances(allowed)
			return new Map(topics.map((topic, label) => [topic, result[label] ?? 0]))
		},
		// Not the extractor that corrects: an invented word must not count as the known one that it resembles.
		support: createSupport(createExtractor(language), lookup, language),
	}
}
