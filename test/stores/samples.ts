import { CLOCK } from '../../src/tickets/actor.ts'
import { CLAIMS } from '../../src/tickets/claim-windows.ts'
import type { RecordedEvent, TicketEvent } from '../../src/tickets/events.ts'
import { evolve } from '../../src/tickets/evolve.ts'
import type { Notice, Recipient } from '../../src/tickets/notice.ts'
import { packetSchema } from '../../src/tickets/packet.ts'
import type { TicketChange } from '../../src/tickets/ports.ts'
import type { Instant, Ticket } from '../../src/tickets/ticket.ts'

export const NOON: Instant = Date.UTC(2026, 9, 1, 12)

interface Opened {
	readonly at?: Instant
	readonly reporter?: string
	readonly customer?: string
	readonly invoice?: string
	readonly assignee?: string
	readonly description?: string
}

/** A change that opens a ticket. */
export function opening(number: string, options: Opened = {}): TicketChange {
	const {
		reporter = 'anna',
		customer = 'contoso',
		invoice = 'E0600ABCDE',
		assignee,
		description = 'Twice, mille fois « trop »',
	} = options
	return change(undefined, number, options.at ?? NOON, {
		type: 'opened',
		kind: 'dispute',
		topic: 'duplicate-charge',
		title: `Charged twice on ${invoice}`,
		description,
		dispute: { invoice, amount: { minor: 12_300, currency: 'EUR' }, reason: 'the same line twice' },
		reporter: {
			userId: reporter,
			name: `Name of ${reporter}`,
			locale: 'fr',
			customer: { id: customer, name: `${customer} Ltd` },
		},
		priority: 'normal',
		...(assignee !== undefined && { assignee: { id: assignee, name: assignee } }),
	})
}

/** A change of an existing ticket by these events. */
export function followUp(before: Ticket, at: Instant, ...events: TicketEvent[]): TicketChange {
	return change(before, before.number, at, ...events)
}

/** The event of an upstream request about this invoice. */
export function sentUpstream(invoice: string): TicketEvent {
	const packet = packetSchema.parse({
		healthChecked: true,
		knownIssuesChecked: true,
		noDuplicate: true,
		stepsTried: 'all',
		tenant: 't',
		subscription: 's',
		invoice,
		amount: { minor: 1, currency: 'EUR' },
		period: '2026-09',
		evidence: 'e',
		impact: 'i',
		contactName: 'n',
		contactEmail: 'desk@partner.example',
		contactPhone: '1',
		claim: CLAIMS[0],
		happenedOn: '2026-09-15',
	})
	return { type: 'escalated-upstream', target: 'microsoft', request: 'REQ-1', packet }
}

function change(before: Ticket | undefined, number: string, at: Instant, ...events: TicketEvent[]): TicketChange {
	const expectedSequence = before?.sequence ?? 0
	const recorded = events.map((event, index): RecordedEvent => {
		return { ticket: number, sequence: expectedSequence + 1 + index, at, by: CLOCK, cause: `cause of ${number}`, event }
	})
	const ticket = recorded.reduce<Ticket | undefined>(evolve, before)
	if (ticket === undefined) throw new Error('no events')
	return { ticket, events: recorded, notices: [], expectedSequence }
}

/** A notice that waits. */
export function notice(id: string, to: Recipient, options: Partial<Notice> = {}): Notice {
	return {
		id,
		to,
		ticket: 'BD-1001',
		sequence: 1,
		kind: 'reply',
		by: 'desk',
		at: NOON,
		status: 'waiting',
		attempts: [],
		nextAttemptAt: NOON,
		...options,
	}
}
