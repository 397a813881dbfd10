import { formatMoney } from '../tickets/money.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { cardAction } from './actions.ts'
import { formatInstant, type Kit } from './kit.ts'
import { plain } from './plain.ts'
import type { Card } from './templates.ts'
import { stateColor, warningsOf } from './ticket-words.ts'

/** A list of tickets; each row opens its ticket. */
export function listCard(kit: Kit, title: string, tickets: readonly Ticket[], reader: 'customer' | 'staff'): Card {
	return kit.render('ticket-list', {
		title,
		rows: tickets.map((ticket) => ({
			number: ticket.number,
			title: ticket.title,
			detail: plain(detail(kit, ticket, reader)),
			state: kit.text(`states.${ticket.state}`),
			stateColor: stateColor(ticket.state),
			open: cardAction(kit, { title: ticket.number, verb: 'show-ticket', data: { ticket: ticket.number } }),
		})),
		actions: [],
	})
}

function detail(kit: Kit, ticket: Ticket, reader: 'customer' | 'staff'): string {
	const parts = [
		...(reader === 'staff' ? [warningsOf(kit, ticket)[0], ticket.reporter.customer.name] : []),
		ticket.dispute?.amount && formatMoney(ticket.dispute.amount, kit.locale),
		formatInstant(kit, ticket.updatedAt),
	]
	return parts.filter((part) => part !== undefined && part !== '').join(' · ')
}
