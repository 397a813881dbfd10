import type { Client, QueryResultRow } from 'pg'
import type { ErasureStanding } from '../../tickets/erasure.ts'
import { canonicalErasure, canonicalNotice, canonicalQuestion, ERASED_COUNTS } from '../move/canonical.ts'
import { type CollectionName, COLLECTIONS, type Entries, type Entry } from '../move/entry.ts'
import { COLUMNS as NOTICE_COLUMNS, type FoundNotice, noticeOf } from './notices.ts'
import type { FoundReply } from './replies.ts'

/** Where a collection lies. */
interface Reading {
	/** Its rows in the order of the collection; the order of keys is that of their bytes. */
	readonly text: string
	/** The key and the value of a row. */
	readonly entry: (row: never) => readonly [key: string, value: unknown]
	/** Rows at once, where they are large. */
	readonly atOnce?: number
}

const AT_ONCE = 500
const HIGHEST = `SELECT greatest(
		(SELECT last_value FROM ticket_numbers),
		(SELECT max(substring(number FROM '^BD-([0-9]{1,15})$')::bigint) FROM tickets)
	) AS value`

/** Whatever stands in two columns, key and document. */
const document = (row: { key: string; document: unknown }) => [row.key, row.document] as const
const value = (row: { key: string; value: unknown }) => [row.key, row.value] as const

const READINGS: { readonly [Name in CollectionName]: Reading } = {
	keys: { text: 'SELECT name, bytes FROM keys ORDER BY name', entry: keyEntry },
	numbers: { text: `SELECT 'ticket' AS key, value FROM (${HIGHEST}) AS highest`, entry: value },
	people: { text: 'SELECT user_id AS key, document FROM people ORDER BY place', entry: document },
	references: { text: 'SELECT key, document FROM conversation_references ORDER BY key', entry: document },
	tickets: { text: 'SELECT number, next_due_at AS due, document FROM tickets ORDER BY number', entry: ticketEntry },
	events: { text: 'SELECT ticket AS key, document FROM events ORDER BY ticket, sequence', entry: document },
	notices: {
		text: `SELECT ${NOTICE_COLUMNS} FROM notices ORDER BY place`,
		entry: (row: FoundNotice) => [row.id, canonicalNotice(noticeOf(row))],
	},
	causes: { text: 'SELECT cause, ticket, at FROM causes ORDER BY at, cause', entry: causeEntry },
	mails: { text: 'SELECT id AS key, document FROM mails ORDER BY at, id', entry: document },
	states: { text: 'SELECT conversation AS key, document FROM conversation_states ORDER BY conversation', entry: document },
	questions: { text: 'SELECT id, came, document FROM questions ORDER BY at, id', entry: questionEntry },
	turns: { text: 'SELECT key, at AS value FROM turns ORDER BY at, key', entry: value },
	replies: { text: 'SELECT begun, document FROM replies ORDER BY place', entry: replyEntry },
	// An erased chat leaves its id behind, with an empty user id.
	chats: {
		text: `SELECT id, user_id, locale, created_at FROM chats UNION ALL SELECT id, '', NULL, NULL FROM erased_chats ORDER BY id`,
		entry: chatEntry,
	},
	activities: { text: 'SELECT chat, waits, document FROM activities ORDER BY chat, number', entry: activityEntry },
	erasures: {
		text: `SELECT cause, at, done, ${ERASED_COUNTS.join(', ')} FROM erasures ORDER BY cause`,
		entry: ({ cause, ...standing }: { cause: string } & ErasureStanding) => [cause, canonicalErasure(standing)],
	},
	files: { text: 'SELECT id, chat, name, content_type, bytes FROM files ORDER BY id', entry: fileEntry, atOnce: 1 },
}

/** Everything that the database keeps at one moment, as `EntrySource` says. Uses the connection until it is done. */
export async function* entriesOf(client: Client): AsyncGenerator<Entries> {
	await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
	try {
		for (const collection of COLLECTIONS) {
			const { text, entry, atOnce } = READINGS[collection]
			for await (const rows of rowsOf(client, text, atOnce)) {
				yield rows.map((row) => {
					const [key, found] = entry(row as never)
					return { collection, key, value: found } as Entry
				})
			}
		}
	} finally {
		await client.query('ROLLBACK')
	}
}

/** Some rows after the other, within a transaction. */
export async function* rowsOf<Row extends QueryResultRow>(client: Client, text: string, atOnce = AT_ONCE): AsyncGenerator<Row[]> {
	await client.query(`DECLARE page CURSOR FOR ${text}`)
	for (;;) {
		const { rows } = await client.query<Row>(`FETCH ${atOnce} FROM page`)
		if (rows.length > 0) yield rows
		if (rows.length < atOnce) break
	}
	await client.query('CLOSE page')
}

function keyEntry({ name, bytes }: { name: string; bytes: Buffer }): readonly [string, string] {
	return [name, bytes.toString('base64')]
}

function ticketEntry(row: { number: string; due: number | null; document: unknown }): readonly [string, unknown] {
	return [row.number, { ticket: row.document, ...(row.due !== null && { nextDueAt: row.due }) }]
}

function causeEntry({ cause, ticket, at }: { cause: string; ticket: string | null; at: number }): readonly [string, unknown] {
	return [cause, { ...(ticket !== null && { ticket }), at }]
}

function questionEntry(row: { id: string; came: object; document: object }): readonly [string, unknown] {
	return [row.id, canonicalQuestion({ ...row.document, came: row.came } as Parameters<typeof canonicalQuestion>[0])]
}

function replyEntry({ begun, document: reply }: FoundReply): readonly [string, unknown] {
	return [reply.id, { ...reply, begun }]
}

interface ChatRow {
	readonly id: string
	readonly user_id: string
	readonly locale: string | null
	readonly created_at: number | null
}

function chatEntry({ id, user_id: userId, locale, created_at: at }: ChatRow): readonly [string, unknown] {
	return [id, { userId, ...(locale !== null && { locale }), createdAt: at === null ? '' : new Date(at).toISOString() }]
}

interface ActivityRow {
	readonly chat: string
	readonly waits: boolean
	readonly document: { readonly from?: { readonly role?: string } }
}

function activityEntry({ chat, waits, document: activity }: ActivityRow): readonly [string, unknown] {
	return [chat, { activity, ...(activity.from?.role === 'user' && !waits && { handled: true }) }]
}

interface FileRow {
	readonly id: string
	readonly chat: string
	readonly name: string
	readonly content_type: string
	readonly bytes: Buffer
}

function fileEntry({ id, chat, name, content_type: contentType, bytes }: FileRow): readonly [string, unknown] {
	return [id, { conversationId: chat, name, contentType, bytes: bytes.toString('base64') }]
}
