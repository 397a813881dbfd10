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

/** The same for histories that are written anew from their beginning: one event more than there were. */
export function checkErased(changes: readonly TicketChange[]): void {
	checkChanges(changes.map((change) => ({ ...change, expectedSequence: 0 })))
	const isOneMore = changes.every(({ ticket, expectedSequence }) => ticket.sequence === expectedSequence + 1)
	if (!isOneMore) throw new AppError('bad-input', 'an erased history has other events')
}
