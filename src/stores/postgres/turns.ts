import type { TurnLedger } from '../../bot/ports.ts'
import type { Database } from './database.ts'

const IS_HANDLED = { name: 'turn-handled', text: 'SELECT FROM turns WHERE key = $1' }
const MARK = { name: 'mark-turn', text: 'INSERT INTO turns (key, at) VALUES ($1, $2) ON CONFLICT DO NOTHING' }

/** Marks older than 30 days are forgotten. */
export function createTurns({ database }: { database: Database }): TurnLedger {
	return {
		isHandled: async (key) => (await database.query(IS_HANDLED, [key])).length > 0,
		markHandled: async (key, at) => void (await database.query(MARK, [key, at])),
	}
}
