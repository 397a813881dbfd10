import type { TurnLedger } from '../../bot/ports.ts'
import type { Engine } from './engine.ts'

/** Marks older than 30 days are forgotten with the next snapshot. One process has the folder, and knows what it has in hand. */
export function createTurns({ engine }: { engine: Engine }): TurnLedger {
	return {
		isHandled: async (key, since = 0) => (engine.get('turns', key) ?? -1) >= since,
		claim: async () => true,
		letGo: async () => undefined,
		async markHandled(key, at) {
			if ((engine.newest('turns', key) ?? -1) < at) await engine.commit([['turns', key, at]])
			else await engine.settled('turns', key)
		},
	}
}
