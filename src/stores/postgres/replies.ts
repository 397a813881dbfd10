import type { KeptReply, ReplyBook } from '../../bot/reply-book.ts'
import type { Database } from './database.ts'
import type { Presence } from './presence.ts'

export interface RepliesDeps {
	readonly database: Database
	readonly presence: Presence
	readonly newId: () => string
}

/** With the mark of the turn in one statement; a turn without a key has none. */
const KEEP = {
	name: 'keep-replies',
	text: `WITH freed AS (DELETE FROM turn_claims WHERE key = $3), marked AS (
			INSERT INTO turns AS known (key, at) SELECT $3, $4::bigint WHERE $3::text IS NOT NULL
			ON CONFLICT (key) DO UPDATE SET at = greatest(known.at, excluded.at)
		)
		INSERT INTO replies (id, carrier, begun, document)
		SELECT id, $2, begun, document::json
		FROM unnest($1::text[], $5::boolean[], $6::text[]) WITH ORDINALITY AS given (id, begun, document, number) ORDER BY number
		ON CONFLICT DO NOTHING`,
}
const NOTE = { name: 'note-reply-try', text: 'UPDATE replies SET begun = $3 WHERE id = $1 AND carrier = $2 RETURNING 1' }
const DROP = { name: 'drop-reply', text: 'DELETE FROM replies WHERE id = $1 AND carrier = $2' }
/** Of two that take over at the same moment the second waits, and finds that the first lives: so one gets all, in their order. */
const TAKE = {
	name: 'take-replies',
	text: `WITH free AS (
			SELECT id FROM replies WHERE carrier NOT IN (SELECT processes.id FROM processes) ORDER BY id FOR NO KEY UPDATE
		), taken AS (
			UPDATE replies SET carrier = $1, taken_by = $2 FROM free
			WHERE replies.id = free.id AND carrier NOT IN (SELECT processes.id FROM processes)
			RETURNING replies.id, place, begun, document
		)
		SELECT place, begun, document FROM taken
		UNION ALL SELECT place, begun, document FROM replies WHERE taken_by = $2
		ORDER BY place`,
}

export interface FoundReply {
	/** The newest, whatever the document says. */
	readonly begun: boolean
	readonly document: KeptReply
}

export function createReplies({ database, presence, newId }: RepliesDeps): ReplyBook {
	return {
		async keepReplies(replies, handled) {
			const columns = [replies.map(({ begun }) => begun), replies.map((reply) => JSON.stringify(reply))]
			const turn = [handled?.key ?? null, handled?.at ?? null]
			await database.query(KEEP, [replies.map(({ id }) => id), presence.id, ...turn, ...columns])
		},
		noteTry: async (id, begun) => (await database.query(NOTE, [id, presence.id, begun], `reply ${id}`)).length > 0,
		dropReply: async (id) => void (await database.query(DROP, [id, presence.id], `reply ${id}`)),
		async takeReplies() {
			const found = await database.query<FoundReply>(TAKE, [presence.id, newId()])
			return found.map(({ begun, document }) => ({ ...document, begun }))
		},
	}
}
