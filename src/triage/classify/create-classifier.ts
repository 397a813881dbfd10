import { createStem } from '../text/stem.ts'
import type { Language, TrainingExample } from '../types.ts'
import { fitTemperature, softmax } from './calibrate.ts'
import { extractFeatures } from './features.ts'
import { scoreHeldOut } from './score-held-out.ts'
import { createSupport, type Support } from './support.ts'
import { score, trainSvm } from './train-svm.ts'
import { createVectorSpace } from './vector-space.ts'

export type Classifier = {
	/** The chance of each topic that `isAllowed` lets through; they add up to 1. */
	classify(text: string, isAllowed: (topic: string) => boolean): Map<string, number>
	/** How much of a text this classifier has ever seen. */
	support: Support
}

// A third of the questions is enough to fit one number, and training again on the rest is affordable at start-up.
const CALIBRATION_PART = 3
// The held-out questions have lent their words to the dictionary, so they look a little easier than strangers; measured by
// cross-validation.
const CAUTION = 1.12

/** One language's classifier: learns from that language's examples, then learns how far its own scores can be trusted. */
export function createClassifier(examples: readonly TrainingExample[], language: Language): Classifier {
	const own = examples.filter((example) => example.language === language)
	const topics = [...new Set(own.map((example) => example.topic))].sort()
	const stem = createStem(language)
	const features = own.map((example) => extractFeatures(example.text, stem))
	const space = createVectorSpace(features)
	const set = {
		vectors: features.map((one) => space.toVector(one)),
		labels: Int32Array.from(own, (example) => topics.indexOf(example.topic)),
		features: space.size,
		classes: topics.length,
	}
	const model = trainSvm(set, Int32Array.from(own.keys()))
	const questions = Int32Array.from(own.keys()).filter((row) => own[row]?.background !== true)
	const temperature = fitTemperature(scoreHeldOut(set, questions, CALIBRATION_PART)) * CAUTION
	return {
		classify(text, isAllowed) {
			const scores = new Float64Array(topics.length)
			score(model, space.toVector(extractFeatures(text, stem)), scores)
			for (const [index, topic] of topics.entries()) {
				if (!isAllowed(topic)) scores[index] = Number.NEGATIVE_INFINITY
			}
			const chances = softmax(scores, temperature)
			return new Map(topics.map((topic, index) => [topic, chances[index] ?? 0]))
		},
		support: createSupport(features, language, stem),
	}
}
