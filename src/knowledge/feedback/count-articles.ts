import type { Language } from '../../triage/types.ts'
import type { AskedQuestion } from './question.ts'

/** What people did after an article was shown to them. */
export interface ArticleCount {
	readonly article: string
	readonly language: Language
	/** How often it was shown as the answer. */
	readonly asked: number
	readonly helped: number
	readonly notHelped: number
	/** Tickets about money in question that were opened after it. */
	readonly tickets: number
	/** How often somebody went to a person after it. */
	readonly persons: number
	/** Of those tickets, how many were reopened. */
	readonly reopened: number
	/** Shown, and nothing was heard of it since. */
	readonly silent: number
}

/** How long somebody who has read an answer may still act on it before it counts as silence. */
const SILENT_AFTER_MS = 3_600_000

/**
 * Counts for each article what came of it, the most shown first. Pure.
 * @param wasReopened whether this ticket was reopened at least once.
 */
export function countArticles(
	questions: readonly AskedQuestion[],
	wasReopened: (ticket: string) => boolean,
	now: number,
): ArticleCount[] {
	const byArticle = Map.groupBy(questions, (question) => `${shownIn(question) ?? ''} ${question.language}`)
	const counts = [...byArticle.values()].flatMap((asked) => countOf(asked, wasReopened, now) ?? [])
	return counts.toSorted(
		(a, b) => b.asked - a.asked || a.article.localeCompare(b.article) || a.language.localeCompare(b.language),
	)
}

/** The article that was shown for a question, at once or after the bot asked back. */
export function shownIn({ article, came }: AskedQuestion): string | undefined {
	return article ?? came.article
}

function countOf(
	asked: readonly AskedQuestion[],
	wasReopened: (ticket: string) => boolean,
	now: number,
): ArticleCount | undefined {
	const [first] = asked
	const article = first && shownIn(first)
	if (first === undefined || article === undefined) return undefined
	const tickets = ticketsOf(asked, 'dispute')
	return {
		article,
		language: first.language,
		asked: asked.length,
		helped: asked.filter(({ came }) => came.helped === true).length,
		notHelped: asked.filter(({ came }) => came.helped === false).length,
		tickets: tickets.length,
		persons: ticketsOf(asked, 'person').length,
		reopened: [...tickets, ...ticketsOf(asked, 'person')].filter(wasReopened).length,
		silent: asked.filter(({ at, came }) => isSilent(came) && now - at >= SILENT_AFTER_MS).length,
	}
}

function ticketsOf(asked: readonly AskedQuestion[], went: 'dispute' | 'person'): string[] {
	return [...new Set(asked.flatMap(({ came }) => (came.went === went && came.ticket !== undefined ? [came.ticket] : [])))]
}

function isSilent({ helped, ticket, understoodLater }: AskedQuestion['came']): boolean {
	return helped === undefined && ticket === undefined && understoodLater === undefined
}
