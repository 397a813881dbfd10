import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { fieldsOf } from './activity.ts'
import { observedSocket } from './observed-socket.ts'
import type { Session, Stream } from './session.ts'
import { filesOf, upload } from './upload.ts'

/** How sending went: `again` may have reached the desk, which recognises it by its `clientActivityID`; `offline` has not. */
export type Sent = 'sent' | 'again' | 'offline' | 'too-large' | 'refused'

/** One stretch of connection. It never reconnects by itself: when it is lost, the next line takes its place. */
export interface Line {
	post(activity: object): Promise<Sent>
	/** Puts a renewed token in place of the old one. */
	renew(session: Session): void
	hangUp(): void
}

/** What a line tells. `onLost` comes at most once, and never after `hangUp`. */
export interface LineEvents {
	onOpen(): void
	onActivity(activity: unknown): void
	onWatermark(watermark: string): void
	onLost(hadOpened: boolean): void
}

function sentOf(status: number): Sent {
	if (status >= 200 && status < 300) return 'sent'
	if (status === 413) return 'too-large'
	const passing = !(status >= 400 && status < 500) || [401, 403, 404, 408, 429].includes(status)
	return passing ? 'again' : 'refused'
}

/** Opens a line on a stream that the session got; `polling` where WebSockets are blocked on the way. */
export function openLine(domain: string, { session, streamUrl }: Stream, polling: boolean, events: LineEvents): Line {
	const conversation = `${domain}/conversations/${encodeURIComponent(session.conversationId ?? '')}`
	let token = session.token
	let opened = false
	let over = false
	const socket = observedSocket({
		onOpen() {
			opened = true
			if (!over) events.onOpen()
		},
		onClose() {
			if (over) return
			hangUp()
			events.onLost(opened)
		},
		onActivity(activity) {
			if (!over) events.onActivity(activity)
		},
		onWatermark: events.onWatermark,
	})
	// With token, conversation and streamUrl given, directlinejs neither starts nor refreshes anything itself.
	const client = new DirectLine({
		domain,
		token,
		conversationId: session.conversationId ?? '',
		streamUrl,
		webSocket: !polling,
		pollingInterval: 2000,
		WebSocket: socket,
	})
	const subscription = client.activity$.subscribe((activity) => polling && events.onActivity(activity))
	if (polling) queueMicrotask(() => events.onOpen())

	function hangUp(): void {
		over = true
		subscription.unsubscribe()
		client.end()
	}

	function say(activity: object): Promise<Sent> {
		return new Promise((resolve) => {
			client.postActivity(activity as Activity).subscribe(
				(id) => resolve(id === 'retry' || client.connectionStatus$.value === ConnectionStatus.Ended ? 'again' : 'sent'),
				(error: unknown) => resolve(sentOf(Number(fieldsOf(error)?.['status']))),
			)
		})
	}

	return {
		hangUp,
		renew(renewed) {
			token = renewed.token
			client.reconnect({ token, conversationId: renewed.conversationId ?? '', streamUrl })
		},
		async post(activity) {
			const files = filesOf(activity)
			return files.length === 0 ? say(activity) : sentOf(await upload(conversation, token, activity, files))
		},
	}
}
