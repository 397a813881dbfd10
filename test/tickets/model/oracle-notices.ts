import type { RecordedEvent } from '../../../src/tickets/events.ts'
import type { TicketChange } from '../../../src/tickets/ports.ts'
import { must, ownerOf, reporterOf } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'

const MANAGERS = ['manager-1', 'manager-2']

/** Who must hear of an event, written down a second time on purpose; `past` ends with the event. */
function mustHear({ event, by }: RecordedEvent, past: readonly RecordedEvent[]): string[] {
	const customer = reporterOf(past)
	const owner = ownerOf(past) ?? 'team'
	switch (event.type) {
		case 'opened':
			return by.kind === 'customer' ? ['new-ticket team'] : [`opened-for-you ${customer}`]
		case 'assigned':
			return [`assigned-to-you ${event.to.id}`, ...(event.byWorking ? [] : [`taken ${customer}`])]
		case 'customer-asked':
			return [`question ${customer}`]
		case 'replied':
			return [`reply ${customer}`]
		case 'customer-wrote':
			return [`customer-wrote ${owner}`]
		case 'escalated-to-manager':
			return MANAGERS.map((id) => `escalated ${id}`)
		case 'escalated-upstream':
			return [`sent-upstream ${customer}`]
		case 'upstream-answered':
			return [`${event.solved ? 'solved-upstream' : 'upstream-answered'} ${owner}`]
		case 'resolved':
			return [`resolved ${customer}`]
		case 'reminded':
			return [`reminder ${customer}`]
		case 'reopened':
			return [
				`reopened ${customer}`,
				...[owner, ...MANAGERS].map((id) => `${event.why === 'staff' ? 'reopened-by-colleague' : 'customer-rejected'} ${id}`),
			]
		case 'notice-failed':
			return [`${event.mayHaveArrived ? 'notice-uncertain' : 'notice-failed'} ${owner}`]
		case 'answer-uncertain':
			return [`answer-uncertain ${event.to.id}`]
		case 'sent-again':
			return [`${event.kind} ${customer}`]
		case 'alarm-raised': {
			if (event.early) return [`due-soon ${owner}`]
			const kind = ['untold', 'upstream-late', 'no-answer'].includes(event.alarm) ? event.alarm : 'overdue'
			return [owner, ...MANAGERS].map((id) => `${kind} ${id}`)
		}
		case 'closed':
			return [`closed ${customer}`, `loop-closed ${owner}`]
		default:
			return []
	}
}

/** Rule 7: each event's notices are in its own commit, addressed to whom they concern, with ids that never come twice. */
export function expectAllTold(store: MemoryStore, fromCommit: number): void {
	for (const change of store.commits.slice(fromCommit).flatMap(({ changes }) => changes)) {
		for (const recorded of change.events) expectTold(store, change, recorded)
		must(
			change.notices.every(({ ticket, status }) => ticket === change.ticket.number && status === 'waiting'),
			'a notice of another ticket',
		)
	}
}

function expectTold(store: MemoryStore, { ticket, events, notices }: TicketChange, recorded: RecordedEvent): void {
	const { sequence, event, by } = recorded
	const told = notices.filter((notice) => notice.sequence === sequence).map(({ kind, to }) => `${kind} ${to.id}`)
	// The words of a no travel with the no itself.
	const travels = event.type === 'customer-wrote' && events.some((other) => other.event.type === 'reopened')
	const heard = travels ? [] : mustHear(recorded, store.historyNow(ticket.number).slice(0, sequence))
	const expected = heard.filter((one) => !one.endsWith(` ${by.id}`) || one.endsWith(` ${ticket.reporter.userId}`))
	const missing = [...new Set(expected)].filter((one) => !told.includes(one))
	must(missing.length === 0, `${event.type} by ${by.id} told ${told.join()}, not ${missing.join()}`)
	const strangers = told.filter((one) => !expected.includes(one))
	must(strangers.length === 0, `${event.type} by ${by.id} told ${strangers.join()} as well`)
	must(new Set(told).size === told.length, `${event.type} told twice: ${told.join()}`)
	must(
		told.every((one) => !one.endsWith(` ${by.id}`) || by.kind === 'customer'),
		'told whoever did it',
	)
}
