import { formatMoney } from '../tickets/money.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { cardAction } from './actions.ts'
import type { Kit } from './kit.ts'
import { plain } from './plain.ts'
import type { Card } from './templates.ts'

/** The proposed outcome in the customer's words, with the question that closes or reopens (rules 1 and 2). */
export function outcomeCard(kit: Kit, ticket: Ticket, title: string): Card {
	const { resolution } = ticket
	if (resolution === undefined) throw new Error(`ticket ${ticket.number} has no resolution`)
	const data = { ticket: ticket.number, resolution: resolution.number }
	const { amount } = resolution
	return kit.render('outcome', {
		number: plain(`${ticket.number} · ${ticket.title}`),
		title: plain(title),
		words: resolution.text,
		facts: [
			{ title: kit.text('facts.outcome'), value: kit.text(`outcomes.${resolution.outcome}`) },
			...(amount ? [{ title: kit.text('facts.credit'), value: formatMoney(amount, kit.locale) }] : []),
		],
		question: kit.text('outcome.question'),
		commentLabel: kit.text('outcome.comment'),
		commentHint: kit.text('outcome.hint'),
		actions: [
			cardAction(kit, { title: kit.text('outcome.yes'), verb: 'confirm', data, style: 'positive' }),
			cardAction(kit, { title: kit.text('outcome.no'), verb: 'reject', data }),
		],
	})
}
