import type { Client } from 'pg'
import type { StoredActivity } from '../../direct-line/ports.ts'
import type { RecordedEvent } from '../../tickets/events.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import type { BrokenChat, DeskRecords, KeptTicket } from '../move/check/records.ts'
import { rowsOf } from './entries.ts'
import { misfitsOf } from './misfits.ts'
import { COLUMNS as NOTICE_COLUMNS, type FoundNotice, noticeOf } from './notices.ts'

const NUMBERS = 'SELECT number FROM tickets UNION SELECT ticket FROM events UNION SELECT ticket FROM notices ORDER BY 1'
const TICKETS = 'SELECT number, next_due_at AS due, document FROM tickets WHERE number = ANY ($1::text[])'
const EVENTS = 'SELECT ticket, document FROM events WHERE ticket = ANY ($1::text[]) ORDER BY ticket, sequence'
const NOTICES = `SELECT ${NOTICE_COLUMNS} FROM notices WHERE ticket = ANY ($1::text[]) ORDER BY place`
const BROKEN_CHATS = `SELECT coalesce(id, chat) AS id, CASE WHEN id IS NULL THEN 'unknown' ELSE 'gap' END AS what
	FROM chats FULL JOIN (
		SELECT chat, count(*) AS count, max(number) AS highest, min(number) AS lowest FROM activities GROUP BY chat
	) AS held ON chat = id
	WHERE id IS NULL OR length <> coalesce(count, 0) OR highest <> count OR lowest <> 1
	ORDER BY 1`
const WITH_FILES = `SELECT chat, document FROM activities WHERE strpos(document::text, 'contentUrl') > 0`

/** The database as a check reads it, all of one moment; the connection is its own until it is closed. */
export async function recordsOf(client: Client): Promise<DeskRecords> {
	await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')

	async function keptTickets(numbers: readonly string[]): Promise<KeptTicket[]> {
		const values = [[...numbers]]
		const tickets = await client.query<{ number: string; due: Instant | null; document: Ticket }>(TICKETS, values)
		const events = await client.query<{ ticket: string; document: RecordedEvent }>(EVENTS, values)
		const notices = await client.query<FoundNotice>(NOTICES, values)
		const byNumber = new Map(tickets.rows.map((row) => [row.number, row]))
		const histories = Map.groupBy(events.rows, ({ ticket }) => ticket)
		const told = Map.groupBy(notices.rows.map(noticeOf), ({ ticket }: Notice) => ticket)
		return numbers.map((number) => ({
			number,
			ticket: byNumber.get(number)?.document,
			nextDueAt: byNumber.get(number)?.due ?? undefined,
			history: (histories.get(number) ?? []).map(({ document }) => document),
			notices: told.get(number) ?? [],
		}))
	}

	return {
		async *tickets() {
			for await (const rows of rowsOf<{ number: string }>(client, NUMBERS)) yield keptTickets(rows.map(({ number }) => number))
		},
		async highestNumber() {
			const { rows } = await client.query<{ highest: number }>('SELECT last_value AS highest FROM ticket_numbers')
			return rows[0]?.highest ?? 0
		},
		brokenChats: async () => (await client.query<BrokenChat>(BROKEN_CHATS)).rows,
		async *activities() {
			for await (const rows of rowsOf<{ chat: string; document: StoredActivity }>(client, WITH_FILES)) {
				yield rows.map(({ chat, document }) => [chat, document] as const)
			}
		},
		async files() {
			const { rows } = await client.query<{ id: string }>('SELECT id FROM files')
			return new Map(rows.map(({ id }) => [id, true]))
		},
		misfits: () => misfitsOf(client),
		close: () => client.end(),
	}
}
