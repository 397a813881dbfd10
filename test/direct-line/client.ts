import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { vi } from 'vitest'
import type { Desk } from './desk.ts'
import { FetchXmlHttpRequest } from '../../src/cli/stand-in/xml-http-request.ts'

Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest })

/** Microsoft's own client at work, and what it received. */
export interface Client {
	readonly line: DirectLine
	readonly activities: Activity[]
	/** The texts of the messages from the bot. */
	texts(): string[]
	say(text: string, more?: object): Promise<string>
	/** Fails where the text does not come within some seconds. */
	hears(text: string): Promise<void>
	/** What a page keeps to come back after a reload. */
	kept(): { token: string; conversationId: string; watermark: string }
	end(): void
}

export interface ClientOptions {
	readonly token: string
	readonly conversationId?: string
	readonly watermark?: string
	readonly webSocket?: boolean
	readonly conversationStartProperties?: { locale: string }
}

export const clients: Client[] = []

/** Connects and starts to listen. It reconnects after 20 ms instead of 3 to 15 s, and tries again after 300 ms instead of 20 s. */
export function connect(desk: Desk, options: ClientOptions): Client {
	const line = new DirectLine({ domain: desk.domain, pollingInterval: 200, timeout: 300, ...options, random: () => -0.2484 })
	const activities: Activity[] = []
	const texts = () => activities.flatMap((it) => (it.type === 'message' && it.from.id === 'loopdesk' ? [it.text ?? ''] : []))
	const subscription = line.activity$.subscribe(
		(activity) => void activities.push(activity),
		() => undefined,
	)
	const client = {
		line,
		activities,
		texts,
		say: (text: string, more: object = {}) => postThrough(line, { type: 'message', text, from: { id: 'me' }, ...more }),
		hears: (text: string) => until(() => texts().includes(text)),
		kept: () => {
			const { token, conversationId, watermark } = line as unknown as ReturnType<Client['kept']>
			return { token, conversationId, watermark }
		},
		end: () => {
			subscription.unsubscribe()
			line.end()
		},
	}
	clients.push(client)
	return client
}

export function isOnline(client: Client): boolean {
	return client.line.connectionStatus$.getValue() === ConnectionStatus.Online
}

export function postThrough(line: DirectLine, activity: Activity): Promise<string> {
	return new Promise((resolve, reject) => line.postActivity(activity).subscribe(resolve, reject))
}

/** Waits for a condition, five seconds at most. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	await vi.waitFor(
		async () => {
			if (!(await condition())) throw new Error('it did not happen in time')
		},
		{ timeout: 15_000, interval: 10 },
	)
}

/** A token for this user, as the website's server gets it. */
export async function tokenFor(desk: Desk, userId = 'anna', locale?: string): Promise<string> {
	return (await desk.tokens.issue({ userId, locale })).token
}
