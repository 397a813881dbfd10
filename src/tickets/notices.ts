import type { RecordedEvent, TicketEvent } from './events.ts'
import type { CustomerNoticeKind, Notice, Recipient, StaffNoticeKind } from './notice.ts'
import type { Ticket } from './ticket.ts'

interface Draft {
	readonly kind: CustomerNoticeKind | StaffNoticeKind
	readonly to: readonly Recipient[]
	readonly text?: string
	readonly resolution?: number
}

/**
 * Everybody who must be told of this event, from the ticket as it is after it. `managers` are the ids of the managers on the
 * team. Nobody is told what he did himself, but a customer always hears how his own answer was taken.
 */
export function noticesOf(ticket: Ticket, recorded: RecordedEvent, managers: readonly string[]): Notice[] {
	const drafts = draftsOf(recorded.event, ticket, recorded, managers)
	return drafts.flatMap(({ kind, to, text, resolution }) =>
		distinct(to)
			.filter((recipient) => recipient.id !== recorded.by.id || recipient.kind === 'customer')
			.map((recipient) => ({
				id: `${ticket.number}/${recorded.sequence}/${kind}/${recipient.id}`,
				ticket: ticket.number,
				sequence: recorded.sequence,
				kind,
				to: recipient,
				...(resolution !== undefined && { resolution }),
				...(text !== undefined && { text }),
				by: recorded.by.name,
				at: recorded.at,
				status: 'waiting' as const,
				attempts: [],
				nextAttemptAt: recorded.at,
			})),
	)
}

const TEAM: Recipient = { kind: 'team', id: 'team' }

function draftsOf(event: TicketEvent, ticket: Ticket, recorded: RecordedEvent, managers: readonly string[]): Draft[] {
	const customer: Recipient[] = [{ kind: 'customer', id: ticket.reporter.userId }]
	const owner: Recipient[] = ticket.assignee ? [{ kind: 'staff', id: ticket.assignee.id }] : [TEAM]
	const bosses: Recipient[] = managers.map((id) => ({ kind: 'staff', id }))
	const byCustomer = recorded.by.kind === 'customer'
	switch (event.type) {
		case 'opened':
			return byCustomer ? [{ kind: 'new-ticket', to: [TEAM] }] : [{ kind: 'opened-for-you', to: customer }]
		case 'assigned': {
			const drafts: Draft[] = [{ kind: 'assigned-to-you', to: [{ kind: 'staff', id: event.to.id }] }]
			return event.byWorking ? drafts : [...drafts, { kind: 'taken', to: customer }]
		}
		case 'customer-asked':
			return [{ kind: 'question', to: customer, text: event.text }]
		case 'replied':
			return [{ kind: 'reply', to: customer, text: event.text }]
		case 'customer-wrote':
			return [{ kind: 'customer-wrote', to: owner, text: wordsAndFiles(event) }]
		case 'escalated-to-manager':
			return [{ kind: 'escalated', to: bosses.length > 0 ? bosses : [TEAM], text: event.reason }]
		case 'escalated-upstream':
			return [{ kind: 'sent-upstream', to: customer }]
		case 'upstream-answered':
			return [{ kind: event.solved ? 'solved-upstream' : 'upstream-answered', to: owner, text: event.text }]
		case 'resolved':
			return [{ kind: 'resolved', to: customer, text: event.text, resolution: event.resolution }]
		case 'reminded':
			return [{ kind: 'reminder', to: customer, resolution: event.resolution }]
		case 'reopened': {
			const told: Draft = { kind: 'reopened', to: customer, text: event.comment }
			return event.why === 'rejected'
				? [told, { kind: 'customer-rejected', to: [...owner, ...bosses], text: event.comment }]
				: [told, { kind: 'reopened-by-colleague', to: [...owner, ...bosses], text: event.comment }]
		}
		case 'notice-failed':
			return [{ kind: event.mayHaveArrived ? 'notice-uncertain' : 'notice-failed', to: owner, text: event.kind }]
		case 'answer-uncertain':
			return [{ kind: 'answer-uncertain', to: [{ kind: 'staff', id: event.to.id }] }]
		case 'sent-again': {
			const { kind, text, resolution } = event
			return [{ kind, to: customer, ...(text !== undefined && { text }), ...(resolution !== undefined && { resolution }) }]
		}
		case 'alarm-raised':
			if (event.early) return [{ kind: 'due-soon', to: owner, text: event.alarm }]
			return [{ kind: alarmNotice(event.alarm), to: [...owner, ...bosses], text: event.alarm }]
		case 'closed':
			return [
				{ kind: 'closed', to: customer, text: event.reason },
				{ kind: 'loop-closed', to: owner, text: event.reason },
			]
		default:
			return []
	}
}

function wordsAndFiles({ text, files = [] }: Extract<TicketEvent, { type: 'customer-wrote' }>): string {
	return [text, ...files.map(({ name }) => `📎 ${name}`)].filter((line) => line !== '').join('\n')
}

function alarmNotice(alarm: string): StaffNoticeKind {
	if (alarm === 'untold') return 'untold'
	if (alarm === 'no-answer') return 'no-answer'
	return alarm === 'upstream-late' ? 'upstream-late' : 'overdue'
}

function distinct(recipients: readonly Recipient[]): Recipient[] {
	return [...new Map(recipients.map((recipient) => [`${recipient.kind}:${recipient.id}`, recipient])).values()]
}
