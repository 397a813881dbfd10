import { AppError } from '../../errors.ts'
import type { CollectionName, Collections, Entries, Entry } from '../move/entry.ts'
import { bigintArray, integerArray, jsonArray, textArray } from './arrays.ts'
import { noticeColumns, type Placed, ticketColumns } from './commit-values.ts'
import { ERASED_COUNTS } from '../move/canonical.ts'
import { wordsOfPerson } from './customers.ts'
import { documentOf, factsOf, storable } from './documents.ts'

/** A statement that adds rows, with its values. */
export interface Insert {
	readonly text: string
	readonly values: unknown[]
}

type Keyed<Name extends CollectionName> = readonly (readonly [key: string, value: Collections[Name]])[]
type Inserts = { readonly [Name in CollectionName]: (entries: Keyed<Name>, places: readonly number[]) => Insert }

/** What no process of the desk has written. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

const INSERTS: Inserts = {
	keys: (entries) => ({
		text: `INSERT INTO keys (name, bytes) SELECT name, decode(bytes, 'base64') FROM unnest($1::text[], $2::text[]) AS new (name, bytes)`,
		values: [keysOf(entries), textArray(entries.map(([, value]) => value))],
	}),
	numbers: (entries) => ({ text: `SELECT setval('ticket_numbers', $1::bigint)`, values: [entries[0]?.[1] ?? 0] }),
	people: (entries) => ({
		text: into('people', ['user_id text', 'words text', 'document json']),
		values: [keysOf(entries), textArray(entries.map(([, person]) => wordsOfPerson(person))), documentsOf(entries)],
	}),
	references: (entries) => keyed('conversation_references', 'key', entries),
	tickets: (entries) => {
		const changes = entries.map(([, { ticket, nextDueAt }]) => ({
			ticket,
			nextDueAt,
			events: [],
			notices: [],
			expectedSequence: 0,
		}))
		const [, numbers, , ...rest] = ticketColumns(placed(changes))
		return { text: into('tickets', TICKET_COLUMNS), values: [numbers, ...rest] }
	},
	events: (entries) => ({
		text: into('events', ['ticket text', 'sequence integer', 'document json']),
		values: [keysOf(entries), integerArray(entries.map(([, { sequence }]) => sequence)), documentsOf(entries)],
	}),
	notices: (entries) => ({
		text: into('notices', NOTICE_COLUMNS),
		values: [
			...noticeColumns(placed(entries.map(([, { begun: _begun, ...notice }]) => notice))).slice(1),
			entries.map(([, { begun }]) => (begun === undefined ? null : factsOf(begun))),
		],
	}),
	causes: (entries) => ({
		text: `INSERT INTO causes (cause, ticket, at, writer) SELECT *, '${NOBODY}' FROM unnest($1::text[], $2::text[], $3::bigint[])`,
		values: [keysOf(entries), textArray(entries.map(([, { ticket }]) => ticket)), bigintArray(entries.map(([, { at }]) => at))],
	}),
	mails: (entries) => ({
		text: into('mails', ['id text', 'at bigint', 'document json']),
		values: [keysOf(entries), bigintArray(entries.map(([, { at }]) => at)), documentsOf(entries)],
	}),
	states: (entries) => keyed('conversation_states', 'conversation', entries),
	questions: (entries) => ({
		text: into('questions', ['id text', 'at bigint', 'came jsonb', 'document json']),
		values: [
			keysOf(entries),
			bigintArray(entries.map(([, { at }]) => at)),
			entries.map(([, { came }]) => factsOf(came)),
			jsonArray(entries.map(([, { came: _came, ...question }]) => documentOf(question))),
		],
	}),
	turns: (entries) => ({
		text: into('turns', ['key text', 'at bigint']),
		values: [keysOf(entries), bigintArray(entries.map(([, at]) => at))],
	}),
	// The process that had them in hand is not there.
	replies: (entries) => ({
		text: `INSERT INTO replies (id, carrier, begun, document)
			SELECT id, '${NOBODY}', begun, document FROM unnest($1::text[], $2::boolean[], $3::json[]) AS new (id, begun, document)`,
		values: [keysOf(entries), entries.map(([, { begun }]) => begun), documentsOf(entries)],
	}),
	// An erased chat leaves its id behind, with an empty user id.
	chats: (entries) => ({
		text: `WITH new AS (
				SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS given (id, user_id, locale, created_at)
			), gone AS (INSERT INTO erased_chats (id) SELECT id FROM new WHERE user_id = '')
			INSERT INTO chats (id, user_id, locale, created_at) SELECT * FROM new WHERE user_id <> ''`,
		values: [
			keysOf(entries),
			textArray(entries.map(([, { userId }]) => userId)),
			textArray(entries.map(([, { locale }]) => locale)),
			bigintArray(entries.map(([, { createdAt }]) => Date.parse(createdAt) || 0)),
		],
	}),
	activities: insertActivities,
	erasures: (entries) => ({
		text: into('erasures', ['cause text', 'at bigint', 'done boolean', ...ERASED_COUNTS.map((name) => `${name} integer`)]),
		values: [
			keysOf(entries),
			bigintArray(entries.map(([, { at }]) => at)),
			entries.map(([, { done }]) => done),
			...ERASED_COUNTS.map((name) => integerArray(entries.map(([, standing]) => standing[name]))),
		],
	}),
	files: (entries) => ({
		text: `INSERT INTO files (id, chat, name, content_type, bytes) VALUES ($1, $2, $3, $4, $5)`,
		values: entries.flatMap(([key, { conversationId, name, contentType, bytes }]) => {
			return [key, conversationId, name, contentType, Buffer.from(bytes, 'base64')]
		}),
	}),
}

const TICKET_COLUMNS = [
	'number text',
	'sequence integer',
	'state text',
	'assignee text',
	'reporter text',
	'customer text',
	'updated_at bigint',
	'next_due_at bigint',
	'upstream_invoice text',
	'upstream_at bigint',
	'words text',
	'document json',
]
const NOTICE_COLUMNS = [
	'id text',
	'ticket text',
	'recipient text',
	'status text',
	'queue text',
	'next_attempt_at bigint',
	'attempts jsonb',
	'read_by jsonb',
	'document json',
	'begun jsonb',
]

/**
 * The statements that add these entries, in order. `placeOf` tells the place of an activity in its chat, counted from 1, and is
 * asked once for each in their order.
 */
