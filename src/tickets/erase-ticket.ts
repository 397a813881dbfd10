import type { Actor } from './actor.ts'
import { erasedNotice, erasedRecord } from './erase-words.ts'
import type { RecordedEvent } from './events.ts'
import { replay } from './evolve.ts'
import type { Notice } from './notice.ts'
import type { TicketChange } from './ports.ts'
import type { Instant, Ticket } from './ticket.ts'

/** Who erases, when, and on which request. */
export interface EraseStamp {
	readonly by: Actor
	readonly at: Instant
	readonly cause: string
	/** The number of the customer's request, where there is one. */
	readonly reference?: string | undefined
	/** Whether the company's name goes as well. */
	readonly withCompany: boolean
}

/** A ticket with all that is kept of it. */
export interface WholeTicket {
	readonly ticket: Ticket
	readonly history: readonly RecordedEvent[]
	readonly notices: readonly Notice[]
}

/**
 * The one exception to "the history is append-only" (rule 5): a person's right to have his data deleted goes before it. Only words,
 * names and addresses change. Every event keeps its place, its sequence number, its time and its kind; amounts, currencies, invoice
 * numbers, topics, states and outcomes stay; an `erased` event at the end says who did it and when. The ticket is folded from the
 * events anew, so that a replay of the erased history gives the erased ticket.
 */
export function erasedTicket({ ticket, history, notices }: WholeTicket, stamp: EraseStamp): TicketChange {
	const { by, cause, reference, withCompany } = stamp
	const authors = new Map(history.map((recorded) => [recorded.sequence, recorded.by]))
	const last: RecordedEvent = {
		ticket: ticket.number,
		sequence: ticket.sequence + 1,
		at: Math.max(stamp.at, ticket.updatedAt),
		by,
		cause,
		event: { type: 'erased', ...(reference !== undefined && { reference }) },
	}
	const events = [...history.map((recorded) => erasedRecord(recorded, withCompany)), last]
	const after = replay(events)
	if (after === undefined || after.sequence !== events.length) throw new Error(`the history of ${ticket.number} is not whole`)
	const toStaff = notices.filter(({ to }) => to.kind !== 'customer')
	return {
		ticket: after,
		events,
		notices: toStaff.map((notice) => erasedNotice(notice, authors.get(notice.sequence))),
		expectedSequence: ticket.sequence,
		nextDueAt: undefined,
	}
}
