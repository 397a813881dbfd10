import type { CrossValidate } from '../../knowledge/check/confusions.ts'
import { trainClassifier } from '../../triage/classify/train-classifier.ts'
import { prepareExamples } from '../../triage/train-triage.ts'

const PARTS = 4

/** The desk's own classifier, taught in `effort`: each quarter of the questions is guessed by one that has learnt the others. */
export function crossValidateWith(effort: 'quick' | 'full'): CrossValidate {
	return (examples) => {
		const originals = new Map(prepareExamples(examples).prepared.map((prepared, index) => [prepared, examples[index]]))
		const { model, heldOut } = trainClassifier([...originals.keys()], { effort, heldOutParts: PARTS })
		return heldOut.flatMap(({ example, scores }) => {
			const original = originals.get(example)
			const guess = model.topics[scores.indexOf(Math.max(...scores))]
			return original === undefined || guess === undefined ? [] : [{ example: original, guess }]
		})
	}
}
