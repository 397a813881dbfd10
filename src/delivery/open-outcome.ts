import type { Notice } from '../tickets/notice.ts'
import type { Ticket } from '../tickets/ticket.ts'

/**
 * Whether the notice asks the customer for his yes or no. A notice that comes late, after the ticket was reopened, resolved
 * anew or agreed on, only informs: its buttons would be about something else.
 */
export function asksForAnswer(notice: Notice, { state, resolution }: Ticket): boolean {
	if (notice.resolution === undefined || state !== 'resolved' || resolution === undefined) return false
	return resolution.number === notice.resolution && resolution.agreedAt === undefined
}
