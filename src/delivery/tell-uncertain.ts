import type { KeptReply } from '../bot/reply-book.ts'
import { DELIVERY } from '../tickets/actor.ts'
import { type Desk, execute } from '../tickets/execute.ts'

/**
 * Tells a person of the staff that an answer about a ticket may not have arrived in Teams, and shows it in the ticket's history. An
 * answer about no ticket, or about several, is asked for again by whoever misses it.
 */
export function createTellUncertain(desk: Desk): (reply: KeptReply) => Promise<void> {
	return async ({ id, activity }) => {
		const { recipient } = activity as { readonly recipient?: { readonly aadObjectId?: string } }
		const member = desk.team.memberByAadObjectId(recipient?.aadObjectId ?? '')
		const [ticket, ...others] = new Set(JSON.stringify(activity).match(/\bBD-\d+\b/gu))
		if (member === undefined || ticket === undefined || others.length > 0) return
		if ((await desk.tickets.load(ticket)) === undefined) return
		await execute(desk, {
			ticket,
			verb: 'record-answer',
			input: { to: { id: member.id, name: member.name } },
			actor: DELIVERY,
			cause: `reply/${id}`,
		})
	}
}
