import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server } from 'restify'
import { WebSocketServer } from 'ws'
import { AppError, statusOf } from '../errors.ts'
import { isAllowedOrigin } from './cors.ts'
import { baseOf, queryOf, watermarkOf } from './door.ts'
import type { DirectLineDeps } from './routes.ts'
import type { StreamSession } from './socket-link.ts'

const STREAM_PATH = /^\/v3\/directline\/conversations\/([^/?]+)\/stream(?:\?|$)/
/** Clients say nothing on the stream but an empty sign of life. */
const MOST_INCOMING_BYTES = 1024

/** Opens the WebSocket stream of a conversation and refuses every other upgrade. */
export function attachStream(server: Server, deps: DirectLineDeps): void {
	const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_INCOMING_BYTES, perMessageDeflate: false })
	server.server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
		// Until `ws` takes over, nobody else listens for a broken connection, and an unheard error ends the process.
		socket.on('error', () => socket.destroy())
		sessionFor(deps, req)
			.then((session) => sockets.handleUpgrade(req, socket, head, (open) => deps.live.connect(open, session)))
			.catch((error: unknown) => refuseUpgrade(deps, socket, error))
	})
}

async function sessionFor(deps: DirectLineDeps, req: IncomingMessage): Promise<StreamSession> {
	const id = STREAM_PATH.exec(req.url ?? '')?.[1]
	if (id === undefined) throw new AppError('not-found', 'no stream here')
	if (!isAllowedOrigin(deps.origins, req)) throw new AppError('not-allowed', 'this website may not open a stream')
	const watermark = watermarkOf(req)
	const token = queryOf(req, 't')
	if (token === undefined) throw new AppError('not-signed-in', 'a stream needs its signed address')
	const { userId, conversationId, until } = await deps.tokens.verifyStream(token)
	if (encodeURIComponent(conversationId) !== id) throw new AppError('not-allowed', 'the token is for another conversation')
	const conversation = await deps.transcripts.conversation(conversationId)
	if (!conversation) throw new AppError('not-found', 'no such conversation')
	if (conversation.userId !== userId) throw new AppError('not-allowed', 'the conversation is of another user')
	return { userId, conversationId, watermark, until, base: baseOf(deps.publicUrl, req) }
}

function refuseUpgrade({ logger }: DirectLineDeps, socket: Duplex, error: unknown): void {
	const status = error instanceof AppError ? statusOf(error) : 500
	if (error instanceof AppError) logger.info({ status, reason: error.message }, 'web chat stream refused')
	else logger.error({ err: error }, 'web chat stream failed to open')
	socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
