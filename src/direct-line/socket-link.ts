import type { Logger } from 'pino'
import { WebSocket } from 'ws'
import { activitySets, numbered } from './client-view.ts'
import type { StoredActivity, TranscriptStore } from './ports.ts'
import type { Seen } from './seen.ts'
import type { Tokens } from './tokens.ts'

/** Who listens on a socket, and from where on. */
export interface StreamSession {
	readonly userId: string
	readonly conversationId: string
	/** The last sequence number that the client has. */
	readonly watermark: number
	/** When its token ends. */
	readonly until: Date
	/** The origin under which the client reaches us. */
	readonly base: string
}

/** One open socket of a conversation. */
export interface SocketLink {
	readonly userId: string
	/** Sends what the client does not have yet. */
	wake(): Promise<void>
	/** Sends typing, or another sign that is not part of the transcript and may get lost. */
	sendPassing(activity: StoredActivity): void
	/** The client has a newer token. */
	extend(until: Date): void
	/** Asks for a sign of life; no sign since the last time ends the socket. */
	beat(): void
	/** Resolves when the socket has closed. */
	readonly ended: Promise<void>
	close(code: number, reason: string): void
	terminate(): void
}

export interface SocketLinkDeps {
	readonly transcripts: TranscriptStore
	readonly tokens: Tokens
	readonly seen: Seen
	readonly clock: () => Date
	readonly logger: Logger
	readonly maxBufferedBytes: number
}

/** WebSocket close code for a broken policy (RFC 6455, 7.4.1). */
const POLICY_VIOLATION = 1008

/**
 * Replay and live are one thing here: each wake reads the transcript after the last number sent, so nothing is doubled, lost or out
 * of order. After each batch a ping carries that number; browsers answer pings by themselves and in order, so the pong
 * proves that the client has everything up to it.
 */
export function createSocketLink(deps: SocketLinkDeps, socket: WebSocket, session: StreamSession): SocketLink {
	const { transcripts, tokens, seen, clock, logger, maxBufferedBytes } = deps
	const { conversationId, userId, base } = session
	let { watermark: sent, until } = session
	let isAlive = true
	let running: Promise<void> = Promise.resolve()
	let waiting: Promise<void> | undefined
	let isPassingWaiting = false
	let lastSaidAt = ''
	const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))

	socket.on('pong', (data) => {
		isAlive = true
		const received = Number(data.toString())
		if (received > 0 && received <= sent) void seen.acknowledge(conversationId, received)
	})

	function isUsable(): boolean {
		if (socket.readyState !== WebSocket.OPEN) return false
		if (clock() >= until) socket.close(POLICY_VIOLATION, 'the token has expired')
		else if (socket.bufferedAmount > maxBufferedBytes) terminate('the client does not read')
		else return true
		return false
	}

	function terminate(reason: string): void {
		logger.info({ conversationId, reason }, 'web chat socket dropped')
		socket.terminate()
	}

	async function sendNew(): Promise<void> {
		waiting = undefined
		if (!isUsable()) return
		try {
			const { activities, watermark } = await transcripts.since(conversationId, sent)
			// A chat only grows: this one was erased. The client finds that out when it comes back, and starts another.
			if (watermark === 0 && sent > 0) return socket.close(POLICY_VIOLATION, 'the conversation is gone')
			const start = Math.min(sent, watermark)
			for (const set of await activitySets(tokens, activities, start, base)) await transmit(socket, JSON.stringify(set))
			sent = watermark
			lastSaidAt = activities.at(-1)?.timestamp ?? lastSaidAt
			if (socket.readyState === WebSocket.OPEN) socket.ping(String(sent))
		} catch (error) {
			if (socket.readyState === WebSocket.OPEN) logger.error({ err: error, conversationId }, 'web chat stream failed')
			socket.terminate()
		}
	}

	function wake(): Promise<void> {
		if (waiting) return waiting
		waiting = running.then(sendNew)
		running = waiting
		return waiting
	}

	/** Typing that comes after the words which it announced would stay on the screen; while one waits, another tells nothing new. */
	function sendPassing(activity: StoredActivity): void {
		if (isPassingWaiting) return
		isPassingWaiting = true
		running = running.then(() => {
			isPassingWaiting = false
			const isOvertaken = (activity.timestamp ?? '') < lastSaidAt
			if (!isOvertaken && isUsable()) socket.send(JSON.stringify({ activities: [numbered(activity, sent + 0.5)] }))
		})
	}

	function beat(): void {
		if (!isUsable()) return
		if (!isAlive) return terminate('no sign of life')
		isAlive = false
		socket.ping()
	}

	return {
		userId,
		wake,
		sendPassing,
		extend: (later) => {
			if (later > until) until = later
		},
		beat,
		ended,
		close: (code, reason) => socket.close(code, reason),
		terminate: () => socket.terminate(),
	}
}

/** Resolves when the kernel has taken the text: a slow client slows down its own stream and nothing else. */
function transmit(socket: WebSocket, text: string): Promise<void> {
	return new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve())))
}
