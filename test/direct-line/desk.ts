import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { pino } from 'pino'
import restify from 'restify'
import { createDirectLineAdapter, type DirectLineAdapter } from '../../src/direct-line/adapter.ts'
import { createLiveSockets, type LiveSockets } from '../../src/direct-line/live-sockets.ts'
import type { DirectLineAdmission, StoredActivity, TranscriptStore } from '../../src/direct-line/ports.ts'
import { attachDirectLine } from '../../src/direct-line/routes.ts'
import { createTokens, type Tokens } from '../../src/direct-line/tokens.ts'
import { createTurns, type Turns } from '../../src/direct-line/turns.ts'
import { EchoBot } from './echo-bot.ts'
import { createMemoryTranscripts } from './memory-transcripts.ts'

/** A running endpoint with the echo bot behind it. */
export interface Desk {
	readonly url: string
	readonly domain: string
	readonly port: number
	readonly bot: EchoBot
	readonly adapter: DirectLineAdapter
	readonly tokens: Tokens
	readonly turns: Turns
	readonly live: LiveSockets
	readonly transcripts: TranscriptStore
	/** What was logged, one JSON line each. */
	readonly log: string[]
	/** The messages of a conversation as the transcript has them. */
	texts(conversationId: string): Promise<unknown[]>
	stored(conversationId: string): Promise<readonly StoredActivity[]>
	/** What our side holds for clients that have not read it. */
	bufferedBytes(): number
	/** The network fails for a moment. */
	cutConnections(): void
	stop(): Promise<void>
}

export interface DeskOptions {
	readonly transcripts?: TranscriptStore
	readonly clock?: () => Date
	readonly port?: number
	readonly heartbeatMs?: number
	readonly maxBufferedBytes?: number
	readonly confirmMs?: number
	readonly origins?: readonly string[]
	readonly admission?: DirectLineAdmission
}

export const SITE_SECRET = 'the-secret-of-the-site'
const KEY = new TextEncoder().encode('0123456789abcdef0123456789abcdef')

/** Starts a real server on a free loopback port, its global body parser set as the server room sets it. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
	const { transcripts = createMemoryTranscripts(), clock = () => new Date(), port = 0 } = options
	const log: string[] = []
	const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) })
	const newId = () => randomUUID()
	const tokens = createTokens({ key: KEY, clock, newId })
	const live = createLiveSockets({ ...options, transcripts, tokens, clock, newId, logger })
	const onTurnError = async (context: { sendActivity(text: string): Promise<unknown> }) =>
		void (await context.sendActivity('sorry'))
	const { confirmMs = 1000 } = options
	const adapter = createDirectLineAdapter({ transcripts, clock, newId, live, logger, onTurnError, confirmMs })
	const bot = new EchoBot()
	const turns = createTurns({ adapter, transcripts, logic: (context) => bot.run(context), logger })
	const server = restify.createServer()
	server.use(restify.plugins.bodyParser({ maxBodySize: 256 * 1024, mapParams: false }))
	const { origins = ['https://shop.example'], admission } = options
	attachDirectLine(server, {
		transcripts,
		tokens,
		live,
		turns,
		clock,
		newId,
		logger,
		origins,
		admission,
		siteSecret: SITE_SECRET,
	})
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
	const realPort = server.address().port
	const url = `http://127.0.0.1:${realPort}`
	const stored = async (id: string) => (await transcripts.since(id, 0)).activities
	const texts = async (id: string) =>
		(await stored(id)).filter(({ type }) => type === 'message').map((activity) => activity['text'])

	const connections = new Set<Socket>()
	server.server.on('connection', (socket: Socket) => {
		connections.add(socket)
		socket.on('close', () => connections.delete(socket))
	})
	const cutConnections = () => {
		for (const socket of connections) socket.destroy()
	}

	const bufferedBytes = () => [...connections].reduce((sum, socket) => sum + socket.writableLength, 0)

	async function stop(): Promise<void> {
		const closed = new Promise<void>((resolve) => server.close(() => resolve()))
		await live.close()
		cutConnections()
		await closed
	}

	const domain = `${url}/v3/directline`
	return {
		url,
		domain,
		port: realPort,
		bot,
		adapter,
		tokens,
		turns,
		live,
		transcripts,
		log,
		texts,
		stored,
		bufferedBytes,
		cutConnections,
		stop,
	}
}
