import type { TurnLedger } from '../../bot/ports.ts'
import type { Database } from './database.ts'
import type { Presence } from './presence.ts'

const IS_HANDLED = { name: 'turn-handled', text: 'SELECT FROM turns WHERE key = $1 AND at >= $2' }
/** Free is what nobody has in hand, and what a process had that has gone. */
const CLAIM = {
	name: 'claim-turn',
	text: `INSERT INTO turn_claims AS claim (key, carrier) VALUES ($1, $2)
		ON CONFLICT (key) DO UPDATE SET carrier = excluded.carrier
			WHERE claim.carrier = excluded.carrier OR NOT EXISTS (SELECT FROM processes WHERE id = claim.carrier)
		RETURNING 1`,
}
const LET_GO = { name: 'let-turn-go', text: 'DELETE FROM turn_claims WHERE key = $1 AND carrier = $2' }
/** In one statement, so that whoever finds the turn free finds it handled. */
const MARK = {
	name: 'mark-turn',
	text: `WITH freed AS (DELETE FROM turn_claims WHERE key = $1)
		INSERT INTO turns AS known (key, at) VALUES ($1, $2)
		ON CONFLICT (key) DO UPDATE SET at = greatest(known.at, excluded.at)`,
}

/** Marks older than 30 days are forgotten. */
export function createTurns({ database, presence }: { database: Database; presence: Presence }): TurnLedger {
	return {
		isHandled: async (key, since = 0) => (await database.query(IS_HANDLED, [key, since])).length > 0,
		claim: async (key) => (await database.query(CLAIM, [key, presence.id])).length > 0,
		letGo: async (key) => void (await database.query(LET_GO, [key, presence.id])),
		markHandled: async (key, at) => void (await database.query(MARK, [key, at])),
	}
}
