import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { RecordedEvent } from './events.ts'
import type { CustomerNoticeKind, Notice } from './notice.ts'
import { noticesOf } from './notices.ts'
import { ACTIVE_STATES, type Ticket } from './ticket.ts'
import { decided, defineVerb, STAFF } from './verb.ts'

/**
 * A person has looked at a notice that did not reach the customer, or of which nobody knows, and sends the same words again:
 * delivery never does that by itself (rule 7). It is a notice of its own, tried on all channels.
 */
export const sendAgain = defineVerb({
	who: STAFF,
	states: [...ACTIVE_STATES, 'resolved', 'closed'],
	// Deliveries do not move the version; whether it still has to be sent is seen from the ticket's failed notices.
	needsVersion: false,
	/** The id of the notice. */
	input: z.object({ notice: z.string().max(300) }),
	decide(ticket, { notice }, { failedNotice }) {
		if (failedNotice?.id !== notice || !ticket.failedNotices.includes(notice)) {
			const details = { ticket: ticket.number }
			throw new AppError('wrong-state', 'that notice did not fail', { reason: 'not-failed', details })
		}
		const { kind, text, resolution } = failedNotice
		return decided({
			type: 'sent-again',
			notice,
			kind: kind as CustomerNoticeKind,
			...(text !== undefined && { text }),
			...(resolution !== undefined && { resolution }),
		})
	},
})

/** The customer's notice with this id as the ticket's history made it. */
export function noticeInHistory(ticket: Ticket, history: readonly RecordedEvent[], id: string): Notice | undefined {
	const recorded = history.find(({ sequence }) => id.startsWith(`${ticket.number}/${sequence}/`))
	const notices = recorded === undefined ? [] : noticesOf(ticket, recorded, [])
	return notices.find((notice) => notice.id === id && notice.to.kind === 'customer')
}
