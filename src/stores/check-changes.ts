import { AppError } from '../errors.ts'
import type { TicketChange } from '../tickets/ports.ts'

/** A history with a gap could never be read again: the caller has made a mistake (`bad-input`), and nothing is stored. */
export function checkChanges(changes: readonly TicketChange[]): void {
	const numbers = new Set(changes.map(({ ticket }) => ticket.number))
	if (numbers.size < changes.length) throw new AppError('bad-input', 'a ticket is changed twice in one commit')
	changes.forEach(checkHistory)
}

function checkHistory({ ticket, events, expectedSequence }: TicketChange): void {
	const isWhole = events.every(
		(event, place) => event.ticket === ticket.number && event.sequence === expectedSequence + 1 + place,
	)
	if (isWhole && events.length > 0 && ticket.sequence === expectedSequence + events.length) return
	throw new AppError('bad-input', `the events do not lead to the ticket ${ticket.number}`)
}
