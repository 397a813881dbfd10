import type { Ticket, TicketState } from '../../src/tickets/ticket.ts'

export const ALL_STATES: readonly TicketState[] = ['new', 'open', 'pending-customer', 'pending-upstream', 'resolved', 'closed']

/** A dispute in a given state, as far as collections look at it. */
export function disputeOf(state: TicketState, about: { customer?: string; subscription?: string } = {}): Ticket {
	return {
		number: 'BD-1001',
		version: 1,
		sequence: 1,
		state,
		kind: 'dispute',
		topic: 'duplicate-charge',
		title: 'Charged twice',
		description: 'Charged twice',
		dispute: { reason: 'Charged twice', ...(about.subscription !== undefined && { subscription: about.subscription }) },
		reporter: { userId: 'alex', name: 'Alex', locale: 'en', customer: { id: about.customer ?? 'northwind', name: 'Northwind' } },
		priority: 'normal',
		openedAt: 0,
		updatedAt: 0,
		lastUpdateAt: 0,
		reopened: 0,
		alarms: {},
		failedNotices: [],
		absorbed: [],
	}
}
