import type { OtherProcesses } from '../../direct-line/ports.ts'
import type { Database } from './database.ts'
import type { Presence } from './presence.ts'

const OPEN = { name: 'open-stream', text: 'INSERT INTO chat_streams (chat, process) VALUES ($1, $2) ON CONFLICT DO NOTHING' }
const CLOSE = { name: 'close-stream', text: 'DELETE FROM chat_streams WHERE chat = $1 AND process = $2' }
const STREAMED = {
	name: 'is-streamed',
	text: 'SELECT FROM chat_streams JOIN processes ON id = process WHERE chat = $1 AND process <> $2 LIMIT 1',
}

export function createOtherProcesses({ database, presence }: { database: Database; presence: Presence }): OtherProcesses {
	return {
		async announceStream(chat, isOpen) {
			await database.query(isOpen ? OPEN : CLOSE, [chat, presence.id], `stream ${chat}`)
		},
		isStreamed: async (chat) => (await database.query(STREAMED, [chat, presence.id])).length > 0,
		tellTyping: (conversation, at) => presence.tell({ kind: 'typing', conversation, at }),
		tellSeen: (conversation, sequence) => presence.tell({ kind: 'seen', conversation, sequence }),
	}
}
