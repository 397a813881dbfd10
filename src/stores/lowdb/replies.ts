import type { ReplyBook } from '../../bot/reply-book.ts'
import type { Operation } from './data.ts'
import type { Engine } from './engine.ts'
import { frozenCopy } from './freeze.ts'

/** One process has the folder: what it finds at its start is free, and what comes later is its own. */
export function createReplies({ engine }: { engine: Engine }): ReplyBook {
	const own = new Set<string>()
	return {
		async keepReplies(replies, handled) {
			for (const { id } of replies) own.add(id)
			const mark: Operation[] = handled === undefined ? [] : [['turns', handled.key, handled.at]]
			await engine.commit([...replies.map((reply): Operation => ['replies', reply.id, frozenCopy(reply)]), ...mark])
		},
		async noteTry(id, begun) {
			const reply = engine.newest('replies', id)
			if (reply === undefined) return false
			if (reply.begun !== begun) await engine.commit([['replies', id, { ...reply, begun }]])
			else await engine.settled('replies', id)
			return true
		},
		async dropReply(id) {
			own.delete(id)
			if (engine.newest('replies', id) !== undefined) await engine.commit([['replies', id]])
		},
		async takeReplies() {
			const free = [...engine.keys('replies')].filter((id) => !own.has(id))
			for (const id of free) own.add(id)
			return free.map((id) => engine.get('replies', id)).filter((reply) => reply !== undefined)
		},
	}
}