export function insertsOf(entries: Entries, placeOf: (chat: string) => number): Insert[] {
	return runsOf(entries).map(([first, ...more]) => {
		const run = [first, ...more].filter((entry) => entry !== undefined)
		const insert = INSERTS[first?.collection ?? 'keys'] as (keyed: unknown, places: readonly number[]) => Insert
		const places = first?.collection === 'activities' ? run.map(({ key }) => placeOf(key)) : []
		return insert(
			run.map(({ key, value }) => [key, value]),
			places,
		)
	})
}

/** Entries of one collection that follow each other; files alone, for they are large. */
function runsOf(entries: Entries): Entry[][] {
	const runs: Entry[][] = []
	for (const entry of entries) {
		const last = runs.at(-1)
		if (last?.[0]?.collection === entry.collection && entry.collection !== 'files') last.push(entry)
		else runs.push([entry])
	}
	return runs
}

function insertActivities(entries: Keyed<'activities'>, places: readonly number[]): Insert {
	const lengths = new Map(entries.map(([chat], index) => [chat, places[index] ?? 0]))
	return {
		text: `WITH grown AS (
				UPDATE chats SET length = new.length FROM unnest($6::text[], $7::integer[]) AS new (chat, length) WHERE chats.id = new.chat
			)
			INSERT INTO activities (chat, number, id, waits, document)
			SELECT * FROM unnest($1::text[], $2::integer[], $3::text[], $4::boolean[], $5::json[])`,
		values: [
			keysOf(entries),
			integerArray(places),
			textArray(entries.map(([, { activity }]) => activity.id)),
			entries.map(([, { activity, handled }]) => activity.from?.role === 'user' && handled !== true),
			jsonArray(entries.map(([, { activity }]) => documentOf(activity))),
			textArray([...lengths.keys()]),
			integerArray([...lengths.values()]),
		],
	}
}

function into(table: string, columns: readonly string[]): string {
	const names = columns.map((column) => column.split(' ')[0])
	const arrays = columns.map((column, index) => `$${index + 1}::${column.split(' ')[1]}[]`)
	return `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})`
}

function keyed(table: string, key: string, entries: Keyed<CollectionName>): Insert {
	return { text: into(table, [`${key} text`, 'document json']), values: [keysOf(entries), documentsOf(entries)] }
}

/** Throws `bad-input` for a key that no text of the database can hold. */
function keysOf(entries: Keyed<CollectionName>): Buffer {
	const keys = entries.map(([key]) => key)
	if (keys.some((key) => storable(key) !== key)) {
		throw new AppError(
			'bad-input',
			'an id of this desk has characters that PostgreSQL cannot keep: it can only be moved to lowdb',
		)
	}
	return textArray(keys)
}

function documentsOf(entries: Keyed<CollectionName>): Buffer {
	return jsonArray(entries.map(([, value]) => documentOf(value)))
}

function placed<T>(values: readonly T[]): Placed<T>[] {
	return values.map((value) => ({ place: 1, value }))
}
