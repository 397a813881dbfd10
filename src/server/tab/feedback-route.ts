import type { Server } from 'restify'
import { countArticles } from '../../knowledge/feedback/count-articles.ts'
import { ticketsOf } from '../../knowledge/gaps/find-gaps.ts'
import { staffRoute, type TabDeps } from './tab-deps.ts'

/** Questions that are counted at most: as many as are kept. */
const COUNTED = 50_000

/** How each article did: shown, helped, led to a ticket or a person, reopened. */
export function attachFeedbackRoute(server: Server, deps: TabDeps): void {
	const { questions, desk, articles } = deps
	server.get(
		'/api/feedback',
		staffRoute(deps, async () => {
			const asked = await questions.questions(COUNTED)
			const numbers = ticketsOf(asked)
			const reopened = new Set(await reopenedAmong(desk.tickets, numbers))
			const counts = countArticles(asked, (ticket) => reopened.has(ticket), desk.clock())
			const titled = counts.map((count) => ({ ...count, title: articles.article(count.article, count.language)?.title }))
			return { json: { articles: titled, since: asked.at(-1)?.at } }
		}),
	)
}

async function reopenedAmong(tickets: TabDeps['desk']['tickets'], numbers: readonly string[]): Promise<string[]> {
	const loaded = await Promise.all(numbers.map((number) => tickets.load(number)))
	return loaded.flatMap((ticket) => (ticket !== undefined && ticket.reopened > 0 ? [ticket.number] : []))
}
