import type { Conversation, StoredActivity, StoredFile, TranscriptStore } from '../../direct-line/ports.ts'
import { AppError } from '../../errors.ts'
import type { Database } from './database.ts'
import { documentOf } from './documents.ts'
import type { Presence } from './presence.ts'

export interface TranscriptsDeps {
	readonly database: Database
	readonly presence: Presence
}

interface FoundChat {
	readonly id: string
	readonly user_id: string
	readonly locale: string | null
	readonly created_at: number
}

const CREATE = {
	name: 'create-chat',
	text: `INSERT INTO chats (id, user_id, locale, created_at) SELECT $1, $2, $3, $4::bigint
		WHERE NOT EXISTS (SELECT FROM erased_chats WHERE id = $1) ON CONFLICT DO NOTHING`,
}
const CHAT = { name: 'chat', text: 'SELECT id, user_id, locale, created_at FROM chats WHERE id = $1' }
const OF_USER = {
	name: 'chats-of-user',
	text: `SELECT id, user_id, locale, created_at FROM chats WHERE user_id = $1 ORDER BY created_at DESC, length(id) DESC, id DESC`,
}
const APPEND = { name: 'append-activity', text: 'SELECT place, holder FROM add_activity($1, $2, $3, $4, $5)' }
/** Both in one statement, so that the number and the activities are of the same moment. */
const SINCE = {
	name: 'activities-since',
	text: `SELECT length, document FROM chats LEFT JOIN activities ON chat = chats.id AND number > $2 WHERE chats.id = $1
		ORDER BY number`,
}
/** All that waits in a conversation is in the same hand: whoever appends sees to it. */
const WAITING = {
	name: 'waiting-activities',
	text: 'SELECT document FROM activities WHERE chat = $1 AND waits AND carrier = $2 ORDER BY number',
}
const MARK_HANDLED = {
	name: 'mark-activity-handled',
	text: 'UPDATE activities SET waits = false WHERE chat = $1 AND id = $2 AND waits',
}
const UNHANDLED = { name: 'take-over-turns', text: 'SELECT in_chat AS chat, said AS document FROM take_over_turns($1)' }
const HAND_OVER = { name: 'hand-turns-over', text: 'UPDATE activities SET carrier = NULL WHERE waits AND carrier = $1' }
const SAVE_FILE = {
	name: 'save-file',
	text: `INSERT INTO files (id, chat, name, content_type, bytes) SELECT $1, $2, $3, $4, $5::bytea
		WHERE NOT EXISTS (SELECT FROM erased_chats WHERE id = $2) ON CONFLICT DO NOTHING`,
}
const FILE = {
	name: 'file',
	text: 'SELECT id, chat AS "conversationId", name, content_type AS "contentType", bytes FROM files WHERE id = $1',
}

export function createTranscripts({ database, presence }: TranscriptsDeps): TranscriptStore {
	const chatsBy = async (...[statement, values]: Parameters<Database['query']>) =>
		(await database.query<FoundChat>(statement, values)).map(conversationOf)

	async function append(conversationId: string, activity: StoredActivity): Promise<number> {
		const values = [conversationId, activity.id, activity.from?.role === 'user', presence.id, documentOf(activity)]
		const [row] = await database.query<{ place: number; holder: string | null }>(APPEND, values, `chat ${conversationId}`)
		if (row === undefined || row.place === 0) throw new AppError('not-found', 'no such conversation')
		presence.tell({ kind: 'chat', conversation: conversationId })
		const { place, holder } = row
		if (holder !== null && holder !== presence.id) presence.tell({ kind: 'turn', conversation: conversationId, to: holder })
		return place
	}

	async function since(conversationId: string, watermark: number): ReturnType<TranscriptStore['since']> {
		const from = Math.min(Math.max(0, watermark), 2_000_000_000)
		const rows = await database.query<{ length: number; document: StoredActivity | null }>(SINCE, [conversationId, from])
		return {
			activities: rows.map(({ document }) => document).filter((document) => document !== null),
			watermark: rows[0]?.length ?? 0,
		}
	}

	return {
		async createConversation({ id, userId, locale, createdAt }) {
			await database.query(CREATE, [id, userId, locale, createdAt.getTime()])
		},
		conversation: async (id) => (await chatsBy(CHAT, [id]))[0],
		conversationsOfUser: (userId) => chatsBy(OF_USER, [userId]),
		append,
		since,
		markHandled: async (...ids) => void (await database.query(MARK_HANDLED, ids)),
		async waiting(conversationId) {
			const rows = await database.query<{ document: StoredActivity }>(WAITING, [conversationId, presence.id])
			return rows.map(({ document }) => document)
		},
		async unhandled() {
			const rows = await database.query<{ chat: string; document: StoredActivity }>(UNHANDLED, [presence.id])
			return rows.map(({ chat, document }) => ({ conversationId: chat, activity: document }))
		},
		async handOver() {
			await database.query(HAND_OVER, [presence.id])
			presence.tell({ kind: 'orphans' })
		},
		async saveFile({ id, conversationId, name, contentType, bytes }) {
			await database.query(SAVE_FILE, [id, conversationId, name, contentType, Buffer.from(bytes)])
		},
		file: async (id) => (await database.query<StoredFile>(FILE, [id]))[0],
	}
}

function conversationOf({ id, user_id: userId, locale, created_at: createdAt }: FoundChat): Conversation {
	return { id, userId, locale: locale ?? undefined, createdAt: new Date(createdAt) }
}
