import type { Server } from 'restify'
import { dayOf } from '../../tickets/ticket.ts'
import { queryValue, staffRoute, type TabDeps } from './tab-deps.ts'

/** Searches the knowledge, the staff's articles included. */
export function attachArticleRoutes(server: Server, deps: TabDeps): void {
	const { articles, triage, desk } = deps
	server.get(
		'/api/articles',
		staffRoute(deps, async ({ req, kit }) => {
			const text = queryValue(req, 'text').trim()
			if (text === '') return { json: [] }
			const today = dayOf(desk.clock())
			const found = triage.triage({ text, locale: kit.locale, audience: 'staff', today })
			const hits = found.articles.flatMap(({ id }) => {
				const article = articles.article(id, found.language)
				return article === undefined ? [] : [article]
			})
			return {
				json: hits.map((article) => ({
					id: article.id,
					title: article.title,
					answer: article.body,
					sources: article.sources,
					effective: article.effective,
					topicText: kit.topicTitle(article.topic),
				})),
			}
		}),
	)
}
