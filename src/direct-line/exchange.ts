import type { Logger } from 'pino'
import type { Request, RequestHandler, Response } from 'restify'
import { AppError, type ErrorCode, statusOf } from '../errors.ts'
import { allowOrigin } from './cors.ts'

/** What goes back: a JSON body with its status. */
export interface Answer {
	readonly status: number
	readonly body: unknown
}

/** The codes that Direct Line clients know. */
const DIRECT_LINE_CODES: Partial<Record<ErrorCode, string>> = {
	'bad-input': 'BadArgument',
	'not-signed-in': 'Unauthorized',
	'not-allowed': 'Forbidden',
	'not-found': 'NotFound',
	'too-large': 'PayloadTooLarge',
	'too-many': 'TooManyRequests',
}

export interface ExchangeDeps {
	readonly logger: Logger
	/** Websites that may talk to us from a browser, beside our own; `https://shop.example`. */
	readonly origins: readonly string[]
}

/** Makes a route of a function: answers JSON, and every refusal in Direct Line's shape, logged once and without inner details. */
export function exchange(
	deps: ExchangeDeps,
	handle: (req: Request, res: Response) => Promise<Answer | undefined>,
): RequestHandler {
	return async (req: Request, res: Response) => {
		allowOrigin(deps.origins, req, res)
		try {
			const answer = await handle(req, res)
			if (answer) sendJson(res, answer)
		} catch (error) {
			refuse(deps.logger, req, res, error)
		}
	}
}

function refuse(logger: Logger, req: Request, res: Response, error: unknown): void {
	const requestId = req.getId()
	const about = { requestId, method: req.method, path: req.path() }
	res.header('x-ms-request-id', requestId)
	if (!(error instanceof AppError)) {
		logger.error({ ...about, err: error }, 'direct line request failed')
		return sendJson(res, { status: 500, body: { error: { code: 'ServerError', message: 'something went wrong here' } } })
	}
	const status = statusOf(error)
	const code = error.details['directLine'] ?? DIRECT_LINE_CODES[error.code] ?? 'ServerError'
	logger.info({ ...about, status, code, reason: error.message }, 'direct line request refused')
	if (status === 413) res.header('connection', 'close')
	if (status === 429) res.header('retry-after', String(error.details['seconds'] ?? 1))
	sendJson(res, { status, body: { error: { code, message: error.message } } })
}

function sendJson(res: Response, { status, body }: Answer): void {
	const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
	res.sendRaw(status, JSON.stringify(body), headers)
}
