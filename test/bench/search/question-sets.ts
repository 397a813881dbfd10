import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Article, isDocumentation } from '../../../src/knowledge/article.ts'
import { loadArticles } from '../../../src/knowledge/load-articles.ts'
import { createRandom } from '../../../src/triage/classify/random.ts'
import type { Language } from '../../../src/triage/types.ts'
import type { SearchableText } from '../peers/search-peers.ts'

export interface Question {
	readonly text: string
	/** The places of the documents that answer it. */
	readonly answers: readonly number[]
}

/** Documents, and questions of which each belongs to one of them. */
export interface QuestionSet {
	readonly name: string
	readonly language: Language
	readonly documents: readonly SearchableText[]
	readonly questions: readonly Question[]
}

const KNOWLEDGE = path.join(import.meta.dirname, '../../../data/knowledge')
const PARTS = 5

/** The public sets of a folder that are there: `retrieve/<name>/{corpus,queries,qrels}.jsonl`. */
export function readPublicSets(folder: string): QuestionSet[] {
	const names = existsSync(path.join(folder, 'retrieve')) ? readdirSync(path.join(folder, 'retrieve')).toSorted() : []
	return names.map((name) => readSet(path.join(folder, 'retrieve', name), name))
}

function readSet(folder: string, name: string): QuestionSet {
	const corpus = readLines<{ id: string; title: string; text: string }>(path.join(folder, 'corpus.jsonl'))
	const queries = new Map(
		readLines<{ id: string; text: string }>(path.join(folder, 'queries.jsonl')).map(({ id, text }) => [id, text]),
	)
	const places = new Map(corpus.map(({ id }, place) => [id, place]))
	const questions = readLines<{ query: string; doc: string }>(path.join(folder, 'qrels.jsonl')).map(({ query, doc }) => ({
		text: queries.get(query) ?? '',
		answers: [places.get(doc) ?? -1],
	}))
	return { name, language: 'en', documents: corpus.map(({ title, text }) => ({ title, text, questions: [] })), questions }
}

/** The same set where each document has so many of its questions as examples; the others are asked. */
export function withExamples(set: QuestionSet, examples: number, seed: number): QuestionSet {
	const random = createRandom(seed)
	const shuffled = set.questions
		.map((question) => ({ question, order: random() }))
		.sort((a, b) => a.order - b.order)
		.map(({ question }) => question)
	const known = set.documents.map((): string[] => [])
	const questions: Question[] = []
	for (const question of shuffled) {
		const own = known[question.answers[0] ?? -1]
		if (own !== undefined && own.length < examples) own.push(question.text)
		else questions.push(question)
	}
	return { ...set, documents: set.documents.map((one, place) => ({ ...one, questions: known[place] ?? [] })), questions }
}

/** The desk's own articles for customers in parts: in each, a fifth of every article's questions is taken out of the article and asked. */
export async function readOwnSets(language: Language): Promise<QuestionSet[]> {
	const articles = (await readArticles(language)).filter(({ audience }) => audience.includes('customer'))
	return Array.from({ length: PARTS }, (_, part) => ({
		name: `own articles, ${language}`,
		language,
		documents: articles.map(({ title, questions, body }) => ({
			title,
			text: body,
			questions: questions.filter((one) => questions.indexOf(one) % PARTS !== part),
		})),
		questions: articles.flatMap(({ questions }, answer) =>
			questions.filter((one) => questions.indexOf(one) % PARTS === part).map((text) => ({ text, answers: [answer] })),
		),
	}))
}

/**
 * Folders of Markdown pages: the title of each page is asked, and neither it nor any other heading is in the text that is searched. A
 * weak test, as titles are no questions, but the only public French one.
 */
export function readPageSets(folder: string): QuestionSet[] {
	const root = path.join(folder, 'partner-docs')
	const names = existsSync(root) ? readdirSync(root).toSorted() : []
	return names.map((name) => {
		const files = readdirSync(path.join(root, name)).filter((file) => file.endsWith('.md'))
		const pages = files.map((file) => readPage(readFileSync(path.join(root, name, file), 'utf8')))
		const titled = pages.filter(({ title, text }) => title !== '' && text.length > 200)
		const documents = titled.map(({ text }) => ({ title: '', questions: [], text }))
		return {
			name: `pages of ${name} by their titles`,
			language: 'fr',
			documents,
			questions: titled.map(({ title }, answer) => ({ text: title, answers: [answer] })),
		}
	})
}

function readPage(source: string): { title: string; text: string } {
	const body = source.replace(/^\uFEFF?---[\s\S]*?\n---/u, '')
	const title = /^# +(.+)$/mu.exec(body)?.[1] ?? ''
	return { title: title.replace(/<[^>]*>/gu, '').trim(), text: body.replace(/^#+ .*$/gmu, '').trim() }
}

/** The texts of a set without any question, as of a documentation that was imported. */
export function withoutExamples(set: QuestionSet): QuestionSet {
	return { ...set, documents: set.documents.map((document) => ({ ...document, questions: [] })) }
}

/** The desk's own articles that somebody may search for. */
export async function readArticles(language: Language): Promise<Article[]> {
	const all = await loadArticles(KNOWLEDGE)
	return all.filter((article) => article.language === language && !isDocumentation(article) && !isSmallTalk(article.topic))
}

function isSmallTalk(topic: string): boolean {
	return ['greeting', 'thanks', 'help', 'change-language', 'out-of-scope'].includes(topic)
}

export function readLines<Line>(file: string): Line[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as Line)
}
