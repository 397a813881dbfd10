import { serialize } from 'node:v8'
import { teaching } from '../../knowledge/article-index.ts'
import { loadArticles } from '../../knowledge/load-articles.ts'
import { trainClassifier } from '../../triage/classify/train-classifier.ts'
import { prepareExamples } from '../../triage/train-triage.ts'
import type { TrainingExample } from '../../triage/types.ts'
import { evaluateOn, type Figures, plainReader, type Settings, share } from './evaluate-files.ts'
import { type Judged, qualityOf, speedOf } from './judge.ts'
import { describeConfusions, describeFigures } from './print-figures.ts'

const FOLDS = 4

/** Cross-validates the questions of the articles, per language, and prints what was found as it comes. */
export async function evaluateArticles(folder: string, settings: Omit<Settings, 'language'>): Promise<void> {
	const { prepared: examples } = prepareExamples(teaching(await loadArticles(folder)))
	process.stdout.write(`The questions of the articles, each judged by a classifier that has not read it (${FOLDS} folds).\n\n`)
	for (const language of ['en', 'fr'] as const) {
		const own = examples.filter((example) => example.language === language)
		const questions = own.filter(({ background }) => background !== true)
		const topics = new Set(questions.map(({ topic }) => topic)).size
		const { figures, judged } = crossValidateQuestions(own, { ...settings, language })
		const title = `${language === 'en' ? 'English' : 'French'}: ${questions.length} questions, ${topics} topics`
		process.stdout.write(`${describeFigures(title, figures, judged.length)}${describeConfusions(judged)}\n`)
	}
}

/** Titles and paragraphs are always learnt from, only questions are judged. */
function crossValidateQuestions(
	examples: readonly TrainingExample[],
	settings: Settings,
): { figures: Figures; judged: Judged[] } {
	const background = examples.filter((example) => example.background === true)
	const questions = examples.filter((example) => example.background !== true)
	const parts = share(
		questions.map((example) => ({ ...example, label: example.topic })),
		FOLDS,
	)
	const judged: Judged[] = []
	let trainSeconds = 0
	let modelBytes = 0
	for (const [index, part] of parts.entries()) {
		const start = performance.now()
		const others = parts.filter((_, other) => other !== index).flat()
		const { model } = trainClassifier([...background, ...others], settings)
		trainSeconds += (performance.now() - start) / 1000 / FOLDS
		modelBytes = serialize(model).byteLength
		const reader = plainReader(model, settings.language)
		judged.push(...evaluateOn({ reader, trainSeconds, modelBytes }, part).judged)
	}
	const peakRssBytes = process.resourceUsage().maxRSS * 1024
	return { figures: { ...qualityOf(judged), trainSeconds, ...speedOf(judged), modelBytes, peakRssBytes }, judged }
}
