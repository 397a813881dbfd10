import type { Request, Response, Server } from 'restify'
import { attachActivityRoutes } from './activity-routes.ts'
import { attachConversationRoutes } from './conversation-routes.ts'
import { answerPreflight } from './cors.ts'
import type { ExchangeDeps } from './exchange.ts'
import { attachFileRoutes } from './file-routes.ts'
import type { LiveSockets } from './live-sockets.ts'
import type { DirectLineAdmission, TranscriptStore } from './ports.ts'
import { attachStream } from './stream.ts'
import { attachTokenRoutes } from './token-routes.ts'
import type { Tokens } from './tokens.ts'
import type { Turns } from './turns.ts'

export interface DirectLineDeps extends ExchangeDeps {
	readonly transcripts: TranscriptStore
	readonly tokens: Tokens
	readonly live: LiveSockets
	readonly turns: Turns
	readonly clock: () => Date
	readonly newId: () => string
	/** The origin under which clients reach us; without it what they asked for, over plain http. */
	readonly publicUrl?: string | undefined
	/** Without it nothing is counted. */
	readonly admission?: DirectLineAdmission | undefined
	/** What the partner's server shows to get tokens; without it `tokens/generate` is closed. */
	readonly siteSecret?: string | undefined
}

const ROOT = '/v3/directline'

/**
 * Serves Direct Line 3.0 under `/v3/directline`, the WebSocket stream included. It reads its bodies itself, with its own limits
 * (256 KB of JSON, 10 MB of upload): a global body parser of the server is told to keep off, so a limit in front of this
 * room must let uploads through. Attach it before the server listens; it must be the only one to listen to upgrades.
 */
export function attachDirectLine(server: Server, given: DirectLineDeps): void {
	const { publicUrl, origins } = given
	const deps = publicUrl === undefined ? given : { ...given, origins: [...origins, new URL(publicUrl).origin] }
	server.pre(keepBodyParserOff)
	server.opts(`${ROOT}/*`, async (req: Request, res: Response) => answerPreflight(deps.origins, req, res))
	attachTokenRoutes(server, deps)
	attachConversationRoutes(server, deps)
	attachActivityRoutes(server, deps)
	attachFileRoutes(server, deps)
	attachStream(server, deps)
}

/** restify's body reader and parser leave a request with these marks alone (its #100); its multipart parser loses uploads. */
function keepBodyParserOff(req: Request, _res: Response, next: () => void): void {
	if (req.path().startsWith(`${ROOT}/`)) Object.assign(req, { _readBody: true, _parsedBody: true })
	next()
}
