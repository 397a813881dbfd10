import type { Server } from 'restify'
import { z } from 'zod'
import { historyLine } from '../../cards/history-words.ts'
import { actionForm } from '../../cards/form-card.ts'
import { readForm, typedValues } from '../../cards/read-form.ts'
import { offeredForm } from '../../cards/ticket-actions.ts'
import { readJson } from '../../direct-line/request-body.ts'
import { AppError } from '../../errors.ts'
import { staffActor } from '../../tickets/actor.ts'
import { type Desk, execute } from '../../tickets/execute.ts'
import { packetFor } from '../../tickets/packet-check.ts'
import type { TicketQuery } from '../../tickets/ports.ts'
import { siblingsOf } from '../../tickets/siblings.ts'
import { ACTIVE_STATES, type Ticket } from '../../tickets/ticket.ts'
import { isVerb } from '../../tickets/verbs.ts'
import { pathPart, queryValue, type StaffRequest, staffRoute, type TabDeps } from './tab-deps.ts'
import { ticketRow, ticketView } from './ticket-view.ts'

/** Rows that a list shows; narrower views and the search find the rest. */
const ROWS = 200

type View = 'mine' | 'unassigned' | 'active' | 'resolved' | 'closed' | 'all'

/** Lists, opens and changes tickets with the same actions as the cards in Teams. */
export function attachTicketRoutes(server: Server, deps: TabDeps): void {
	server.get(
		'/api/tickets',
		staffRoute(deps, (request) => list(deps, request)),
	)
	server.get(
		'/api/tickets/:number',
		staffRoute(deps, async (request) => ({ json: await viewOf(deps, request, await ticketOf(deps, request)) })),
	)
	server.get(
		'/api/tickets/:number/forms/:verb',
		staffRoute(deps, (request) => form(deps, request)),
	)
	server.post(
		'/api/tickets/:number/actions',
		staffRoute(
			deps,
			(request) => act(deps, request),
			async (request) => viewOf(deps, request, await ticketOf(deps, request)),
		),
	)
}

function queryOf({ team }: Desk, view: View, memberId: string): Omit<TicketQuery, 'limit'> {
	const open = [...ACTIVE_STATES, 'resolved'] as const
	const views: Record<View, Omit<TicketQuery, 'limit'>> = {
		mine: { assignee: memberId, states: open },
		unassigned: { unassigned: team.members.map(({ id }) => id), states: open },
		active: { states: ACTIVE_STATES },
		resolved: { states: ['resolved'] },
		closed: { states: ['closed'] },
		all: {},
	}
	return views[view]
}

const COUNTED = ['mine', 'unassigned', 'active', 'resolved', 'closed'] as const

async function list({ desk }: TabDeps, { req, member, kit }: StaffRequest) {
	const asked = queryValue(req, 'view')
	const view = ([...COUNTED, 'all'] as const).find((name) => name === asked) ?? 'active'
	const text = queryValue(req, 'text').trim()
	const tickets = await desk.tickets.list({ ...queryOf(desk, view, member.id), ...(text !== '' && { text }), limit: ROWS })
	const counted = await Promise.all(
		COUNTED.map(async (name) => [name, await desk.tickets.count(queryOf(desk, name, member.id))] as const),
	)
	return { json: { tickets: tickets.map((ticket) => ticketRow(kit, ticket)), counts: Object.fromEntries(counted) } }
}

async function ticketOf({ desk }: TabDeps, { req }: StaffRequest): Promise<Ticket> {
	const number = pathPart(req, 'number')
	const ticket = await desk.tickets.load(number)
	if (ticket === undefined) throw new AppError('not-found', 'no such ticket', { details: { ticket: number } })
	return ticket
}

async function viewOf(deps: TabDeps, { member, kit }: StaffRequest, ticket: Ticket): Promise<object> {
	const { desk, notices, fileAddress } = deps
	const [history, told] = await Promise.all([desk.tickets.history(ticket.number), notices.noticesOf(ticket.number)])
	const lines = history.map(async (recorded) => {
		const { files, ...line } = historyLine(kit, recorded, 'staff')
		if (files === undefined) return line
		return { ...line, files: await Promise.all(files.map(async ({ id, name }) => ({ name, address: await fileAddress(id) }))) }
	})
	return { ...ticketView(kit, member, ticket, told), history: await Promise.all(lines) }
}

async function form(deps: TabDeps, request: StaffRequest) {
	const { req, kit, member } = request
	const ticket = await ticketOf(deps, request)
	const verb = offeredForm(kit, staffActor(member), ticket, pathPart(req, 'verb'))
	const siblings = await siblingsOf(deps.desk.tickets, ticket)
	return { json: actionForm(kit, verb, ticket, { members: deps.desk.team.members, siblings, me: member }) }
}

const actionSchema = z.object({
	verb: z.string().max(60),
	version: z.int().nonnegative().optional(),
	requestId: z.string().min(8).max(100),
	data: z.unknown().optional(),
})

async function act(deps: TabDeps, request: StaffRequest) {
	const { req, member } = request
	const parsed = actionSchema.safeParse(await readJson(req))
	if (!parsed.success) throw new AppError('bad-input', 'action does not fit', { details: { fields: ['verb', 'requestId'] } })
	const { version, requestId, data } = parsed.data
	const verb = parsed.data.verb === 'take' ? 'assign' : parsed.data.verb
	if (!isVerb(verb)) throw new AppError('not-found', 'unknown action', { reason: 'unknown-action' })
	const input = readForm(verb, typedValues(data), deps.readAmount)
	const cause = `tab:${member.id}:${requestId}`
	const command = { ticket: pathPart(req, 'number'), verb, input, version, actor: staffActor(member), cause }
	const { ticket } = await execute(deps.desk, command)
	const next = verb === 'prepare-packet' ? { next: nextForm(deps, ticket) } : {}
	return { json: { ...(await viewOf(deps, request, ticket)), ...next } }
}

/** The packet goes on until it is complete, then its finished text is handed out. */
function nextForm({ desk }: TabDeps, ticket: Ticket): string {
	return packetFor(ticket, desk.clock()) === undefined ? 'prepare-packet' : 'escalate-upstream'
}
