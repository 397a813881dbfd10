import type { Client } from 'pg'
import type { AskedQuestion } from '../../bot/ports.ts'
import type { KeptReply } from '../../bot/reply-book.ts'
import type { KeptMail } from '../../delivery/ports.ts'
import type { StoredActivity } from '../../direct-line/ports.ts'
import type { Reporter } from '../../tickets/actor.ts'
import type { RecordedEvent } from '../../tickets/events.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { Misfit } from '../move/check/records.ts'
import { integerArray, textArray } from './arrays.ts'
import { noticeColumns, type Placed, ticketColumns } from './commit-values.ts'
import { wordsOfPerson } from './customers.ts'
import { rowsOf } from './entries.ts'
import { COLUMNS as NOTICE_COLUMNS, type FoundNotice, noticeOf } from './notices.ts'

/** How one table's columns follow from its documents, by the same functions that write them. */
interface Following {
	readonly table: string
	/** What its rows are known by, with their types. */
	readonly key: readonly string[]
	/** The columns that follow, with their types. */
	readonly columns: readonly string[]
	/** Some of its rows as they are read. */
	readonly text: string
	/** The keys of rows and what their columns should hold, an array for each. */
	readonly values: (rows: readonly never[]) => readonly unknown[]
	/** What a row is about, by what it is known by. */
	readonly about: (key: string) => Pick<Misfit, 'about' | 'what'>
}

const TICKETS: Following = {
	table: 'tickets',
	key: ['number text'],
	columns: [
		'sequence integer',
		'state text',
		'assignee text',
		'reporter text',
		'customer text',
		'updated_at bigint',
		'upstream_invoice text',
		'upstream_at bigint',
		'words text',
	],
	text: 'SELECT number, document FROM tickets',
	values(rows: readonly { number: string; document: Ticket }[]) {
		const changes = placed(rows.map(({ document: ticket }) => ({ ticket, events: [], notices: [], expectedSequence: 0 })))
		const [, , , sequence, state, assignee, reporter, customer, updatedAt, , ...rest] = ticketColumns(changes)
		const keys = textArray(rows.map(({ number }) => number))
		return [keys, sequence, state, assignee, reporter, customer, updatedAt, ...rest.slice(0, -1)]
	},
	about: (key) => ({ about: key, what: 'ticket' }),
}

const EVENTS: Following = {
	table: 'events',
	key: ['ticket text', 'sequence integer'],
	columns: ['ticket text', 'sequence integer'],
	text: 'SELECT ticket, sequence, document FROM events',
	values: (rows: readonly { ticket: string; sequence: number; document: RecordedEvent }[]) => [
		textArray(rows.map(({ ticket }) => ticket)),
		integerArray(rows.map(({ sequence }) => sequence)),
		textArray(rows.map(({ document }) => document.ticket)),
		integerArray(rows.map(({ document }) => document.sequence)),
	],
	about: (key) => ({ about: key, what: 'event' }),
}

const NOTICES: Following = {
	table: 'notices',
	key: ['id text'],
	columns: ['id text', 'ticket text', 'recipient text', 'queue text'],
	text: `SELECT ${NOTICE_COLUMNS} FROM notices`,
	values(rows: readonly FoundNotice[]) {
		const [, id, ticket, recipient, , queue] = noticeColumns(placed(rows.map(noticeOf)))
		return [textArray(rows.map((row) => row.id)), id, ticket, recipient, queue]
	},
	about: (key) => ({ about: key.split('/')[0] ?? '', what: 'notice' }),
}

const PEOPLE: Following = {
	table: 'people',
	key: ['user_id text'],
	columns: ['user_id text', 'words text'],
	text: 'SELECT user_id, document FROM people',
	values: (rows: readonly { user_id: string; document: Reporter }[]) => [
		textArray(rows.map((row) => row.user_id)),
		textArray(rows.map(({ document }) => document.userId)),
		textArray(rows.map(({ document }) => wordsOfPerson(document))),
	],
	about: () => ({ about: 'people', what: 'person' }),
}

const ACTIVITIES: Following = {
	table: 'activities',
	key: ['chat text', 'number integer'],
	columns: ['id text'],
	text: 'SELECT chat, number, document FROM activities',
	values: (rows: readonly { chat: string; number: number; document: StoredActivity }[]) => [
		textArray(rows.map(({ chat }) => chat)),
		integerArray(rows.map(({ number }) => number)),
		textArray(rows.map(({ document }) => document.id)),
	],
	about: (key) => ({ about: `chat ${key}`, what: 'message' }),
}

const REPLIES: Following = {
	table: 'replies',
	key: ['id text'],
	columns: ['id text'],
	text: 'SELECT id, document FROM replies',
	values: (rows: readonly { id: string; document: Pick<KeptReply, 'id'> }[]) => [
		textArray(rows.map(({ id }) => id)),
		textArray(rows.map(({ document }) => document.id)),
	],
	about: () => ({ about: 'replies', what: 'reply' }),
}

const DATED = [dated('mails', 'mail'), dated('questions', 'question')]
const FOLLOWING = [TICKETS, EVENTS, NOTICES, PEOPLE, ...DATED, REPLIES, ACTIVITIES]

/** Rows whose columns say something else than their documents: they are looked for under what is not true of them. */
export async function* misfitsOf(client: Client): AsyncGenerator<Misfit[]> {
	for (const following of FOLLOWING) {
		const statement = differing(following)
		const inOrder = `${following.text} ORDER BY ${following.key.map((column) => nameOf(column)).join(', ')}`
		for await (const rows of rowsOf<Record<string, unknown>>(client, inOrder)) {
			const values = [...following.values(rows as never)]
			const found = await client.query<{ key: string; columns: string }>(statement, values)
			yield found.rows.map(({ key, columns }) => ({ ...following.about(key), columns }))
		}
	}
}

/** Compares in the database, as it would look for the rows. */
function differing({ table, key, columns }: Following): string {
	const arrays = [...key, ...columns].map((column, index) => `$${index + 1}::${typeOf(column)}[]`)
	const names = [...key.map((column) => `key_${nameOf(column)}`), ...columns.map(nameOf)]
	const isKey = key.map((column) => `held.${nameOf(column)} = key_${nameOf(column)}`)
	const wrong = columns.map(nameOf).map((name) => `CASE WHEN held.${name} IS DISTINCT FROM wanted.${name} THEN '${name}' END`)
	return `SELECT key, columns FROM (
			SELECT key_${nameOf(key[0])} AS key, concat_ws(', ', ${wrong.join(', ')}) AS columns
			FROM unnest(${arrays.join(', ')}) AS wanted (${names.join(', ')}) JOIN ${table} AS held ON ${isKey.join(' AND ')}
		) AS compared WHERE columns <> ''`
}

/** Tables whose rows are known by their ids and asked for by their times. */
function dated(table: 'mails' | 'questions', what: Misfit['what']): Following {
	return {
		table,
		key: ['id text'],
		columns: ['id text', 'at bigint'],
		text: `SELECT id, document FROM ${table}`,
		values: (rows: readonly { id: string; document: Pick<KeptMail | AskedQuestion, 'id' | 'at'> }[]) => [
			textArray(rows.map(({ id }) => id)),
			textArray(rows.map(({ document }) => document.id)),
			rows.map(({ document }) => document.at),
		],
		about: () => ({ about: table, what }),
	}
}

function nameOf(column = ''): string {
	return column.split(' ')[0] ?? ''
}

function typeOf(column: string): string {
	return column.split(' ')[1] ?? ''
}

function placed<T>(values: readonly T[]): Placed<T>[] {
	return values.map((value) => ({ place: 1, value }))
}
