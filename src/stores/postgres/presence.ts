import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Client } from 'pg'
import type { News } from '../store.ts'
import { connectionSettings } from './connection.ts'
import { createMessages, type Message, readMessage } from './messages.ts'

/** This process among the others: they know that it lives, and it hears what they do. */
export interface Presence {
	/** Names this process in what it takes in hand; changes with every start. */
	readonly id: string
	/** Tells the other processes, soon; what cannot be told while the database is away is made up for when it is back. */
	tell(message: Message): void
	onNews(listener: (news: News) => void): void
	/** Says goodbye: what this process had in hand is free at once. */
	close(): Promise<void>
}

export interface PresenceOptions {
	readonly url: string
	readonly id: string
	readonly logger: Logger
	/** After so long without a sign of life a process counts as gone. */
	readonly leaseMs: number
}

/** Signs of life in a lease. With 6 s, the work of a killed process is free after 6 to 8 s. */
const BEATS_PER_LEASE = 3
const LONGEST_PAUSE_MS = 2000

const BEAT = {
	name: 'presence-beat',
	text: `INSERT INTO processes (id, seen_at) VALUES ($1, clock_timestamp())
		ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at RETURNING xmax = 0 AS is_new`,
}
/** Held as long as the connection: the system of a killed process closes it at once, that of a busy one keeps it open. */
export const LIVES = (id: string) => `hashtextextended(current_schema() || '.process ' || ${id}, 0)`
const HOLD = { name: 'presence-hold', text: `SELECT pg_advisory_lock_shared(${LIVES('$1')})` }
/** So that the server notices within seconds when a whole machine has gone. */
const NOTICE_SILENCE = 'SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 2'
/** One that gives no sign is only busy while its connection is held, but not for ever. */
const REAP = {
	name: 'presence-reap',
	text: `DELETE FROM processes WHERE id IN (
			SELECT id FROM processes WHERE seen_at < clock_timestamp() - $1 * interval '1 millisecond' AND (
				seen_at < clock_timestamp() - 8 * $1 * interval '1 millisecond'
				OR pg_try_advisory_xact_lock(${LIVES('id::text')})
			) FOR UPDATE SKIP LOCKED
		) RETURNING id`,
}
const CLEAR = {
	name: 'presence-clear',
	text: 'DELETE FROM chat_streams WHERE NOT EXISTS (SELECT FROM processes WHERE processes.id = process)',
}
const LEAVE = {
	name: 'presence-leave',
	text: 'WITH streams AS (DELETE FROM chat_streams WHERE process = $1) DELETE FROM processes WHERE id = $1',
}

/** Resolves once this process is known to the others. Later losses of the connection heal by themselves. */
export async function createPresence({ url, id, logger, leaseMs }: PresenceOptions): Promise<Presence> {
	const listeners = new Set<(news: News) => void>()
	const messages = createMessages(id)
	let client = await connect()
	/** After a break everybody needs a moment to be seen again: nobody is taken for dead before. */
	let reapsFrom = performance.now() + leaseMs
	let isClosed = false
	const isOpen = () => !isClosed
	let beating: Promise<void> | undefined

	async function connect(): Promise<Client> {
		const fresh = new Client(connectionSettings(url))
		fresh.on('error', (error) => logger.warn({ err: error }, 'the connection for news was lost'))
		fresh.on('notification', ({ payload = '' }) => emit(...readMessage(payload, id)))
		try {
			await fresh.connect()
			await fresh.query(NOTICE_SILENCE)
			await fresh.query(HOLD.text, [id])
			await fresh.query(BEAT.text, [id])
			const { rows } = await fresh.query<{ channel: string }>(`SELECT quote_ident('loopdesk ' || current_schema()) AS channel`)
			await fresh.query(`LISTEN ${rows[0]?.channel ?? ''}`)
		} catch (error) {
			await fresh.end().catch(() => undefined)
			throw error
		}
		fresh.once('end', () => {
			if (!isClosed) void reconnect()
		})
		messages.sendOver((payload) => fresh.query(messages.statement(payload)))
		return fresh
	}

	async function reconnect(): Promise<void> {
		messages.sendOver(undefined)
		for (let tries = 1; isOpen(); tries += 1) {
			try {
				client = await connect()
				if (!isOpen()) break
				reapsFrom = performance.now() + leaseMs
				messages.tell({ kind: 'everything' })
				emit({ kind: 'everything' })
				return
			} catch {
				await pause(Math.min(tries * 100, LONGEST_PAUSE_MS))
			}
		}
		await client.end().catch(() => undefined)
	}

	function emit(...news: News[]): void {
		for (const each of news) for (const listener of listeners) listener(each)
	}

	async function beat(): Promise<void> {
		try {
			const { rows } = await client.query<{ is_new: boolean }>({ ...BEAT, values: [id] })
			// Others took this process for gone and took its work over: it looks at everything as after a break.
			if (rows[0]?.is_new) emit({ kind: 'everything' })
			if (performance.now() < reapsFrom) return
			const { rowCount } = await client.query({ ...REAP, values: [leaseMs] })
			if (!rowCount) return
			logger.warn({ count: rowCount }, 'a process of the desk has gone: its work is taken over')
			await client.query(CLEAR)
			messages.tell({ kind: 'orphans' })
			emit({ kind: 'orphans' })
		} catch (error) {
			logger.warn({ err: error }, 'no sign of life could be given')
			// A connection that hangs would keep this process away from the others for good.
			void client.end().catch(() => undefined)
		}
	}

	const timer = setInterval(() => {
		beating ??= beat().finally(() => (beating = undefined))
	}, leaseMs / BEATS_PER_LEASE)
	timer.unref()

	return {
		id,
		tell: messages.tell,
		onNews: (listener) => void listeners.add(listener),
		async close() {
			isClosed = true
			clearInterval(timer)
			await beating
			messages.tell({ kind: 'orphans' })
			await client.query({ ...LEAVE, values: [id] }).catch(() => undefined)
			await messages.settled()
			await client.end().catch(() => undefined)
		},
	}
}
