import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadArticles } from '../../src/knowledge/load-articles.ts'
import { createLunr, createMiniSearch, type SearchContender } from './peers/search-peers.ts'
import type { BenchOptions } from './run.ts'
import { LOOPDESK, LOOPDESK_WITH_BILLING_WORDS } from './search/contenders.ts'
import { FUSED, FUSED_WITH_BILLING_WORDS } from './search/fused.ts'
import { growCorpus, growQueries } from './search/grown-corpus.ts'
import { readMessageSet } from './search/message-sets.ts'
import { type Growth, measureGrowth, measureQuality, median, type Quality } from './search/measure.ts'
import {
	type QuestionSet,
	readOwnSets,
	readPageSets,
	readPublicSets,
	withExamples,
	withoutExamples,
} from './search/question-sets.ts'
import { figure, percent, tableOf } from './table.ts'

const ROOT = path.join(import.meta.dirname, '../..')
/** Where public data lies beside the repository when nobody says otherwise; none of it is part of the repository. */
export const PUBLIC_DATA = path.join(ROOT, '../shared/data')
const SIZES = [1_270, 12_700, 127_000] as const
/** lunr takes gigabytes and minutes beyond this; the peers are measured up to here. */
const PEERS_UP_TO = 12_700
const QUERIES = 200
const SEEDS = [1, 2, 3] as const

/** Finding the right document, and how search grows with the documents, beside MiniSearch and lunr in one run. */
export async function run({
	data = PUBLIC_DATA,
	passages = SIZES.at(-1) ?? 0,
}: Pick<BenchOptions, 'data' | 'passages'>): Promise<string> {
	const peers = [await createMiniSearch(), await createLunr()]
	const found = readPublicSets(data)
	const sections = found.length === 0 ? [`No public sets in ${data}/retrieve: only our own articles are asked.`] : []
	for (const set of found) sections.push(qualitySection(set.name, [set], [LOOPDESK, ...peers]))
	for (const set of found.filter((one) => one.questions.length > 3 * one.documents.length)) {
		for (const examples of [3, 5]) {
			const parts = SEEDS.map((seed) => withExamples(set, examples, seed))
			sections.push(qualitySection(`${set.name}, ${examples} example questions`, parts, [LOOPDESK, FUSED, ...peers]))
		}
	}
	for (const language of ['en', 'fr'] as const) {
		const parts = await readOwnSets(language)
		sections.push(qualitySection(`own articles, ${language}, other example questions`, parts, [LOOPDESK, ...peers]))
		sections.push(qualitySection(`own articles, ${language}, no questions`, parts.map(withoutExamples), [LOOPDESK, ...peers]))
	}
	const desk = [LOOPDESK, LOOPDESK_WITH_BILLING_WORDS, FUSED_WITH_BILLING_WORDS]
	sections.push(...(await messageSections([...desk, ...peers])))
	for (const set of readPageSets(data)) sections.push(qualitySection(set.name, [set], [LOOPDESK, ...peers]))
	sections.push(growthSection(await sourcesOf(data, found), passages, peers))
	return sections.join('\n\n')
}

/** What people write, to the desk's articles as they would be with no, few and some example questions. */
async function messageSections(contenders: readonly SearchContender[]): Promise<string[]> {
	const sections: string[] = []
	for (const name of ['everyday', 'fresh'] as const) {
		for (const examples of [0, 3, 5]) {
			const seeds = examples === 0 ? SEEDS.slice(0, 1) : SEEDS
			const sets = await Promise.all(seeds.map((seed) => readMessageSet(name, 'fr', { examples, seed })))
			sections.push(qualitySection(`${name} messages, fr, ${examples || 'no'} example questions`, sets, contenders))
		}
	}
	return sections
}

function qualitySection(name: string, sets: readonly QuestionSet[], contenders: readonly SearchContender[]): string {
	const measured = contenders.map((contender) => ({ contender, quality: measureQuality(contender, sets) }))
	const base = measured[0]?.quality
	const head = [name, 'recall@1', 'recall@5', 'MRR', 'µs', 'ratio', 'index ms']
	const rows = measured.map(({ contender, quality }) => [contender.name, ...qualityCells(quality, base)])
	return `${tableOf(head, rows)}\n  ${base?.asked ?? 0} questions, ${sets[0]?.documents.length ?? 0} documents`
}

function qualityCells({ asked, first, five, reciprocal, micros, indexMs }: Quality, base: Quality | undefined): string[] {
	const ratio = median(micros) / median(base?.micros ?? micros)
	const shares = [first, five, reciprocal].map((sum) => percent(sum / asked))
	return [...shares, figure(median(micros)), `${figure(ratio)}x`, figure(indexMs)]
}

function growthSection(sources: readonly string[], most: number, peers: readonly SearchContender[]): string {
	const queries = growQueries(sources, QUERIES)
	const rows: string[][] = []
	for (const size of SIZES.filter((one) => one <= most)) {
		const documents = function* () {
			for (const passage of growCorpus(sources, size)) yield { ...passage, questions: [] }
		}
		const contenders = size <= PEERS_UP_TO ? [LOOPDESK, ...peers] : [LOOPDESK]
		const measured = contenders.map((contender) => ({ contender, growth: measureGrowth(contender, documents, queries) }))
		for (const { contender, growth } of measured)
			rows.push([`${figure(size)} passages, ${contender.name}`, ...growthCells(growth, measured[0]?.growth)])
	}
	const head = ['growth', 'text MB', 'index s', 'memory / text', 'search ms', 'ratio']
	return `${tableOf(head, rows)}\n  The peers stop at ${figure(PEERS_UP_TO)} passages: lunr takes gigabytes beyond.`
}

function growthCells({ textMegabytes, indexSeconds, bytesPerByte, medianMs }: Growth, base: Growth | undefined): string[] {
	const ratio = medianMs / (base?.medianMs ?? medianMs)
	return [figure(textMegabytes), figure(indexSeconds), `${figure(bytesPerByte)}x`, figure(medianMs), `${figure(ratio)}x`]
}

/** Real texts to mix the large corpus from: the public ones, else our articles. */
async function sourcesOf(data: string, sets: readonly QuestionSet[]): Promise<string[]> {
	const folder = path.join(data, 'partner-docs/fr-2016')
	const pages = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : []
	const texts = sets.flatMap(({ documents }) => documents.map(({ text }) => text))
	if (texts.length + pages.length === 0) return (await loadArticles(path.join(ROOT, 'data/knowledge'))).map(({ body }) => body)
	return [...pages.map((name) => readFileSync(path.join(folder, name), 'utf8')), ...texts]
}
