import type { StoredActivity } from '../../direct-line/ports.ts'
import { pairKey } from './data.ts'
import type { Engine } from './engine.ts'

interface WaitingTurn {
	readonly conversationId: string
	readonly activity: StoredActivity
}

/** The activities of users whose turn is not done, in the order in which they came. */
export function createWaitingTurns(engine: Engine): { all(): WaitingTurn[]; of(conversationId: string): StoredActivity[] } {
	const waiting = new Map<string, WaitingTurn>()
	engine.watchItems('activities', (conversationId, activity) => {
		const key = pairKey(conversationId, activity.id)
		if (activity.from?.role === 'user' && !engine.has('handled', key)) waiting.set(key, { conversationId, activity })
	})
	engine.watch('handled', (key) => void waiting.delete(key))
	// Copies, for a turn goes on to work on what it is given.
	return {
		all: () => structuredClone([...waiting.values()]),
		of: (conversationId) =>
			structuredClone(
				[...waiting.values()].filter((turn) => turn.conversationId === conversationId).map(({ activity }) => activity),
			),
	}
}
