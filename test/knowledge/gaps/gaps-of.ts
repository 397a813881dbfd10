import path from 'node:path'
import { createArticleIndex } from '../../../src/knowledge/article-index.ts'
import type { AskedQuestion } from '../../../src/knowledge/feedback/question.ts'
import { backgrounds, findGaps as find, type Gap, type TicketFacts } from '../../../src/knowledge/gaps/find-gaps.ts'
import { loadArticles } from '../../../src/knowledge/load-articles.ts'
import { ROOT } from '../../cards/kit.ts'

const background = backgrounds(createArticleIndex(await loadArticles(path.join(ROOT, 'data/knowledge'))).examples())

/** The gap report beside the shipped articles. */
export function findGaps(questions: readonly AskedQuestion[], tickets: ReadonlyMap<string, TicketFacts>): Gap[] {
	return find({ questions, tickets, background })
}
