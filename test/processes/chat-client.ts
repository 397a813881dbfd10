import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { until } from '../stores/postgres/until.ts'

/** What a client got, in the order of the conversation's numbers. */
export interface Heard {
	readonly id: string
	readonly type: string
	readonly replyToId?: string
	readonly text?: string
	readonly from: { readonly id: string }
	readonly channelData?: { readonly 'webchat:sequence-id'?: number }
}

/** A customer who writes whatever happens to the desk, as the widget does: each message until it is taken, each stream anew. */
export interface ChatClient {
	/** Ids of what was written, in the order in which the desk took it. */
	readonly written: readonly { readonly id: string; readonly takenAt: number }[]
	/** Every activity as often as it came, and when. */
	readonly heard: readonly { readonly activity: Heard; readonly at: number }[]
	/** How often it had to ask again because nobody answered, or not with success. */
	readonly asked: { again: number }
	/** Writes; resolves when the desk has it, or the customer has left. */
	says(text: string): Promise<void>
	leaves(): void
}

const AGAIN_MS = 100

/** Opens a chat at the desk, as a visitor. */
export async function startClient(url: string): Promise<ChatClient> {
	const asked = { again: 0 }
	const written: { id: string; takenAt: number }[] = []
	const heard: { activity: Heard; at: number }[] = []
	let watermark = ''
	let isGone = false
	let socket: WebSocket | undefined

	/** Asks until it succeeds. */
	async function ask(route: string, token: string | undefined, body?: unknown): Promise<Record<string, string>> {
		for (;;) {
			try {
				const answer = await fetch(`${url}${route}`, {
					method: body === undefined ? 'GET' : 'POST',
					headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
					body: body === undefined ? null : JSON.stringify(body),
				})
				if (answer.ok) return (await answer.json()) as Record<string, string>
				await answer.arrayBuffer()
			} catch {
				// Nobody there, or gone in the middle of the answer.
			}
			if (isGone) return {}
			asked.again += 1
			await pause(AGAIN_MS)
		}
	}

	const { token: first = '' } = await ask('/api/webchat/token', undefined, { locale: 'en' })
	const started = await ask('/v3/directline/conversations', first, {})
	const { conversationId = '' } = started
	let { token = '', streamUrl = '' } = started
	const path = `/v3/directline/conversations/${conversationId}`

	function listen(): void {
		if (isGone) return
		socket = new WebSocket(streamUrl)
		socket.on('error', () => undefined)
		socket.on('message', (data: Buffer) => take(data.toString()))
		socket.on('close', () => void comeBack())
	}

	async function comeBack(): Promise<void> {
		if (isGone) return
		await pause(AGAIN_MS)
		;({ token = '', streamUrl = '' } = await ask(`${path}?watermark=${watermark}`, token))
		listen()
	}

	function take(text: string): void {
		if (text === '') return
		const set = JSON.parse(text) as { activities: Heard[]; watermark?: string }
		const at = performance.now()
		for (const activity of set.activities) heard.push({ activity, at })
		watermark = set.watermark ?? watermark
	}

	listen()
	await until(() => heard.some(({ activity }) => activity.type === 'message'))
	return {
		written,
		heard,
		asked,
		async says(text) {
			const activity = { type: 'message', text, channelData: { clientActivityID: randomUUID() } }
			const { id } = await ask(`${path}/activities`, token, activity)
			if (id !== undefined) written.push({ id, takenAt: performance.now() })
		},
		leaves() {
			isGone = true
			socket?.terminate()
		},
	}
}
