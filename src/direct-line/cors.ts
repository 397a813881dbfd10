import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'restify'

/** Whether a browser on this website may talk to us: our own origin, a listed one, or no browser at all. */
export function isAllowedOrigin(origins: readonly string[], req: IncomingMessage): boolean {
	const { origin, host } = req.headers
	if (origin === undefined || origins.includes(origin)) return true
	return URL.canParse(origin) && new URL(origin).host === host
}

/** Sets the answer's CORS headers where a listed website asks. */
export function allowOrigin(origins: readonly string[], req: Request, res: Response): void {
	const { origin } = req.headers
	res.header('vary', 'Origin')
	if (origin === undefined || !isAllowedOrigin(origins, req)) return
	res.header('access-control-allow-origin', origin)
	res.header('access-control-expose-headers', 'x-ms-request-id')
}

/** Answers a browser's question before the request proper. */
export function answerPreflight(origins: readonly string[], req: Request, res: Response): void {
	allowOrigin(origins, req, res)
	if (isAllowedOrigin(origins, req)) {
		res.header('access-control-allow-methods', 'GET, POST')
		res.header('access-control-allow-headers', 'authorization, content-type, x-ms-bot-agent, x-requested-with')
		res.header('access-control-max-age', '600')
	}
	res.sendRaw(204, '')
}
