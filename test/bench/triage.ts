import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isDocumentation } from '../../src/knowledge/article.ts'
import { loadArticles } from '../../src/knowledge/load-articles.ts'
import { createRandom } from '../../src/triage/classify/random.ts'
import { disturb } from '../../src/triage/message/disturb.ts'
import type { Language } from '../../src/triage/types.ts'
import { type Classify, type ClassifyContender, createNlpJs, type Labelled, NATURAL_BAYES } from './peers/classify-peers.ts'
import type { BenchOptions } from './run.ts'
import { PUBLIC_DATA } from './search.ts'
import { median } from './search/measure.ts'
import { figure, percent, tableOf } from './table.ts'
import { createLoopdesk } from './triage/contenders.ts'
import { wrap } from './triage/wrap.ts'

const KNOWLEDGE = path.join(import.meta.dirname, '../../data/knowledge')
/** Every fifth message is asked, the others are learnt from. */
const PARTS = 5
const LEFT_OUT = "natural's logistic regression and MaxEnt are left out: they need hours at this size."

type Change = (text: string, random: () => number) => string

/** Accuracy, time and robustness of the classifier beside natural's Bayes and NLP.js, on the same messages in one run. */
export async function run({ data = PUBLIC_DATA, train }: Pick<BenchOptions, 'data' | 'train'>): Promise<string> {
	const contenders = [createLoopdesk('full'), createLoopdesk('quick'), NATURAL_BAYES, await createNlpJs()]
	const banking = path.join(data, 'classify/banking77/train.jsonl')
	const file = train ?? (existsSync(banking) ? banking : undefined)
	const sections: string[] = []
	if (file === undefined) {
		sections.push(`No public messages in ${data}: our own questions are asked.`)
		for (const language of ['en', 'fr'] as const)
			sections.push(await section(`own questions, ${language}`, await ownQuestions(language), language, contenders))
	} else {
		sections.push(await section(path.basename(path.dirname(file)), readMessages(file), 'en', contenders))
		sections.push(await section('own questions, fr', await ownQuestions('fr'), 'fr', contenders))
	}
	return [...sections, `  ${LEFT_OUT}`].join('\n\n')
}

async function section(
	name: string,
	messages: readonly Labelled[],
	language: Language,
	contenders: readonly ClassifyContender[],
): Promise<string> {
	const learnt = messages.filter((_, place) => place % PARTS !== 0)
	const asked = messages.filter((_, place) => place % PARTS === 0)
	const changes = changesOf(language)
	const rows: { name: string; micros: number; cells: string[] }[] = []
	for (const contender of contenders) {
		process.stderr.write(`${name}: ${contender.name} learns ...\n`)
		const started = performance.now()
		const classify = await contender.train(learnt, language)
		const seconds = (performance.now() - started) / 1000
		const { share, micros } = ask(classify, asked)
		const changed = Object.values(changes).map((change) => percent(ask(classify, changeAll(asked, change)).share))
		rows.push({ name: contender.name, micros, cells: [percent(share), ...changed, figure(seconds), figure(micros)] })
	}
	const first = rows[0]?.micros ?? 1
	const head = [name, 'accuracy', ...Object.keys(changes), 'training s', 'µs', 'ratio']
	const lines = rows.map((row) => [row.name, ...row.cells, `${figure(row.micros / first)}x`])
	return `${tableOf(head, lines)}\n  ${learnt.length} messages learnt, ${asked.length} others asked`
}

/** What people do to a question: typing errors in a share of the letters, no accents, politeness around it. */
function changesOf(language: Language): Record<string, Change> {
	const typos = { 'typos 5 %': withTypos(0.05), 'typos 10 %': withTypos(0.1) }
	const polite: Change = (text, random) => wrap(text, language, random)
	return language === 'fr' ? { ...typos, 'no accents': withoutAccents, polite } : { ...typos, polite }
}

function withTypos(share: number): Change {
	return (text, random) => disturb(text, share, random)
}

function withoutAccents(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '')
}

function changeAll(messages: readonly Labelled[], change: Change): Labelled[] {
	const random = createRandom(2026)
	return messages.map(({ text, label }) => ({ text: change(text, random), label }))
}

function ask(classify: Classify, messages: readonly Labelled[]): { share: number; micros: number } {
	const times: number[] = []
	let right = 0
	for (const { text, label } of messages) {
		const started = performance.now()
		right += classify(text) === label ? 1 : 0
		times.push((performance.now() - started) * 1000)
	}
	return { share: right / Math.max(1, messages.length), micros: median(times) }
}

function readMessages(file: string): Labelled[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as Labelled)
}

async function ownQuestions(language: Language): Promise<Labelled[]> {
	const articles = (await loadArticles(KNOWLEDGE)).filter((article) => article.language === language && !isDocumentation(article))
	return articles.flatMap(({ questions, topic }) => questions.map((text) => ({ text, label: topic })))
}
