import { z } from 'zod'
import type { News } from '../store.ts'

/** What one process tells the others. */
export type Message = News

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

const payloadSchema = z.object({
	from: z.string(),
	kinds: z.array(z.enum(['work', 'orphans', 'everything'])),
	chats: z.array(z.string()),
})
type Payload = z.infer<typeof payloadSchema>

/**
 * Not sent within the commits: PostgreSQL would make commits that notify wait for each other's disk writes. What is lost with a
 * process that dies in between is made up for when the others find out that it has gone.
 */
export function createMessages(from: string): Messages {
	const kinds = new Set<Payload['kinds'][number]>()
	const chats = new Set<string>()
	let send: ((payload: string) => Promise<unknown>) | undefined
	let sending: Promise<void> | undefined

	function tell(message: Message): void {
		if (message.kind === 'chat') chats.add(message.conversation)
		else kinds.add(message.kind)
		sending ??= sendAll().finally(() => (sending = undefined))
	}

	async function sendAll(): Promise<void> {
		// What is told in the same moment goes together.
		await Promise.resolve()
		while (kinds.size + chats.size > 0) {
			const payload = take()
			try {
				await send?.(payload)
			} catch {
				// The connection is gone; whoever makes it again tells everybody to look at everything.
				return
			}
		}
	}

	function take(): string {
		const taken: Payload = { from, kinds: [...kinds], chats: [] }
		let bytes = 0
		for (const chat of chats) {
			bytes += Buffer.byteLength(JSON.stringify(chat))
			if (bytes > MOST_BYTES && taken.chats.length > 0) break
			chats.delete(chat)
			if (bytes > MOST_BYTES) taken.kinds.push('everything')
			else taken.chats.push(chat)
		}
		kinds.clear()
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

/** What others tell; what this process told itself, and what is no message of ours, is no news. */
export function readMessage(payload: string, own: string): News[] {
	const parsed = payloadSchema.safeParse(parse(payload))
	if (!parsed.success || parsed.data.from === own) return []
	const { kinds, chats } = parsed.data
	return [...kinds.map((kind) => ({ kind })), ...chats.map((conversation) => ({ kind: 'chat' as const, conversation }))]
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}
