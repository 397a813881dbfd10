import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { createReplyKeeping, type ReplyKeeping } from '../../src/bot/open-replies.ts'
import type { KeptReply, ReplyBook } from '../../src/bot/reply-book.ts'
import type { CarryReply } from '../../src/bot/reply-place.ts'

/** A book that nobody reads after this process. */
export function memoryReplies(): ReplyBook & { readonly kept: Map<string, KeptReply> } {
	const kept = new Map<string, KeptReply>()
	return {
		kept,
		keepReplies: async (replies) => replies.forEach((reply) => kept.set(reply.id, reply)),
		async noteTry(id, begun) {
			const reply = kept.get(id)
			if (reply !== undefined) kept.set(id, { ...reply, begun })
			return reply !== undefined
		},
		dropReply: async (id) => void kept.delete(id),
		takeReplies: async () => [],
	}
}

/** What keeps the replies of a door for Teams, as the product does it. */
export function keepingOf(carryReply: CarryReply, logger: Logger, book: ReplyBook = memoryReplies()): ReplyKeeping {
	return createReplyKeeping({ book, carryReply, newId: randomUUID, logger, tellUncertain: async () => undefined })
}
