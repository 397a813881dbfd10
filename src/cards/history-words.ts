import type { RecordedEvent, TicketEvent } from '../tickets/events.ts'
import { formatMoney } from '../tickets/money.ts'
import type { TicketFile } from '../tickets/ticket.ts'
import type { Kit } from './kit.ts'

/** One line of a ticket's history, for people. */
export interface HistoryLine {
	readonly at: number
	readonly by: string
	readonly kind: 'customer' | 'staff' | 'system' | 'internal'
	readonly text: string
	/** Somebody's own words. */
	readonly quote?: string
	readonly files?: readonly TicketFile[]
}

const INTERNAL: ReadonlySet<TicketEvent['type']> = new Set([
	'note-added',
	'packet-prepared',
	'escalated-to-manager',
	'escalation-acknowledged',
	'upstream-answered',
	'alarm-raised',
	'notice-failed',
	'notice-recovered',
	'answer-uncertain',
	'sent-again',
	'priority-set',
])

/** Whether the customer may read this event. */
export function isInternal(event: TicketEvent): boolean {
	return INTERNAL.has(event.type)
}

/** An event as a sentence in the reader's language; what was said to a customer is told to him in the second person. */
export function historyLine(kit: Kit, recorded: RecordedEvent, reader: 'customer' | 'staff'): HistoryLine {
	const { event, by, at } = recorded
	// The words of a customer's own no stand in the line before.
	const quote = event.type === 'reopened' && by.kind === 'customer' ? undefined : quoteOf(event)
	const name = by.kind === 'system' ? kit.text('history.desk') : by.name
	const kind = isInternal(event) ? 'internal' : kindOf(by.kind)
	const [key, values] = [keyOf(recorded), { name, ...valuesOf(kit, event) }]
	const yours = reader === 'customer' ? kit.find(`history-yours.${key}`, values) : undefined
	return {
		at,
		by: name,
		kind,
		text: yours ?? kit.text(`history.${key}`, values),
		...(quote && { quote }),
		...(event.type === 'customer-wrote' && event.files && { files: event.files }),
	}
}

/** Giving a ticket to oneself is taking it; what may have arrived has not simply failed. */
function keyOf({ event, by }: RecordedEvent): string {
	if (event.type === 'notice-failed' && event.mayHaveArrived) return 'notice-uncertain'
	return event.type === 'assigned' && event.to.id === by.id ? 'taken' : event.type
}

function kindOf(kind: RecordedEvent['by']['kind']): HistoryLine['kind'] {
	if (kind === 'customer' || kind === 'system') return kind
	return 'staff'
}

function quoteOf(event: TicketEvent): string | undefined {
	switch (event.type) {
		case 'opened':
			return event.description
		case 'customer-asked':
		case 'customer-wrote':
		case 'note-added':
		case 'replied':
		case 'upstream-answered':
		case 'resolved':
			return event.text
		case 'escalated-to-manager':
			return event.reason
		case 'agreed':
		case 'reopened':
			return event.comment
		case 'erased':
			return event.reference
		default:
			return undefined
	}
}

function valuesOf(kit: Kit, event: TicketEvent): Record<string, string | number> {
	switch (event.type) {
		case 'assigned':
		case 'answer-uncertain':
			return { to: event.to.name }
		case 'priority-set':
			return { priority: kit.text(`priorities.${event.priority}`) }
		case 'escalated-upstream':
			return { target: kit.text(`upstream.${event.target}`), request: event.request }
		case 'resolved': {
			const outcome = kit.text(`outcomes.${event.outcome}`)
			return { outcome: event.amount ? `${outcome} (${formatMoney(event.amount, kit.locale)})` : outcome }
		}
		case 'told':
			return { channel: kit.text(`channels.${event.channel}`) }
		case 'notice-failed':
		case 'sent-again':
			return { notice: kit.text(`notice-kinds.${event.kind}`) }
		case 'alarm-raised':
			return { alarm: kit.text(`${event.early ? 'alarm-soon' : 'alarm-kinds'}.${event.alarm}`) }
		case 'absorbed':
			return { from: event.from }
		case 'closed':
			return { reason: kit.text(`history.closings.${event.reason}`, { ticket: event.into ?? '' }) }
		default:
			return {}
	}
}
