import { expect, test } from 'vitest'
import { createTriage } from '../../src/triage/create-triage.ts'
import type { Audience, Language, TriageResult } from '../../src/triage/types.ts'
import { createRealTriage } from './real-triage.ts'

const FOLDS = 4

type Question = { text: string; topic: string; language: Language; audience: Audience }
type Judged = { question: Question; result: TriageResult }

/** Every question of every article, triaged by a desk that has not read this question. */
async function judgeHeldOut(): Promise<Judged[]> {
	const { articles, index } = await createRealTriage()
	const questions: Question[] = articles.flatMap(({ questions: texts, topic, language, audience }) =>
		texts.map((text) => ({ text, topic, language, audience: audience[0] ?? 'staff' })),
	)
	const background = index.examples().filter((example) => example.background === true)
	return Array.from({ length: FOLDS }, (_, fold) => {
		const examples = [...background, ...questions.filter((_question, at) => at % FOLDS !== fold)]
		const { triage } = createTriage({ examples, findArticles: index.find, topics: index.topics() })
		return questions
			.filter((_question, at) => at % FOLDS === fold)
			.map((question) => ({
				question,
				result: triage({ text: question.text, audience: question.audience, locale: question.language }),
			}))
	}).flat()
}

const share = (all: readonly Judged[], good: (one: Judged) => boolean) => all.filter(good).length / Math.max(1, all.length)
const isRight = ({ question, result }: Judged) => result.topic === question.topic
const isActedOn = ({ result }: Judged) => result.decision !== 'ask-back'

// The questions of an article are written to differ from each other as much as real ones do, so this is far harder than a
// random sample of real messages: the floor guards against a step back; it is no estimate of the quality that customers meet.
test('questions that the desk has not read are understood', { timeout: 60_000 }, async () => {
	const judged = await judgeHeldOut()
	for (const language of ['en', 'fr'] as const) {
		const own = judged.filter(({ question }) => question.language === language)
		const sure = own.filter(({ result }) => result.confidence >= 0.8)
		const figures = {
			questions: own.length,
			right: share(own, isRight),
			amongTwo: share(own, (one) => isRight(one) || one.result.runnerUp === one.question.topic),
			actedOn: share(own, isActedOn),
			rightWhenActed: share(own.filter(isActedOn), isRight),
			rightWhenSure: share(sure, isRight),
			language: share(own, (one) => one.result.language === language),
		}
		console.info(
			language,
			JSON.stringify(figures, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value)),
		)
		expect(figures.right).toBeGreaterThan(0.55)
		expect(figures.amongTwo).toBeGreaterThan(0.68)
		expect(figures.rightWhenSure).toBeGreaterThan(0.8)
		expect(figures.language).toBeGreaterThan(0.97)
	}
})
