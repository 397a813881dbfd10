import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { typingSign } from './outgoing.ts'
import type { OtherProcesses, StoredActivity, TranscriptStore } from './ports.ts'
import { createSeen, type SeenListener } from './seen.ts'
import { createSocketLink, type SocketLink, type StreamSession } from './socket-link.ts'
import type { Tokens } from './tokens.ts'

/** Who is connected right now, and what they have received. */
export interface LiveSockets {
	/** Streams the conversation to this socket until it closes. */
	connect(socket: WebSocket, session: StreamSession): void
	/** The transcript has grown: sends the news to every open socket of the conversation. Also for news from another process. */
	wake(conversationId: string): void
	/** Any transcript may have grown, as news of another process may have been missed. */
	wakeAll(): void
	/** The other processes may have lost sight of the streams of this one. */
	announceAll(): void
	/** As `wake`, and tells whether a client, of whatever process, has confirmed that it holds this sequence number within the time. */
	confirm(conversationId: string, sequence: number, withinMs: number): Promise<boolean>
	/** Shows the bot typing, which is not kept, to whoever is connected to this process or another one. */
	showTyping(conversationId: string, typing: StoredActivity): void
	/** The bot has been typing in another process since `at`, in milliseconds since 1970 UTC. */
	heardTyping(conversationId: string, at: number): void
	/** A client of another process holds everything up to this number; whoever wants to know has been told there. */
	heardSeen(conversationId: string, sequence: number): void
	/** A client which fetched over HTTP has everything up to this number. */
	acknowledge(conversationId: string, sequence: number): Promise<void>
	onSeen(listener: SeenListener): void
	/** The user has a newer token: the open sockets may last as long. */
	extend(conversationId: string, userId: string, until: Date): void
	/**
	 * Says goodbye to everybody and lets nobody in any more; clients come back by themselves. Let the server stop listening
	 * first, else they come back to it.
	 */
	close(): Promise<void>
}

export interface LiveSocketsOptions {
	readonly transcripts: TranscriptStore
	readonly tokens: Tokens
	readonly clock: () => Date
	readonly newId: () => string
	readonly logger: Logger
	readonly others?: OtherProcesses | undefined
	/** 30 s unless told otherwise. */
	readonly heartbeatMs?: number
	/** 1 MiB unless told otherwise. */
	readonly maxBufferedBytes?: number
}

const SOCKETS_PER_CONVERSATION = 10
const GOODBYE_MS = 500
/** WebSocket close codes (RFC 6455, 7.4.1 and the IANA registry). */
const GOING_AWAY = 1001
const TRY_AGAIN_LATER = 1013

export function createLiveSockets(options: LiveSocketsOptions): LiveSockets {
	const { heartbeatMs = 30_000, maxBufferedBytes = 1024 * 1024, logger, others } = options
	const seen = createSeen(options)
	const links = new Map<string, Set<SocketLink>>()
	let isClosed = false
	const linksOf = (conversationId: string): ReadonlySet<SocketLink> => links.get(conversationId) ?? new Set()

	const heartbeat = setInterval(() => {
		for (const open of links.values()) for (const link of open) link.beat()
	}, heartbeatMs)
	heartbeat.unref()

	function connect(socket: WebSocket, session: StreamSession): void {
		const { conversationId } = session
		socket.on('error', (error) => logger.debug({ err: error, conversationId }, 'web chat socket failed'))
		if (isClosed) return socket.close(GOING_AWAY, 'the desk restarts')
		const open = links.get(conversationId) ?? new Set()
		if (open.size >= SOCKETS_PER_CONVERSATION) return socket.close(TRY_AGAIN_LATER, 'too many streams of one conversation')
		const link = createSocketLink({ ...options, seen, maxBufferedBytes }, socket, session)
		if (open.size === 0) announce(conversationId, true)
		links.set(conversationId, open.add(link))
		socket.on('close', () => {
			open.delete(link)
			if (open.size > 0 || links.get(conversationId) !== open) return
			links.delete(conversationId)
			if (!isClosed) announce(conversationId, false)
		})
		void link.wake()
	}

	/** Without it, the others would think that nobody listens, and write a mail where the chat would do. */
	function announce(conversationId: string, isOpen: boolean): void {
		others
			?.announceStream(conversationId, isOpen)
			.catch((error: unknown) => logger.warn({ err: error, conversationId }, 'a stream could not be announced'))
	}

	function wake(conversationId: string): void {
		for (const link of linksOf(conversationId)) void link.wake()
	}

	async function confirm(conversationId: string, sequence: number, withinMs: number): Promise<boolean> {
		wake(conversationId)
		const isStreamed = linksOf(conversationId).size > 0 || ((await others?.isStreamed(conversationId)) ?? false)
		return seen.reached(conversationId, sequence, isStreamed ? withinMs : 0)
	}

	function showTyping(conversationId: string, typing: StoredActivity): void {
		for (const link of linksOf(conversationId)) link.sendPassing(typing)
	}

	async function close(): Promise<void> {
		isClosed = true
		clearInterval(heartbeat)
		const open = [...links.values()].flatMap((set) => [...set])
		if (open.length === 0) return
		for (const link of open) link.close(GOING_AWAY, 'the desk restarts')
		let patience: NodeJS.Timeout | undefined
		const impatience = new Promise((resolve) => {
			patience = setTimeout(resolve, GOODBYE_MS)
		})
		await Promise.race([Promise.all(open.map((link) => link.ended)), impatience])
		clearTimeout(patience)
		for (const link of open) link.terminate()
	}

	return {
		connect,
		wake,
		wakeAll: () => {
			for (const conversationId of links.keys()) wake(conversationId)
		},
		announceAll: () => {
			for (const conversationId of links.keys()) announce(conversationId, true)
		},
		confirm,
		showTyping: (conversationId, typing) => {
			showTyping(conversationId, typing)
			others?.tellTyping(conversationId, Date.parse(typing.timestamp ?? ''))
		},
		heardTyping: (conversationId, at) => showTyping(conversationId, typingSign(conversationId, options.newId(), new Date(at))),
		heardSeen: (conversationId, sequence) => seen.heard(conversationId, sequence),
		acknowledge: (conversationId, sequence) => seen.acknowledge(conversationId, sequence),
		onSeen: (listener) => seen.onSeen(listener),
		extend: (conversationId, userId, until) => {
			for (const link of linksOf(conversationId)) if (link.userId === userId) link.extend(until)
		},
		close,
	}
}
