import { createHash } from 'node:crypto'
import type { Incoming } from './incoming.ts'

/**
 * The id by which commands of this activity are idempotent (rule 5). Teams sends a button again under a new activity id, so
 * a card action is known by the card that was pressed, by whom, and what was typed. Nothing here gives rights.
 */
export function causeOf(incoming: Incoming, activityId: string, conversationId: string, personId: string): string {
	if (!isPress(incoming)) {
		return `activity:${conversationId}:${activityId}`
	}
	const typed = JSON.stringify(Object.entries(incoming.data).toSorted(([a], [b]) => a.localeCompare(b)))
	return `card:${createHash('sha256').update(`${personId}\n${incoming.verb}\n${typed}`).digest('base64url')}`
}

/** A button on a card that is known by a nonce. */
export function isPress(incoming: Incoming): incoming is Extract<Incoming, { kind: 'card-action' }> {
	return incoming.kind === 'card-action' && typeof incoming.data['card'] === 'string'
}
