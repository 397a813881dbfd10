import type { StoredActivity } from '../../direct-line/ports.ts'
import type { FoundChat } from '../../tickets/erasure.ts'
import { firstWords, LOOKED_THROUGH, saysIt } from '../chat-words.ts'
import type { Database } from './database.ts'
import { limitOf, storable } from './documents.ts'

interface Row {
	readonly id: string
	readonly user_id: string
	readonly created_at: number
}

const NEWEST = 'ORDER BY created_at DESC, length(id) DESC, id DESC'
const NAMED = {
	name: 'chats-named',
	text: `SELECT id, user_id, created_at FROM chats WHERE starts_with(lower(id), $1) ${NEWEST} LIMIT $2`,
}
/** A first sieve: it cannot read the documents, in which people may have typed what no text of the database can hold. */
const SAID = {
	name: 'chats-said',
	text: `SELECT id, user_id, created_at, document
		FROM (SELECT * FROM chats ${NEWEST} LIMIT ${LOOKED_THROUGH}) AS newest
		JOIN LATERAL (
			SELECT document FROM activities WHERE chat = newest.id AND lower(document::text) LIKE $1 ORDER BY number
		) AS said ON true
		${NEWEST} LIMIT $2`,
}
const BEGINNINGS = {
	name: 'chats-beginnings',
	text: 'SELECT chat, document FROM activities WHERE chat = ANY ($1::text[]) AND number <= 50 ORDER BY chat, number',
}

/** Of the sieve's activities this many are read, the newest chats' first. */
const READ = 1000

/** See `ErasureStore.chatsWith`. */
export async function findChats(database: Database, text: string, limit: number): Promise<FoundChat[]> {
	const wanted = storable(text.trim().toLowerCase())
	const named = await database.query<Row>(NAMED, [wanted, limitOf(limit)])
	const said = wanted === '' ? [] : await database.query<Row & { document: StoredActivity }>(SAID, [sieve(wanted), READ])
	const fitting = [...named, ...said.filter(({ document }) => saysIt(document, wanted))]
	const chats = [...new Map(fitting.map((row) => [row.id, row])).values()]
		.toSorted((one, other) => other.created_at - one.created_at)
		.slice(0, limit)
	const ids = chats.map(({ id }) => id)
	const beginnings = await database.query<{ chat: string; document: StoredActivity }>(BEGINNINGS, [ids])
	return chats.map(({ id, user_id: userId, created_at: at }) => {
		const activities = beginnings.filter(({ chat }) => chat === id).map(({ document }) => document)
		return { id, userId, at, words: firstWords(activities) }
	})
}

/** Whatever the database may write or compare in its own way stands for any sign. */
function sieve(wanted: string): string {
	return `%${wanted.replaceAll(/[^a-z0-9 @.-]+/gu, '%')}%`
}
