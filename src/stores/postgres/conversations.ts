import type { ConversationBook, ConversationState } from '../../bot/ports.ts'
import type { Database } from './database.ts'
import { documentOf } from './documents.ts'

const STATE = { name: 'conversation-state', text: 'SELECT document FROM conversation_states WHERE conversation = $1' }
const SAVE = {
	name: 'save-conversation-state',
	text: `INSERT INTO conversation_states (conversation, document) SELECT $1, $2::json
		WHERE NOT EXISTS (SELECT FROM erased_chats WHERE id = $1)
		ON CONFLICT (conversation) DO UPDATE SET document = excluded.document`,
}

export function createConversations({ database }: { database: Database }): ConversationBook {
	return {
		conversationState: async (id) => (await database.query<{ document: ConversationState }>(STATE, [id]))[0]?.document,
		saveConversationState: async (id, state) => void (await database.query(SAVE, [id, documentOf(state)], `state ${id}`)),
	}
}
