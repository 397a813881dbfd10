import type { TurnLedger } from '../../bot/ports.ts'
import type { Engine } from './engine.ts'

/** Marks older than 30 days are forgotten with the next snapshot. */
export function createTurns({ engine }: { engine: Engine }): TurnLedger {
	return {
		isHandled: async (key) => engine.get('turns', key) !== undefined,
		async markHandled(key, at) {
			if (engine.newest('turns', key) === undefined) await engine.commit([['turns', key, at]])
			else await engine.settled('turns', key)
		},
	}
}
