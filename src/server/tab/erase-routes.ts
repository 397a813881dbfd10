import type { Server } from 'restify'
import { z } from 'zod'
import { readJson } from '../../direct-line/request-body.ts'
import { AppError } from '../../errors.ts'
import { hashOf } from '../../knowledge/feedback/create-feedback.ts'
import { type EraseDeps, eraseCustomer, previewErasure, refuseToErase } from '../../tickets/erase-customer.ts'
import type { ErasureStanding, ErasureStore, Whose } from '../../tickets/erasure.ts'
import { findPeople } from '../../tickets/find-people.ts'
import { queryValue, type StaffRequest, staffRoute, type TabDeps } from './tab-deps.ts'

const whoseSchema = z.object({ kind: z.enum(['person', 'company']), id: z.string().min(1).max(300) })

/** People of the book, and as many visitors. */
const FOUND = 8

const eraseSchema = z.object({
	requestId: z.string().min(8).max(100),
	whose: whoseSchema,
	typed: z.string().max(300),
	reference: z.string().max(60).optional(),
})

export interface EraseRouteDeps extends TabDeps {
	readonly erasures: ErasureStore
	/** The open sockets of the customers' chats. */
	readonly live: { wake(conversationId: string): void }
}

/** Deletes what is kept of a customer: first what would go, then the deletion, then whether it is done. Managers only. */
export function attachEraseRoutes(server: Server, tabDeps: EraseRouteDeps): void {
	const deps: EraseDeps = {
		...tabDeps,
		questionKey: hashOf,
		endChats: (ids) => ids.forEach((id) => tabDeps.live.wake(id)),
	}
	server.get(
		'/api/erasures/people',
		staffRoute(tabDeps, async ({ req, member }) => ({
			json: await findPeople(tabDeps, member, { text: queryValue(req, 'text'), limit: FOUND }),
		})),
	)
	server.get(
		'/api/erasures/preview',
		staffRoute(tabDeps, async (request) => ({ json: await preview(deps, request) })),
	)
	server.post(
		'/api/erasures',
		staffRoute(tabDeps, (request) => erase(tabDeps, deps, request)),
	)
	server.get(
		'/api/erasures',
		staffRoute(tabDeps, async (request) => {
			refuseToErase(request.member)
			const found = await deps.erasures.standing(causeOf(request, queryValue(request.req, 'request')))
			if (found === undefined) throw new AppError('not-found', 'no such erasure')
			return { json: standingView(found) }
		}),
	)
}

async function preview(deps: EraseDeps, { req, member }: StaffRequest): Promise<object> {
	const whose = await whoseOf(deps, {
		kind: queryValue(req, 'kind'),
		id: queryValue(req, 'id'),
		ticket: queryValue(req, 'ticket'),
	})
	const { somebody, counts, tickets, open } = await previewErasure(deps, member, whose)
	const { name, customer } = somebody
	return { whose, name: whose.kind === 'person' ? name : customer.name, company: customer, counts, tickets, open }
}

/** Whom a ticket is about, or whom the tab has found. */
async function whoseOf({ desk }: EraseDeps, asked: { kind: string; id: string; ticket: string }): Promise<Whose> {
	if (asked.ticket !== '') {
		const ticket = await desk.tickets.load(asked.ticket)
		if (ticket === undefined) throw new AppError('not-found', 'no such ticket', { details: { ticket: asked.ticket } })
		return { kind: 'person', id: ticket.reporter.userId }
	}
	const parsed = whoseSchema.safeParse(asked)
	if (!parsed.success) throw new AppError('bad-input', 'whose data?', { details: { fields: ['customer'] } })
	return parsed.data
}

async function erase({ logger }: TabDeps, deps: EraseDeps, request: StaffRequest) {
	const parsed = eraseSchema.safeParse(await readJson(request.req))
	if (!parsed.success) throw new AppError('bad-input', 'does not fit', { details: { fields: ['customer', 'requestId'] } })
	const { requestId, whose, ...input } = parsed.data
	const standing = await eraseCustomer(deps, { member: request.member, cause: causeOf(request, requestId), whose, input })
	const { at: _at, ...counts } = standing
	logger.info({ by: request.member.id, ...counts }, "a customer's data were erased")
	return { json: standingView(standing) }
}

function causeOf({ member }: StaffRequest, requestId: string): string {
	return `tab:${member.id}:${requestId}`
}

function standingView({ at, done, ...counts }: ErasureStanding): object {
	return { at, done, counts }
}
