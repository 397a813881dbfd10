import { createClassifier, openModel } from '../../../src/triage/classify/create-classifier.ts'
import { trainClassifier } from '../../../src/triage/classify/train-classifier.ts'
import { keepToTheQuestion } from '../../../src/triage/message/keep-telling.ts'
import { createTelling, learnTelling } from '../../../src/triage/message/telling.ts'
import type { ClassifyContender } from '../peers/classify-peers.ts'

/** Loopdesk's classifier behind the reader that passes over courtesy, as the product uses it. */
export function createLoopdesk(effort: 'quick' | 'full'): ClassifyContender {
	return {
		name: effort === 'quick' ? 'Loopdesk, linear' : 'Loopdesk',
		train(messages, language) {
			const examples = messages.map(({ text, label }) => ({ text, topic: label, language }))
			const classifier = createClassifier(openModel(trainClassifier(examples, { effort, learnNames: true }).model), language)
			const telling = createTelling(learnTelling(examples))
			return (text) => {
				const scores = classifier.scores(keepToTheQuestion(text, telling))
				return classifier.topics[scores.indexOf(Math.max(...scores))] ?? ''
			}
		},
	}
}
