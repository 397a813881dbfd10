import type { Server } from 'restify'
import { attachArticleRoutes } from './article-routes.ts'
import { attachEraseRoutes, type EraseRouteDeps } from './erase-routes.ts'
import { attachFeedbackRoute } from './feedback-route.ts'
import { attachGapRoutes } from './gap-routes.ts'
import { attachNotificationRoutes } from './notification-routes.ts'
import { attachOpenRoutes } from './open-routes.ts'
import { attachSessionRoutes } from './session-routes.ts'
import { attachTicketRoutes } from './ticket-routes.ts'

/** Everything under `/api` that the staff's tab calls. */
export function attachTab(server: Server, deps: EraseRouteDeps): void {
	attachSessionRoutes(server, deps)
	attachOpenRoutes(server, deps)
	attachTicketRoutes(server, deps)
	attachNotificationRoutes(server, deps)
	attachArticleRoutes(server, deps)
	attachGapRoutes(server, deps)
	attachFeedbackRoute(server, deps)
	attachEraseRoutes(server, deps)
}
