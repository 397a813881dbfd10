import type { Actor, Reporter } from './actor.ts'
import type { RecordedEvent, TicketEvent } from './events.ts'
import type { Notice } from './notice.ts'
import type { Packet, PacketDraft } from './packet.ts'
import type { Dispute } from './ticket.ts'

/** Stands where a title or a name stood. */
export const GONE = '—'

/** The user id of an erased person. No token carries an empty one. */
const NOBODY = ''

/** Numbers of invoices and requests: one word with a digit in it, and no address. */
const NUMBER = /^(?=.*\d)[\w./#-]{1,40}$/u

/** What an erasure makes of a person; `withCompany` when the company goes as well. */
function erasedReporter({ userId, name, locale, customer }: Reporter, withCompany: boolean): Reporter {
	const { id, segment } = customer
	// A visitor's account is his own, and he has typed its name.
	const isOwn = withCompany || id.includes(userId)
	// A company of one person often bears his name.
	const isNamedAlike = customer.name.toLowerCase().includes(name.trim().toLowerCase())
	return {
		userId: NOBODY,
		name: GONE,
		locale,
		customer: {
			id: isOwn ? NOBODY : id,
			name: isOwn || isNamedAlike ? GONE : customer.name,
			...(segment !== undefined && { segment }),
		},
	}
}

/**
 * The recorded event without anything that a person typed and without names and addresses of the customer. What stays is named,
 * never what goes, so that a field that is added later goes by itself.
 */
export function erasedRecord(recorded: RecordedEvent, withCompany: boolean): RecordedEvent {
	const { ticket, sequence, at, by, cause, event } = recorded
	const isStaff = by.kind === 'agent' || by.kind === 'manager'
	return {
		ticket,
		sequence,
		at,
		by: erasedActor(by),
		// What customers and deliveries caused is named after a chat or a person.
		cause: isStaff ? cause : GONE,
		event: erasedEvent(event, withCompany),
	}
}

/** A notice to the staff without the words that it carries on, and without its author where that is the customer. */
export function erasedNotice({ text: _text, ...notice }: Notice, by: Actor | undefined): Notice {
	return { ...notice, by: by === undefined || by.kind === 'customer' ? GONE : notice.by }
}

function erasedActor(by: Actor): Actor {
	return by.kind === 'customer' ? { kind: 'customer', id: NOBODY, name: GONE } : by
}

function erasedEvent(event: TicketEvent, withCompany: boolean): TicketEvent {
	switch (event.type) {
		case 'opened': {
			const { type, kind, topic, priority, assignee, dispute, reporter } = event
			return {
				type,
				kind,
				topic,
				title: GONE,
				description: '',
				...(dispute && { dispute: erasedDispute(dispute) }),
				reporter: erasedReporter(reporter, withCompany),
				priority,
				...(assignee && { assignee }),
			}
		}
		case 'customer-asked':
		case 'customer-wrote':
		case 'note-added':
		case 'replied':
			return { type: event.type, text: '' }
		case 'escalated-to-manager':
			return { type: event.type, reason: '' }
		case 'packet-prepared':
			return { type: event.type, packet: erasedPacket(event.packet) }
		case 'escalated-upstream': {
			const { type, target, request, packet } = event
			return { type, target, request: numberOf(request) ?? GONE, packet: { ...NO_WORDS, ...erasedPacket(packet) } }
		}
		case 'upstream-answered':
			return { type: event.type, text: '', solved: event.solved }
		case 'reopened':
			return { type: event.type, why: event.why, comment: '' }
		default:
			return erasedLoopEvent(event)
	}
}

type Without<Type extends TicketEvent['type']> = Exclude<TicketEvent, { type: Type }>
type LoopEvent = Without<
	| 'opened'
	| 'customer-asked'
	| 'customer-wrote'
	| 'note-added'
	| 'replied'
	| 'escalated-to-manager'
	| 'packet-prepared'
	| 'escalated-upstream'
	| 'upstream-answered'
	| 'reopened'
>

function erasedLoopEvent(event: LoopEvent): TicketEvent {
	switch (event.type) {
		case 'resolved': {
			const { type, resolution, outcome, amount } = event
			return { type, resolution, outcome, text: GONE, ...(amount && { amount }) }
		}
		case 'told': {
			const { type, resolution, notice, channel, by, on } = event
			return { type, resolution, notice: noticeName(notice), channel, ...(by && { by: caller(by) }), ...(on && { on }) }
		}
		case 'agreed': {
			const { type, resolution, heardBy } = event
			return { type, resolution, ...(heardBy && { heardBy: caller(heardBy) }) }
		}
		case 'notice-failed': {
			const { type, notice, kind, reason, mayHaveArrived } = event
			return { type, notice: noticeName(notice), kind, reason, ...(mayHaveArrived && { mayHaveArrived }) }
		}
		case 'notice-recovered':
			return { type: event.type, notice: noticeName(event.notice) }
		case 'sent-again': {
			const { type, notice, kind, resolution } = event
			return { type, notice: noticeName(notice), kind, ...(resolution !== undefined && { resolution }) }
		}
		case 'answer-uncertain':
		case 'assigned':
		case 'priority-set':
		case 'escalation-acknowledged':
		case 'reminded':
		case 'alarm-raised':
		case 'absorbed':
		case 'closed':
		case 'erased':
			return event
	}
}

function erasedDispute({ invoice, amount, period }: Dispute): Dispute {
	const number = numberOf(invoice)
	return { ...(number && { invoice: number }), ...(amount && { amount }), ...(period && { period }), reason: '' }
}

/** All texts of a packet, empty. */
const NO_WORDS = {
	stepsTried: '',
	tenant: '',
	subscription: '',
	invoice: '',
	evidence: '',
	impact: '',
	contactName: '',
	contactEmail: '',
	contactPhone: '',
} as const satisfies Partial<Packet>

function erasedPacket<Some extends PacketDraft>(packet: Some): Omit<Some, keyof typeof NO_WORDS | 'windowReason'> {
	const { healthChecked, knownIssuesChecked, noDuplicate, amount, period, claim, happenedOn } = packet
	const kept = {
		healthChecked,
		knownIssuesChecked,
		noDuplicate,
		amount,
		period,
		claim,
		happenedOn,
		invoice: numberOf(packet.invoice),
	}
	return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as typeof packet
}

function numberOf(typed: string | undefined): string | undefined {
	return typed !== undefined && NUMBER.test(typed) ? typed : undefined
}

/** `BD-1042/7/resolved/<whom>` without whom; other names name nobody. */
function noticeName(notice: string): string {
	const [ticket, sequence, kind, ...whom] = notice.split('/')
	return whom.length === 0 ? notice : [ticket, sequence, kind].join('/')
}

/** Who of the staff called; with whom goes. */
function caller(by: string): string {
	return by.split(' → ')[0] ?? GONE
}
