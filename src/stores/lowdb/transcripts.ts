import type { Conversation, StoredActivity, TranscriptStore } from '../../direct-line/ports.ts'
import { AppError } from '../../errors.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { pairKey, type Values } from './data.ts'
import type { Engine } from './engine.ts'
import type { Files } from './files.ts'
import { frozenCopy } from './freeze.ts'
import { createGroupedKeys } from './grouped-keys.ts'
import { descending } from './sorted-keys.ts'
import { createKeyMap } from './key-map.ts'
import { mapped, take } from './take.ts'
import { createWaitingTurns } from './waiting-turns.ts'

export interface TranscriptsDeps {
	readonly engine: Engine
	readonly files: Files
	readonly clock: () => Instant
}

export function createTranscripts({ engine, files, clock }: TranscriptsDeps): TranscriptStore {
	const byUser = createGroupedKeys()
	engine.watch('chats', (id, after, before) => byUser.move(id, ownerOf(before), ownerOf(after)))
	const waiting = createWaitingTurns(engine)
	/** The numbers of a conversation's activities by id, those on their way to the disk included; built when it first grows. */
	const numbers = createKeyMap<Map<string, number>>()
	const appending = new Map<string, Promise<void>>()

	function conversationOf(id: string): Conversation | undefined {
		const chat = engine.get('chats', id)
		if (chat === undefined || isErased(chat)) return undefined
		return { id, userId: chat.userId, locale: chat.locale, createdAt: new Date(chat.createdAt) }
	}

	function numbersOf(conversationId: string): Map<string, number> {
		const known = numbers.get(conversationId)
		if (known !== undefined) return known
		const built = new Map(engine.items('activities', conversationId).map(({ id }, index) => [id, index + 1]))
		numbers.set(conversationId, built)
		return built
	}

	async function append(conversationId: string, activity: StoredActivity): Promise<number> {
		const chat = engine.newest('chats', conversationId)
		if (chat === undefined || isErased(chat)) throw new AppError('not-found', 'no such conversation')
		const key = pairKey(conversationId, activity.id)
		const known = numbersOf(conversationId)
		const earlier = known.get(activity.id)
		if (earlier !== undefined) {
			await appending.get(key)
			return earlier
		}
		const number = engine.newestLength('activities', conversationId) + 1
		// The turn that goes on with it may change it.
		const done = engine.commit([['activities', conversationId, number, [frozenCopy(activity)]]])
		known.set(activity.id, number)
		appending.set(key, done)
		try {
			await done
		} catch (error) {
			known.delete(activity.id)
			throw error
		} finally {
			appending.delete(key)
		}
		return number
	}

	async function createConversation({ id, userId, locale, createdAt }: Conversation): Promise<void> {
		if (engine.newest('chats', id) !== undefined) return engine.settled('chats', id)
		await engine.commit([['chats', id, { userId, locale, createdAt: createdAt.toISOString() }]])
	}

	async function since(conversationId: string, watermark: number): ReturnType<TranscriptStore['since']> {
		if (conversationOf(conversationId) === undefined) return { activities: [], watermark: 0 }
		const from = Math.max(0, watermark) + 1
		return {
			activities: engine.items('activities', conversationId, from),
			watermark: engine.length('activities', conversationId),
		}
	}

	async function markHandled(conversationId: string, activityId: string): Promise<void> {
		const key = pairKey(conversationId, activityId)
		if (engine.newest('handled', key) !== undefined) return engine.settled('handled', key)
		await engine.commit([['handled', key, clock()]])
	}

	return {
		createConversation,
		conversation: async (id) => conversationOf(id),
		async conversationsOfUser(userId) {
			const chats = byUser.of(userId)
			if (chats === undefined) return []
			return take(
				mapped(descending(chats), ([, id]) => conversationOf(id)),
				Infinity,
			)
		},
		append,
		since,
		markHandled,
		waiting: async (conversationId) => waiting.of(conversationId),
		unhandled: async () => waiting.all(),
		handOver: async () => undefined,
		saveFile: (file) => files.saveFile(file),
		file: (id) => files.file(id),
	}
}

function ownerOf(chat: Values['chats'] | undefined) {
	return chat && !isErased(chat) ? { group: chat.userId, rank: Date.parse(chat.createdAt) } : undefined
}

function isErased({ userId }: Values['chats']): boolean {
	return userId === ''
}
