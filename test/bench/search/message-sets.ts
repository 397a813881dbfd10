import path from 'node:path'
import { createRandom } from '../../../src/triage/classify/random.ts'
import type { Language } from '../../../src/triage/types.ts'
import { type QuestionSet, readArticles, readLines } from './question-sets.ts'

/** `also`: other topics whose articles answer it too. */
type Message = { text: string; topic: string; also?: readonly string[] }

const MESSAGES = path.join(import.meta.dirname, '../../triage')

/**
 * All articles of a language with so many of their example questions, drawn by chance, and the messages of people who had seen
 * neither: nothing but what ships in the repository. Every article of a right topic is a right answer.
 * @param name of the messages: `everyday`, what customers and staff write, or `fresh`, by which some articles were mended.
 */
export async function readMessageSet(
	name: 'everyday' | 'fresh',
	language: Language,
	{ examples, seed }: { examples: number; seed: number },
): Promise<QuestionSet> {
	const random = createRandom(seed)
	const articles = await readArticles(language)
	const documents = articles.map(({ title, body, topic, questions }) => {
		const drawn = questions.map((text) => ({ text, order: random() })).sort((a, b) => a.order - b.order)
		return { title, text: body, topic, questions: drawn.slice(0, examples).map(({ text }) => text) }
	})
	const questions = readLines<Message>(path.join(MESSAGES, `${name}-messages`, `${language}.jsonl`))
		.map(({ text, topic, also = [] }) => {
			const right = new Set([topic, ...also])
			return { text, answers: [...articles.keys()].filter((place) => right.has(articles[place]?.topic ?? '')) }
		})
		.filter(({ answers }) => answers.length > 0)
	return { name: `${name} messages, ${language}`, language, documents, questions }
}
