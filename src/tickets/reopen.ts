import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Ticket } from './ticket.ts'
import { decided, defineVerb, STAFF, words } from './verb.ts'

/** Refuses to wake a ticket that was merged: the other one keeps the customer informed. */
export function refuseMerged(ticket: Ticket): void {
	if (ticket.closure?.reason !== 'merged') return
	const details = { ticket: ticket.closure.into ?? '' }
	throw new AppError('wrong-state', 'merged into another ticket', { reason: 'merged-away', details })
}

/** Staff takes a resolved or closed ticket up again, with a reason that the customer may read. */
export const reopen = defineVerb({
	who: STAFF,
	states: ['resolved', 'closed'],
	needsVersion: true,
	input: z.object({ reason: words }),
	decide(ticket, { reason }) {
		refuseMerged(ticket)
		return decided({ type: 'reopened', why: 'staff', comment: reason })
	},
})
