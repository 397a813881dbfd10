import type { IncomingMessage } from 'node:http'
import type { Request, Server } from 'restify'
import { errorWords } from '../cards/error-words.ts'
import { historyLine, isInternal } from '../cards/history-words.ts'
import { formatInstant, type Kit } from '../cards/kit.ts'
import { customerFacts, loopWords } from '../cards/ticket-words.ts'
import { readBytes } from '../direct-line/request-body.ts'
import { AppError } from '../errors.ts'
import { type Actor, customerActor, DELIVERY } from '../tickets/actor.ts'
import type { RecordedEvent } from '../tickets/events.ts'
import { type Desk, execute } from '../tickets/execute.ts'
import { maySee } from '../tickets/permissions.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { escapeHtml, page } from './html.ts'
import { route, localeOf, type RouteAnswer, type RouteDeps } from './route.ts'
import type { StatusLinks } from './status-link.ts'

export interface StatusPageDeps extends RouteDeps {
	readonly desk: Desk
	readonly links: StatusLinks
	readonly newId: () => string
}

const FORM_BYTES = 64 * 1024

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

function tokenOf(req: Request): string {
	const token: unknown = (req.params as Record<string, unknown> | undefined)?.['token']
	return typeof token === 'string' ? token : ''
}

async function show(deps: StatusPageDeps, kit: Kit, ticket: Ticket, note?: string): Promise<RouteAnswer> {
	const history = await deps.desk.tickets.history(ticket.number)
	return { html: page(kit.locale, kit.text('status.title', { ticket: ticket.number }), bodyOf(kit, ticket, history, note)) }
}

interface Asked {
	readonly ticket: Ticket
	readonly kit: Kit
	readonly actor: Actor
}

async function answer(deps: StatusPageDeps, req: Request, { ticket, kit, actor }: Asked): Promise<RouteAnswer> {
	const form = new URLSearchParams(Buffer.from(await readBytes(req as IncomingMessage, FORM_BYTES)).toString('utf8'))
	const verb = form.get('answer') === 'yes' ? 'confirm' : 'reject'
	const resolution = Number(form.get('resolution'))
	const cause = `status:${ticket.number}:${form.get('id') ?? deps.newId()}`
	const number = ticket.number
	try {
		if (ticket.resolution?.number === resolution) await recordSeen(deps, number, resolution)
		const input = { resolution, comment: (form.get('comment') ?? '').slice(0, 8000) }
		const done = await execute(deps.desk, { ticket: number, verb, input, actor, cause })
		return show(deps, kit, done.ticket, kit.text(done.ticket.state === 'closed' ? 'status.thanks' : 'status.reopened'))
	} catch (error) {
		if (!(error instanceof AppError)) throw error
		const now = (await deps.desk.tickets.load(number)) ?? ticket
		return show(deps, kit, now, errorWords(kit, error))
	}
}

/** Whoever answers the question on this page has read the outcome above it: he was told. */
async function recordSeen({ desk }: StatusPageDeps, number: string, resolution: number): Promise<void> {
	const notice = `status-page:${number}:${resolution}`
	const input = { notice, kind: 'resolved', resolution, outcome: 'delivered', channel: 'status-page' }
	await execute(desk, { ticket: number, verb: 'record-delivery', input, actor: DELIVERY, cause: notice })
}

function bodyOf(kit: Kit, ticket: Ticket, history: readonly RecordedEvent[], note: string | undefined): string {
	const say = (key: string) => escapeHtml(kit.text(key))
	const facts = customerFacts(kit, ticket).map(({ title, value }) => `<dt>${escapeHtml(title)}</dt><dd>${escapeHtml(value)}</dd>`)
	const lines = history
		.filter(({ event }) => !isInternal(event))
		.map((recorded) => {
			const { at, text, quote } = historyLine(kit, recorded)
			const words = quote === undefined ? '' : `<blockquote>${escapeHtml(quote)}</blockquote>`
			return `<li><span class="soft">${escapeHtml(formatInstant(kit, at))}</span><br>${escapeHtml(text)}${words}</li>`
		})
	return `${note === undefined ? '' : `<p class="note" role="status">${escapeHtml(note)}</p>`}
<article><p class="soft">${escapeHtml(ticket.number)}</p><h1>${escapeHtml(ticket.title)}</h1>
<p><span class="state">${say(`states.${ticket.state}`)}</span> <span class="soft">${escapeHtml(loopWords(kit, ticket))}</span></p>
<dl>${facts.join('')}</dl>${questionOf(kit, ticket)}</article>
<article><h2>${say('status.history')}</h2><ol>${lines.join('')}</ol></article><p class="soft">${say('status.footer')}</p>`
}

function questionOf(kit: Kit, ticket: Ticket): string {
	const { resolution, state, closure } = ticket
	if (resolution === undefined || (state !== 'resolved' && state !== 'closed') || closure?.reason === 'merged') return ''
	const say = (key: string) => escapeHtml(kit.text(key))
	const yes = `<button class="main" name="answer" value="yes">${say('outcome.yes')}</button>`
	return `<blockquote>${escapeHtml(resolution.text)}</blockquote>
<form method="post"><input type="hidden" name="resolution" value="${resolution.number}"><input type="hidden" name="id" value="${kit.newId()}">
<h2>${say(state === 'resolved' ? 'outcome.question' : 'status.closed-hint')}</h2>
<label>${say('outcome.comment')}<textarea name="comment" maxlength="8000" placeholder="${say('outcome.hint')}"></textarea></label>
${state === 'resolved' ? yes : ''}<button name="answer" value="no">${say('outcome.no')}</button></form>`
}
