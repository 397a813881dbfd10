import type { ConversationBook } from '../../bot/ports.ts'
import type { Engine } from './engine.ts'

export function createConversations({ engine }: { engine: Engine }): ConversationBook {
	return {
		conversationState: async (id) => engine.get('states', id),
		saveConversationState: (id, state) => engine.commit([['states', id, state]]),
	}
}
