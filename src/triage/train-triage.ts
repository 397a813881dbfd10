import type { ClassifierModel, Effort } from './classify/model.ts'
import { trainClassifier } from './classify/train-classifier.ts'
import { countLanguages, type LanguageCounts } from './detect-language.ts'
import { maskIdentifiers } from './entities/extract-entities.ts'
import { keepToTheQuestion } from './message/keep-telling.ts'
import { createTelling, learnTelling, type TellingSigns } from './message/telling.ts'
import type { TrainingExample } from './types.ts'

/** All that triage learns from examples, as plain data: it can be sent between threads and written to a file. */
export type TriageModel = {
	classifier: ClassifierModel
	telling: TellingSigns
	languages: LanguageCounts
}

/** Learns from the examples. Pure: the same examples give the same model; takes long, so it runs in a thread of its own. */
export function trainTriage(examples: readonly TrainingExample[], effort: Effort): TriageModel {
	const { telling, prepared } = prepareExamples(examples)
	return { classifier: trainClassifier(prepared, { effort }).model, telling, languages: countLanguages(examples) }
}

/** Examples as the classifier sees them: with identifiers masked and without courtesy, as messages are read. */
export function prepareExamples(examples: readonly TrainingExample[]): { telling: TellingSigns; prepared: TrainingExample[] } {
	const masked = examples.map((example) => ({ ...example, text: maskIdentifiers(example.text) }))
	const telling = learnTelling(masked.filter(({ background }) => background !== true))
	const read = createTelling(telling)
	return { telling, prepared: masked.map((example) => ({ ...example, text: keepToTheQuestion(example.text, read) })) }
}
