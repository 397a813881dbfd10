import { serialize } from 'node:v8'
import { AppError } from '../../errors.ts'
import { createClassifier, openModel } from '../../triage/classify/create-classifier.ts'
import type { ClassifierModel, Effort } from '../../triage/classify/model.ts'
import { trainClassifier } from '../../triage/classify/train-classifier.ts'
import { blendChances, readingsOf } from '../../triage/message/readings.ts'
import { createTelling, learnTelling, type Telling } from '../../triage/message/telling.ts'
import type { Language } from '../../triage/types.ts'
import { type Judged, judge, type Quality, qualityOf, type Reader, type Speed, speedOf } from './judge.ts'
import type { Labelled } from './read-examples.ts'

export type Settings = { language: Language; effort: Effort; seed: number }

export type Figures = Quality & Speed & { trainSeconds: number; modelBytes: number; peakRssBytes: number }

export type Learnt = { reader: Reader; trainSeconds: number; modelBytes: number }

const WARM_UP = 300

/** Trains a classifier and takes the time and the size. */
export function learn(examples: readonly Labelled[], { language, effort, seed }: Settings): Learnt {
	const start = performance.now()
	const asked = examples.map(({ text, label }) => ({ text, topic: label, language }))
	const { model } = trainClassifier(asked, { effort, seed, learnNames: true })
	const telling = createTelling(learnTelling(asked))
	const trainSeconds = (performance.now() - start) / 1000
	return {
		reader: passingOverCourtesy(plainReader(model, language), telling),
		trainSeconds,
		modelBytes: serialize(model).byteLength,
	}
}

/** The classifier alone. */
export function plainReader(model: ClassifierModel, language: Language): Reader {
	const { topics, chances, scores } = createClassifier(openModel(model), language)
	return { topics, chancesOf: (text) => chances(scores(text)) }
}

/** As the desk reads: greetings, thanks and asides around a question count a little only. */
function passingOverCourtesy({ topics, chancesOf }: Reader, telling: Telling): Reader {
	return {
		topics,
		chancesOf(text) {
			const { said, withAsides } = readingsOf(text, telling)
			const bySaid = chancesOf(said)
			if (withAsides === undefined) return bySaid
			const byAsides = chancesOf(withAsides)
			return bySaid.map((chance, label) => blendChances(chance, byAsides[label] ?? 0))
		},
	}
}

/** Quality, speed and size on a test set that was kept apart. */
export function evaluateOn(learnt: Learnt, test: readonly Labelled[]): { figures: Figures; judged: Judged[] } {
	judge(learnt.reader, test.slice(0, WARM_UP))
	const judged = judge(learnt.reader, test)
	return { figures: figuresOf(judged, learnt.trainSeconds, learnt.modelBytes), judged }
}

/** Each example is judged by a classifier that has not seen it; time and size are those of one training, on average. */
export function crossValidate(
	examples: readonly Labelled[],
	folds: number,
	settings: Settings,
): { figures: Figures; judged: Judged[] } {
	const parts = share(examples, folds)
	if (parts.some((part) => part.length === 0))
		throw new AppError('bad-input', `${examples.length} examples are too few for ${folds} folds.`)
	const results = parts.map((part, index) => {
		const learnt = learn(parts.filter((_, other) => other !== index).flat(), settings)
		return { ...learnt, judged: evaluateOn(learnt, part).judged }
	})
	const mean = (of: (one: Learnt) => number) => results.reduce((sum, one) => sum + of(one), 0) / results.length
	const judged = results.flatMap((one) => one.judged)
	return {
		figures: figuresOf(
			judged,
			mean(({ trainSeconds }) => trainSeconds),
			Math.round(mean(({ modelBytes }) => modelBytes)),
		),
		judged,
	}
}

function figuresOf(judged: readonly Judged[], trainSeconds: number, modelBytes: number): Figures {
	// `maxRSS` is in kilobytes.
	const peakRssBytes = process.resourceUsage().maxRSS * 1024
	return { ...qualityOf(judged), trainSeconds, ...speedOf(judged), modelBytes, peakRssBytes }
}

/** Deals the examples of each class out to the folds in turn. */
export function share<T extends { label: string }>(examples: readonly T[], folds: number): T[][] {
	const parts: T[][] = Array.from({ length: folds }, () => [])
	const dealt = new Map<string, number>()
	for (const example of examples) {
		const turn = dealt.get(example.label) ?? dealt.size
		dealt.set(example.label, turn + 1)
		parts[turn % folds]?.push(example)
	}
	return parts
}
