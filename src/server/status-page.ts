import type { IncomingMessage } from 'node:http'
import type { Request, Server } from 'restify'
import { errorWords } from '../cards/error-words.ts'
import type { Kit } from '../cards/kit.ts'
import { readBytes } from '../direct-line/request-body.ts'
import { AppError } from '../errors.ts'
import { type Actor, customerActor, DELIVERY } from '../tickets/actor.ts'
import { type Desk, execute } from '../tickets/execute.ts'
import { maySee } from '../tickets/permissions.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { escapeHtml, page } from './html.ts'
import { route, localeOf, type RouteAnswer, type RouteDeps } from './route.ts'
import { statusBody, type Told } from './status-body.ts'
import type { StatusLinks } from './status-link.ts'

export interface StatusPageDeps extends RouteDeps {
	readonly desk: Desk
	readonly links: StatusLinks
	readonly newId: () => string
	/** Whose desk it is, as the customer knows them. */
	readonly partnerName: string
}

/** A comment of 8,000 characters, each of which a browser may write as nine: `%E2%82%AC`. */
const FORM_BYTES = 80 * 1024

/** `GET /t/<token>`: where a ticket stands, for whoever got the mail; `POST` answers "is it solved?". */
export function attachStatusPage(server: Server, deps: StatusPageDeps): void {
	server.get(
		'/t/:token',
		route(deps, (req) => guarded(deps, req, async (ticket, kit) => show(deps, kit, ticket))),
	)
	server.post(
		'/t/:token',
		route(deps, (req) => guarded(deps, req, async (ticket, kit, actor) => answer(deps, req, { ticket, kit, actor }))),
	)
}

type Handle = (ticket: Ticket, kit: Kit, actor: Actor) => Promise<RouteAnswer>

/** Opens the link's ticket for its own reporter; a link that does not hold gets a page that says what to do. */
async function guarded(deps: StatusPageDeps, req: Request, handle: Handle): Promise<RouteAnswer> {
	try {
		const { ticket: number, userId } = await deps.links.read(tokenOf(req))
		const ticket = await deps.desk.tickets.load(number)
		if (ticket?.erased !== undefined) return gone(deps.kitFor(ticket.reporter.locale, 'web'))
		const actor: Actor = { kind: 'customer', id: userId, name: '' }
		if (ticket === undefined || !maySee(actor, ticket)) throw new AppError('not-signed-in', 'not the link of this ticket')
		return await handle(ticket, deps.kitFor(ticket.reporter.locale, 'web'), customerActor(ticket.reporter))
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'not-signed-in') throw error
		const kit = deps.kitFor(localeOf(req), 'web')
		const body = `<article><h1>${escapeHtml(kit.text('status.expired'))}</h1><p>${escapeHtml(kit.text('status.expired-hint'))}</p></article>`
		return { status: 404, html: page(kit.locale, kit.text('status.expired'), body) }
	}
}

/** The link was good: whoever has it is told plainly what became of the ticket. */
function gone(kit: Kit): RouteAnswer {
	const [title, hint] = [kit.text('erase.title'), kit.text('erase.hint')]
	return {
		status: 410,
		html: page(kit.locale, title, `<article><h1>${escapeHtml(title)}</h1><p>${escapeHtml(hint)}</p></article>`),
	}
}

function tokenOf(req: Request): string {
	const token: unknown = (req.params as Record<string, unknown> | undefined)?.['token']
	return typeof token === 'string' ? token : ''
}

async function show(deps: StatusPageDeps, kit: Kit, ticket: Ticket, told: Told = {}): Promise<RouteAnswer> {
	const history = await deps.desk.tickets.history(ticket.number)
	const title = `${kit.text('status.title', { ticket: ticket.number })} · ${deps.partnerName}`
	const brand = `<p class="brand">${escapeHtml(deps.partnerName)}</p>`
	return { html: page(kit.locale, title, brand + statusBody(kit, ticket, history, told)) }
}

interface Asked {
	readonly ticket: Ticket
	readonly kit: Kit
	readonly actor: Actor
}

async function answer(deps: StatusPageDeps, req: Request, { ticket, kit, actor }: Asked): Promise<RouteAnswer> {
	let form = new URLSearchParams()
	const number = ticket.number
	try {
		form = new URLSearchParams(Buffer.from(await readBytes(req as IncomingMessage, FORM_BYTES)).toString('utf8'))
		const resolution = Number(form.get('resolution'))
		const cause = `status:${number}:${form.get('id') ?? deps.newId()}`
		if (resolution > 0 && ticket.resolution?.number === resolution) await recordSeen(deps, number, resolution)
		const done = await execute(deps.desk, { ticket: number, ...said(form, resolution), actor, cause })
		return show(deps, kit, done.ticket, { note: kit.text(thanksFor(ticket, done.ticket)) })
	} catch (error) {
		if (!(error instanceof AppError)) throw error
		const now = (await deps.desk.tickets.load(number)) ?? ticket
		const shown = await show(deps, kit, now, { note: errorWords(kit, error), unsent: form.get('comment') ?? '' })
		return error.code === 'too-large' ? { ...shown, status: 413 } : shown
	}
}

/** What the customer says with the form: yes, no, or a message. */
function said(form: URLSearchParams, resolution: number): { verb: 'confirm' | 'reject' | 'add-message'; input: object } {
	const comment = (form.get('comment') ?? '').slice(0, 8000)
	const answered = form.get('answer')
	if (answered === 'message') return { verb: 'add-message', input: { text: comment } }
	return { verb: answered === 'yes' ? 'confirm' : 'reject', input: { resolution, comment } }
}

function thanksFor(before: Ticket, after: Ticket): string {
	if (after.state === 'closed') return before.state === 'closed' ? 'status.sent' : 'status.thanks'
	return after.state === 'open' && (before.state === 'resolved' || before.state === 'closed') ? 'status.reopened' : 'status.sent'
}

/** Whoever answers the question on this page has read the outcome above it: he was told. */
async function recordSeen({ desk }: StatusPageDeps, number: string, resolution: number): Promise<void> {
	const notice = `status-page:${number}:${resolution}`
	const input = { notice, kind: 'resolved', resolution, outcome: 'delivered', channel: 'status-page' }
	await execute(desk, { ticket: number, verb: 'record-delivery', input, actor: DELIVERY, cause: notice })
}
