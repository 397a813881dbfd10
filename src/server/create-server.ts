import { type Logger, pino } from 'pino'
import { createServer, type Request, type Response, type Server, type ServerOptions } from 'restify'

/** Where each kind of page may load from. The tab is framed by Teams; nothing else is framed. */
const POLICY =
	"default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; form-action 'self'"
const TEAMS_FRAMES = "frame-ancestors 'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"

/** Characters of a path's part: a status link carries a token, and the router's own limit of 100 would answer 404. */
const LONGEST_PART = 2000

/** restify's own log would write whole requests with their headers, tokens included. */
const quiet = pino({ level: 'silent' }) as unknown as NonNullable<ServerOptions['log']>

/** The bare HTTP server: security headers on every answer, plain refusals of unknown paths, logged once, no inner details. */
export function createHttpServer(logger: Pick<Logger, 'info'>): Server {
	const options = { name: '', handleUncaughtExceptions: false, log: quiet, maxParamLength: LONGEST_PART }
	const server = createServer(options)
	server.pre((req: Request, res: Response, next: () => void) => {
		if (req.method === 'HEAD' && !hasOnlyData(req)) req.method = 'GET'
		const frames = req.path().startsWith('/tab') ? TEAMS_FRAMES : "frame-ancestors 'none'"
		res.header('content-security-policy', `${POLICY}; ${frames}`)
		res.header('x-content-type-options', 'nosniff')
		res.header('referrer-policy', 'no-referrer')
		res.header('x-request-id', req.getId())
		next()
	})
	for (const [event, status] of [
		['NotFound', 404],
		['MethodNotAllowed', 405],
		['VersionNotAllowed', 400],
		['UnsupportedMediaType', 415],
	] as const) {
		server.on(event, (req: Request, res: Response, _error: unknown, done: () => void) => {
			// Not the path: people mistype addresses with tokens in them.
			logger.info({ requestId: req.getId(), method: req.method, status }, 'nothing here')
			res.sendRaw(status, JSON.stringify({ error: { code: 'not-found' } }), { 'content-type': 'application/json' })
			done()
		})
	}
	return server
}

/**
 * A `HEAD` is answered like the `GET` without its body, which Node leaves out by itself: monitors and link previews ask so. Not
 * where a `GET` tells that somebody has read a message.
 */
function hasOnlyData(req: Request): boolean {
	return /^\/(?:api|v3)\//u.test(req.path())
}
