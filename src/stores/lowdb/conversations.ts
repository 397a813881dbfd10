import type { ConversationBook } from '../../bot/ports.ts'
import type { Engine } from './engine.ts'

export function createConversations({ engine }: { engine: Engine }): ConversationBook {
	return {
		conversationState: async (id) => engine.get('states', id),
		async saveConversationState(id, state) {
			// A turn that was under way when its chat was erased.
			if (engine.newest('chats', id)?.userId === '') return
			await engine.commit([['states', id, state]])
		},
	}
}
