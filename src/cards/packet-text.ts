import { formatMoney } from '../tickets/money.ts'
import type { Packet } from '../tickets/packet.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { Kit } from './kit.ts'

/** The finished text of an upstream request, ready to be pasted; in the reader's language. */
export function packetText(kit: Kit, ticket: Ticket, packet: Packet): string {
	const line = (key: string, value: string | undefined) =>
		value ? [kit.text('packet.line', { label: kit.text(`packet.${key}`), value })] : []
	return [
		kit.text('packet.heading', { ticket: ticket.number, title: ticket.title }),
		'',
		...line('customer', ticket.reporter.customer.name),
		...line('tenant', packet.tenant),
		...line('subscription', packet.subscription),
		...line('invoice', packet.invoice),
		...line('period', packet.period),
		...line('amount', formatMoney(packet.amount, kit.locale)),
		...line('claim', `${kit.text(`claims.${packet.claim}`)} (${packet.happenedOn})`),
		...line('windowReason', packet.windowReason),
		'',
		...line('problem', ticket.dispute?.reason ?? ticket.description),
		...line('impact', packet.impact),
		...line('stepsTried', packet.stepsTried),
		...line('evidence', packet.evidence),
		'',
		kit.text('packet.checked'),
		...line('contact', `${packet.contactName}, ${packet.contactEmail}, ${packet.contactPhone}`),
	].join('\n')
}
