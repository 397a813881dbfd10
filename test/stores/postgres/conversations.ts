import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { TurnContext } from 'botbuilder'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDirectLineAdapter } from '../../../src/direct-line/adapter.ts'
import { hearChatNews } from '../../../src/direct-line/hear-news.ts'
import { createLiveSockets } from '../../../src/direct-line/live-sockets.ts'
import type { ChatNews, StoredActivity } from '../../../src/direct-line/ports.ts'
import { receive } from '../../../src/direct-line/receive.ts'
import { createTokens } from '../../../src/direct-line/tokens.ts'
import { createTurns } from '../../../src/direct-line/turns.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { until } from './until.ts'

const clock = () => new Date()
const newId = () => randomUUID()
const logger = pino({ level: 'silent' })
const said = (text: string): StoredActivity => ({
	id: text,
	type: 'message',
	text,
	from: { id: 'anna', role: 'user' },
	recipient: { id: 'loopdesk' },
	conversation: { id: 'c' },
})

type Logic = (context: TurnContext) => Promise<void>

/** The chats of one process. */
async function openChats(place: PostgresPlace, logic: Logic) {
	const store = await place.open()
	const { transcripts, others } = store
	const tokens = createTokens({ key: new Uint8Array(32), clock, newId })
	const live = createLiveSockets({ transcripts, others, tokens, clock, newId, logger })
	const onTurnError = async () => undefined
	const adapter = createDirectLineAdapter({ transcripts, clock, newId, live, logger, onTurnError, confirmMs: 10_000 })
	const turns = createTurns({ adapter, transcripts, logic, logger })
	const heard: ChatNews[] = []
	store.onNews((news) => {
		if ('conversation' in news) {
			heard.push(news)
			hearChatNews({ live, turns }, news)
		} else void turns.resumeUnhandled()
	})
	const post = (text: string) => receive({ transcripts, live, turns }, 'c', said(text))
	const stop = async () => {
		await turns.stop()
		await live.close()
		await store.close()
	}
	return { store, live, adapter, turns, post, heard, stop }
}

type Chats = Awaited<ReturnType<typeof openChats>>

/** How several processes serve one conversation. */
export function describeConversations(server: () => string): void {
	describe('a conversation that several processes serve', () => {
		let place: PostgresPlace
		let one: Chats
		let other: Chats
		const turns: string[] = []
		/** Holds the turns until it is opened. */
		let gate: Promise<void> = Promise.resolve()
		const logicOf = (process: string): Logic => {
			return async ({ activity }) => {
				turns.push(`${activity.text} begins`)
				await gate
				await pause(process === 'one' ? 6 : 1)
				turns.push(`${activity.text} ends`)
			}
		}
		beforeEach(async () => {
			turns.length = 0
			gate = Promise.resolve()
			place = await postgresPlace(server())
			one = await openChats(place, logicOf('one'))
			other = await openChats(place, logicOf('other'))
			await one.store.transcripts.createConversation({ id: 'c', userId: 'anna', locale: undefined, createdAt: clock() })
		})
		afterEach(async () => {
			await Promise.all([one.stop(), other.stop()])
			await place.remove()
		})

		const transcript = async () => (await one.store.transcripts.since('c', 0)).activities.map(({ id }) => id)

		it('is answered one message after the other, in the order of the transcript, whoever got them', async () => {
			const texts = Array.from({ length: 20 }, (_, index) => `m${index}`)
			await Promise.all(texts.map((text, index) => (index % 2 === 0 ? one : other).post(text)))
			await until(() => turns.length === 40)
			expect(turns).toEqual((await transcript()).flatMap((text) => [`${text} begins`, `${text} ends`]))
		})

		it('goes to the other process once nothing waits for the first any more', async () => {
			await one.post('first')
			await until(() => turns.length === 2)
			await one.turns.settled()
			await other.post('second')
			await other.turns.settled()
			expect(turns).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
			expect(other.heard.filter(({ kind }) => kind === 'turn')).toEqual([])
		})

		it('is handed over whole by a process that ends: what it has not begun waits for the next one', async () => {
			let open = () => {}
			gate = new Promise((resolve) => (open = resolve))
			for (const text of ['m1', 'm2']) await one.post(text)
			await other.post('m3')
			await until(() => turns.length === 1)
			const stopped = one.turns.stop()
			open()
			await stopped
			// Before it has ended: a mail server that hangs may keep it for minutes.
			await until(() => turns.length === 6)
			expect(turns).toEqual(['m1', 'm2', 'm3'].flatMap((text) => [`${text} begins`, `${text} ends`]))
		})

		it('is taken over from a process that has gone by whoever hears the customer next, what it left first', async () => {
			const killed = await openChats(place, () => new Promise(() => undefined))
			await killed.post('left behind')
			await killed.store.close()
			await other.post('after')
			await until(() => turns.length === 4)
			expect(turns).toEqual(['left behind begins', 'left behind ends', 'after begins', 'after ends'])
			// Either may have heard of it first.
			await Promise.all([one.turns.settled(), other.turns.settled()])
			expect(await one.store.transcripts.waiting('c')).toEqual([])
		})

		it('shows typing to clients of the other process, and words that come at once instead of it', async () => {
			const at = Date.now()
			one.store.others?.tellTyping('c', at)
			await until(() => other.heard.length > 0)
			expect(other.heard).toEqual([{ kind: 'typing', conversation: 'c', at }])
			one.store.others?.tellTyping('c', at)
			await one.store.transcripts.append('c', { id: 'words', type: 'message' })
			await until(() => other.heard.some(({ kind }) => kind === 'chat'))
			expect((await other.store.transcripts.since('c', 0)).watermark).toBe(1)
		})

		it('counts as seen when a client of the other process has it, and nobody is waited for where nobody listens', async () => {
			expect(await one.adapter.post('c', { id: 'n1', text: 'news' })).toEqual({ id: 'n1', seen: false })
			await other.store.others?.announceStream('c', true)
			const told = one.adapter.post('c', { id: 'n2', text: 'more' })
			await until(() => other.heard.filter(({ kind }) => kind === 'chat').length === 2)
			other.adapter.onSeen(async (_conversation, ids) => void turns.push(...ids))
			await other.live.acknowledge('c', 2)
			expect(await told).toEqual({ id: 'n2', seen: true })
			expect(turns).toEqual(['n1', 'n2'])
			await other.store.others?.announceStream('c', false)
			expect(await one.store.others?.isStreamed('c')).toBe(false)
		})

		it('is streamed by nobody whose process has gone', async () => {
			const gone = await place.open()
			await gone.others?.announceStream('c', true)
			expect(await one.store.others?.isStreamed('c')).toBe(true)
			await gone.close()
			expect(await one.store.others?.isStreamed('c')).toBe(false)
			expect(await place.ask('SELECT FROM chat_streams')).toEqual([])
		})
	})
}
