import type { Request, Response } from 'restify'
import type { Kit } from '../../cards/kit.ts'
import type { ReadAmount } from '../../cards/read-form.ts'
import type { InvoiceBook } from '../../invoices/invoice.ts'
import type { SecretNews } from '../../bot/watch-secret.ts'
import type { ArticleIndex } from '../../knowledge/article-index.ts'
import type { QuestionBook } from '../../knowledge/feedback/question.ts'
import type { StaffMember } from '../../tickets/actor.ts'
import type { Desk } from '../../tickets/execute.ts'
import type { CustomerBook, NoticeStore } from '../../tickets/ports.ts'
import type { Triage } from '../../triage/types.ts'
import { localeOf, route, type RouteAnswer, type RouteDeps } from '../route.ts'
import type { StaffSignIn } from './staff-sign-in.ts'

/** What the tab's routes need. */
export interface TabDeps extends RouteDeps {
	readonly desk: Desk
	readonly notices: NoticeStore
	readonly customers: CustomerBook
	readonly invoices: InvoiceBook
	readonly articles: ArticleIndex
	readonly triage: Triage
	readonly questions: QuestionBook
	/** Where approved articles are written. */
	readonly knowledgeFolder: string
	readonly signIn: StaffSignIn
	readonly readAmount: ReadAmount
	/** A short-lived address under which a file of a chat can be fetched. */
	readonly fileAddress: (id: string) => Promise<string>
	readonly partnerName: string
	readonly isDemo: boolean
	/** What managers should know of the bot's secret. */
	readonly secret: { news(): SecretNews | undefined }
}

/** A request of somebody of the staff. */
export interface StaffRequest {
	readonly req: Request
	readonly member: StaffMember
	readonly kit: Kit
}

/** Makes a route that answers a member of the team only. */
export function staffRoute(
	deps: TabDeps,
	handle: (request: StaffRequest) => Promise<RouteAnswer>,
	onRefusal?: (request: StaffRequest, code: string) => Promise<object>,
) {
	const requestOf = async (req: Request): Promise<StaffRequest> => {
		const member = await deps.signIn.memberOf(req)
		return { req, member, kit: deps.kitFor(localeOf(req), 'web') }
	}
	return route(
		deps,
		async (req: Request, _res: Response) => handle(await requestOf(req)),
		onRefusal && (async (error, req) => (error.code === 'stale' ? onRefusal(await requestOf(req), error.code) : {})),
	)
}

/** A named part of the path, decoded. */
export function pathPart(req: Request, name: string): string {
	const part: unknown = (req.params as Record<string, unknown> | undefined)?.[name]
	return typeof part === 'string' ? part : ''
}

/** A value of the query string, cut to a sensible length. */
export function queryValue(req: Request, name: string): string {
	return (new URLSearchParams(req.getQuery()).get(name) ?? '').slice(0, 500)
}
