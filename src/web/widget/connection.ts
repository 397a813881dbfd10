import { openLine, type Line, type Sent } from './line.ts'
import { Refused, type Session, type Sessions, type Stream } from './session.ts'
import type { SessionStore } from './session-store.ts'
import type { Locale } from './texts.ts'

/** `connecting` is the first time on this page, `reconnecting` every later one. */
export type Status = 'idle' | 'connecting' | 'online' | 'reconnecting'

/** What the rest of the widget hears from the connection. */
export interface ConnectionEvents {
	onStatus(status: Status): void
	/** `isNew`: the earlier conversation could not go on, this one begins empty. */
	onSession(session: Session, isNew: boolean): void
	onActivity(activity: unknown): void
	/** The desk does not know this conversation any more: nothing of it is kept. */
	onGone(): void
	/** The line stands, and what was missed is arriving: time to send what waits. */
	onReady(): void
}

/** The way to the desk, kept open through reloads, sleep, lost networks and server restarts. */
export interface Connection {
	/** Connects once; later calls do nothing. */
	start(): void
	/** Connects anew at once, for example when the network is back; does nothing before `start`. */
	wake(): void
	/** Sends one activity over the line of this moment. */
	post(activity: object): Promise<Sent>
}

interface Dependencies {
	base: string
	sessions: Sessions
	store: SessionStore
	locale: () => Locale
	now: () => number
	random: () => number
	events: ConnectionEvents
}

const LONGEST_PAUSE = 15_000
/** Sockets that never opened although plain requests work: after so many we poll instead. */
const BLOCKED_SOCKETS = 3
const POLLING_CHECK = 30_000

/** Makes the connection; nothing happens before `start`. */
export function createConnection({ base, sessions, store, locale, now, random, events }: Dependencies): Connection {
	let session: Session | undefined
	let line: Line | undefined
	let watermark = ''
	let status: Status = 'idle'
	let attempts = 0
	let blocked = 0
	let timer: ReturnType<typeof setTimeout> | undefined
	let busy = false

	function tell(next: Status): void {
		if (next === status) return
		status = next
		events.onStatus(next)
	}

	function later(work: () => void, delay: number): void {
		clearTimeout(timer)
		timer = setTimeout(work, delay)
	}

	function retry(): void {
		tell(status === 'connecting' ? 'connecting' : 'reconnecting')
		line = undefined
		const pause = Math.min(LONGEST_PAUSE, 500 * 2 ** attempts)
		attempts += 1
		later(connect, pause * (0.75 + random() / 2))
	}

	async function currentSession(): Promise<Session> {
		if (session && now() < session.renewAt) return session
		const opened = await sessions.open(locale())
		const changed = opened.session.conversationId !== session?.conversationId
		if (changed) watermark = ''
		events.onSession(opened.session, opened.isNew || (session?.conversationId !== undefined && changed))
		return opened.session
	}

	async function currentStream(): Promise<Stream> {
		session = await currentSession()
		return sessions.stream(session, watermark, locale())
	}

	async function open(): Promise<void> {
		const stream = await store.alone(currentStream)
		session = stream.session
		line = openLine(`${base}/v3/directline`, stream, blocked >= BLOCKED_SOCKETS, {
			onOpen,
			onActivity: events.onActivity,
			onWatermark: (next) => {
				watermark = next
			},
			onLost(hadOpened) {
				blocked = hadOpened ? 0 : blocked + 1
				retry()
			},
		})
	}

	function onOpen(): void {
		attempts = 0
		tell('online')
		events.onReady()
		if (blocked >= BLOCKED_SOCKETS) later(reconnect, POLLING_CHECK)
		else later(renew, Math.max(1000, (session?.renewAt ?? 0) - now()))
	}

	async function renewToken(): Promise<void> {
		const renewed = session && (await sessions.renew(session))
		if (!renewed) return reconnect()
		session = renewed
		line?.renew(renewed)
		later(renew, Math.max(1000, renewed.renewAt - now()))
	}

	function renew(): void {
		renewToken().catch(() => later(renew, LONGEST_PAUSE))
	}

	function onRefusal(error: unknown): void {
		const refused = error instanceof Refused ? error.status : 0
		if (refused === 404) {
			sessions.forget()
			session = undefined
			watermark = ''
			events.onGone()
		}
		if ([401, 403].includes(refused) && session) session = { ...session, renewAt: 0 }
		retry()
	}

	function connect(): void {
		if (busy) return
		busy = true
		open()
			.catch(onRefusal)
			.finally(() => {
				busy = false
			})
	}

	function reconnect(): void {
		line?.hangUp()
		line = undefined
		connect()
	}

	return {
		start() {
			if (status !== 'idle') return
			tell('connecting')
			connect()
		},
		wake() {
			if (status === 'idle' || busy) return
			attempts = 0
			reconnect()
		},
		async post(activity) {
			if (!line || status !== 'online') return 'offline'
			const sent = await line.post(activity)
			// Directlinejs does not say why: an expired token and a desk that is just starting both end here.
			if (sent === 'again' && line && session) {
				session = { ...session, renewAt: 0 }
				line.hangUp()
				retry()
			}
			return sent
		},
	}
}
