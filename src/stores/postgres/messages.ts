import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { News } from '../store.ts'

/** What one process tells the others; only `to` hears of a turn. */
export type Message = News & { readonly to?: string }

/** Gathers what is to be told, so that a busy process sends little. */
export interface Messages {
	tell(message: Message): void
	/** Over which connection to send from now on; `undefined` while there is none. */
	sendOver(send: ((payload: string) => Promise<unknown>) | undefined): void
	/** The statement that sends a payload. */
	statement(payload: string): { name: string; text: string; values: string[] }
	/** Resolves when nothing is on its way. */
	settled(): Promise<void>
}

/** PostgreSQL carries payloads below 8,000 bytes. */
const MOST_BYTES = 7000
/** After a word, what is to be told next is gathered for so long: each word is a write to the disk for the server. */
const GATHER_MS = 10
/** A number with its comma. */
const NUMBER_BYTES = 16

const chatAndNumber = z.array(z.tuple([z.string(), z.number()])).default([])
const payloadSchema = z.object({
	from: z.string(),
	kinds: z.array(z.enum(['work', 'orphans', 'everything'])),
	chats: z.array(z.string()),
	// Processes of an earlier version, which end one by one in a rolling restart, send none of these.
	turns: z.array(z.tuple([z.string(), z.string()])).default([]),
	typing: chatAndNumber,
	seen: chatAndNumber,
})
type Payload = z.infer<typeof payloadSchema>

/**
 * Not sent within the commits: PostgreSQL would make commits that notify wait for each other's disk writes. What is lost with a
 * process that dies in between is made up for when the others find out that it has gone.
 */
export function createMessages(from: string): Messages {
	/** By what makes two the same news: the newest word counts. */
	const waiting = new Map<string, Message>()
	let send: ((payload: string) => Promise<unknown>) | undefined
	let sending: Promise<void> | undefined

	function tell(message: Message): void {
		// Whoever has spoken types no more.
		if (message.kind === 'chat') waiting.delete(keyOf({ ...message, kind: 'typing', at: 0 }))
		waiting.set(keyOf(message), message)
		sending ??= sendAll().finally(() => (sending = undefined))
	}

	async function sendAll(): Promise<void> {
		// What is told in the same moment goes together.
		await Promise.resolve()
		while (waiting.size > 0) {
			const payload = take()
			try {
				await send?.(payload)
				await pause(GATHER_MS)
			} catch {
				// The connection is gone; whoever makes it again tells everybody to look at everything.
				return
			}
		}
	}

	function take(): string {
		const taken: Payload = { from, kinds: [], chats: [], turns: [], typing: [], seen: [] }
		let bytes = 0
		for (const [key, message] of waiting) {
			const more = Buffer.byteLength(key) + NUMBER_BYTES
			if (bytes + more > MOST_BYTES && bytes > 0) break
			waiting.delete(key)
			bytes += more
			put(taken, more > MOST_BYTES ? { kind: 'everything' } : message)
		}
		return JSON.stringify(taken)
	}

	return {
		tell,
		sendOver: (by) => {
			send = by
		},
		statement: (payload) => ({
			name: 'news',
			text: `SELECT pg_notify('loopdesk ' || current_schema(), $1)`,
			values: [payload],
		}),
		async settled() {
			await sending
		},
	}
}

function keyOf(message: Message): string {
	return JSON.stringify([message.kind, 'conversation' in message ? message.conversation : '', message.to ?? ''])
}

function put({ kinds, chats, turns, typing, seen }: Payload, message: Message): void {
	switch (message.kind) {
		case 'chat':
			return void chats.push(message.conversation)
		case 'turn':
			return void turns.push([message.to ?? '', message.conversation])
		case 'typing':
			return void typing.push([message.conversation, message.at])
		case 'seen':
			return void seen.push([message.conversation, message.sequence])
		default:
			return void kinds.push(message.kind)
	}
}

/** What others tell; what this process told itself, and what is no message of ours, is no news. */
export function readMessage(payload: string, own: string): News[] {
	const parsed = payloadSchema.safeParse(parse(payload))
	if (!parsed.success || parsed.data.from === own) return []
	const { kinds, chats, turns, typing, seen } = parsed.data
	return [
		...kinds.map((kind) => ({ kind })),
		...chats.map((conversation) => ({ kind: 'chat' as const, conversation })),
		...turns.filter(([to]) => to === own).map(([, conversation]) => ({ kind: 'turn' as const, conversation })),
		...typing.map(([conversation, at]) => ({ kind: 'typing' as const, conversation, at })),
		...seen.map(([conversation, sequence]) => ({ kind: 'seen' as const, conversation, sequence })),
	]
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}
