import { setImmediate } from 'node:timers/promises'
import type { FoundChat } from '../../tickets/erasure.ts'
import { firstWords, LOOKED_THROUGH, saysIt } from '../chat-words.ts'
import type { Engine } from './engine.ts'

/** Chats that are looked at before everybody else has a turn. */
const AT_ONCE = 50

/** See `ErasureStore.chatsWith`. */
export async function findChats(engine: Engine, text: string, limit: number): Promise<FoundChat[]> {
	const wanted = text.trim().toLowerCase()
	const found: FoundChat[] = []
	for (const [index, id] of [...engine.keys('chats')].reverse().entries()) {
		if (found.length >= limit) break
		if (index % AT_ONCE === AT_ONCE - 1) await setImmediate()
		const chat = engine.get('chats', id)
		// An erased one has no user any more.
		if (chat === undefined || chat.userId === '') continue
		const isNamed = id.toLowerCase().startsWith(wanted)
		if (!isNamed && index >= LOOKED_THROUGH) continue
		const said = engine.items('activities', id)
		if (!isNamed && !said.some((activity) => saysIt(activity, wanted))) continue
		found.push({ id, userId: chat.userId, at: Date.parse(chat.createdAt), words: firstWords(said) })
	}
	return found
}
