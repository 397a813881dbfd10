import type { Conversation, StoredActivity, StoredFile, TranscriptStore } from '../../src/direct-line/ports.ts'

interface Chat extends Conversation {
	readonly activities: StoredActivity[]
	readonly handled: Set<string>
}

/** A transcript store in memory. It gives out copies, and each call takes a turn of the event loop, as a real one would. */
export function createMemoryTranscripts(): TranscriptStore {
	const chats = new Map<string, Chat>()
	const files = new Map<string, StoredFile>()
	const chatOf = (id: string): Chat => {
		const chat = chats.get(id)
		if (!chat) throw new Error(`no conversation ${id}`)
		return chat
	}

	async function append(conversationId: string, activity: StoredActivity): Promise<number> {
		await moment()
		const { activities } = chatOf(conversationId)
		const known = activities.findIndex(({ id }) => id === activity.id)
		return known >= 0 ? known + 1 : activities.push(copy(activity))
	}

	async function unhandled(): ReturnType<TranscriptStore['unhandled']> {
		await moment()
		return [...chats.values()].flatMap(({ id: conversationId, activities, handled }) =>
			activities
				.filter(({ id, from }) => from?.role === 'user' && !handled.has(id))
				.map((activity) => ({ conversationId, activity: copy(activity) })),
		)
	}

	return {
		createConversation: async (conversation) => {
			await moment()
			if (!chats.has(conversation.id)) chats.set(conversation.id, { ...conversation, activities: [], handled: new Set() })
		},
		conversation: async (id) => {
			await moment()
			return chats.get(id)
		},
		conversationsOfUser: async (userId) => [...chats.values()].filter((chat) => chat.userId === userId).reverse(),
		append,
		since: async (conversationId, watermark) => {
			await moment()
			const activities = chats.get(conversationId)?.activities ?? []
			return { activities: activities.slice(watermark).map(copy), watermark: activities.length }
		},
		markHandled: async (conversationId, activityId) => void chatOf(conversationId).handled.add(activityId),
		waiting: async (conversationId) =>
			(await unhandled()).filter((left) => left.conversationId === conversationId).map(({ activity }) => activity),
		unhandled,
		handOver: async () => undefined,
		saveFile: async (file) => void (files.has(file.id) || files.set(file.id, file)),
		file: async (id) => files.get(id),
	}
}

function moment(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve))
}

function copy(activity: StoredActivity): StoredActivity {
	return JSON.parse(JSON.stringify(activity)) as StoredActivity
}
