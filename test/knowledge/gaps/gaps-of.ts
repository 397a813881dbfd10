import { teaching } from '../../../src/knowledge/article-index.ts'
import type { AskedQuestion } from '../../../src/knowledge/feedback/question.ts'
import { backgrounds, findGaps as find, type Gap, type TicketFacts } from '../../../src/knowledge/gaps/find-gaps.ts'
import { shippedArticles } from '../shipped.ts'

const background = backgrounds(teaching(await shippedArticles()))

/** The gap report beside the shipped articles. */
export function findGaps(questions: readonly AskedQuestion[], tickets: ReadonlyMap<string, TicketFacts>): Gap[] {
	return find({ questions, tickets, background })
}
