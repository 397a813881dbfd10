import type { Logger } from 'pino'
import type { Request, RequestHandler, Response } from 'restify'
import { errorWords } from '../cards/error-words.ts'
import type { Kit, KitFor } from '../cards/kit.ts'
import type { Locale } from '../cards/texts.ts'
import { AppError, statusOf } from '../errors.ts'
import { escapeHtml, page } from './html.ts'

/** What a route answers: JSON, a page, or a text of another type. */
export type RouteAnswer =
	| { readonly status?: number; readonly json: unknown }
	| { readonly status?: number; readonly html: string }
	| { readonly text: string; readonly type: string }

export interface RouteDeps {
	readonly logger: Logger
	readonly kitFor: KitFor
}

/** More to say beside the error, such as the newer ticket when a version was stale. */
export type OnRefusal = (error: AppError, req: Request) => Promise<object>

/**
 * Makes a route of a function. Every refusal is logged once and answered in the reader's language, as a page to a browser that opens
 * one and as `{error: {code, message}}` to everybody else; what nobody expected says nothing of the inside and carries the request's id.
 */
export function route(
	deps: RouteDeps,
	handle: (req: Request, res: Response) => Promise<RouteAnswer>,
	onRefusal?: OnRefusal,
): RequestHandler {
	return async (req: Request, res: Response) => {
		try {
			send(res, await handle(req, res))
		} catch (error) {
			await refuse(deps, req, res, error, onRefusal)
		}
	}
}

/** The language that the browser asks for. */
export function localeOf(req: Request): Locale {
	return (req.header('accept-language') ?? '').trim().toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

async function refuse(deps: RouteDeps, req: Request, res: Response, error: unknown, onRefusal?: OnRefusal): Promise<void> {
	const about = { requestId: req.getId(), method: req.method, path: req.getRoute()?.path }
	const kit = deps.kitFor(localeOf(req), 'web')
	if (!(error instanceof AppError)) {
		deps.logger.error({ ...about, err: error }, 'request failed')
		const message = errorWords(kit, error)
		if (wantsPage(req)) return send(res, { status: 500, html: refusalPage(kit, message) })
		return send(res, { status: 500, json: { error: { code: 'unexpected', message, id: req.getId() } } })
	}
	const status = statusOf(error)
	deps.logger.info({ ...about, status, code: error.code, reason: error.reason }, 'request refused')
	if (status === 413) res.header('connection', 'close')
	const { code, reason, details } = error
	if (status === 429) res.header('retry-after', String(details['seconds'] ?? 1))
	const message = errorWords(kit, error)
	if (wantsPage(req)) return send(res, { status, html: refusalPage(kit, message) })
	const more = onRefusal === undefined ? {} : await onRefusal(error, req)
	send(res, { status, json: { error: { code, reason, message, details }, ...more } })
}

/** A browser that goes to an address or sends a form says so; scripts take anything. */
function wantsPage(req: Request): boolean {
	return (req.header('accept') ?? '').includes('text/html')
}

function refusalPage(kit: Kit, message: string): string {
	const title = kit.text('errors.page')
	return page(kit.locale, title, `<article><h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p></article>`)
}

function send(res: Response, answer: RouteAnswer): void {
	const [body, type] = bodyOf(answer)
	const status = 'status' in answer ? (answer.status ?? 200) : 200
	res.sendRaw(status, body, { 'content-type': type, 'cache-control': 'no-store' })
}

function bodyOf(answer: RouteAnswer): [body: string, type: string] {
	if ('text' in answer) return [answer.text, answer.type]
	if ('html' in answer) return [answer.html, 'text/html; charset=utf-8']
	return [JSON.stringify(answer.json), 'application/json; charset=utf-8']
}
