import type { RecordedEvent } from '../../../src/tickets/events.ts'
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
			return event.solved ? [`solved-upstream ${owner}`] : []
		case 'resolved':
			return [`resolved ${customer}`]
		case 'reminded':
			return [`reminder ${customer}`]
		case 'reopened':
			if (event.why === 'staff') return [`reopened ${customer}`]
			return [`reopened ${customer}`, ...[owner, ...MANAGERS].map((id) => `customer-rejected ${id}`)]
		case 'notice-failed':
			return [`notice-failed ${owner}`]
		case 'alarm-raised': {
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
	for (const { changes } of store.commits.slice(fromCommit)) {
		for (const { ticket, events, notices } of changes) {
			const history = store.historyNow(ticket.number)
			for (const recorded of events) {
				const told = notices.filter(({ sequence }) => sequence === recorded.sequence).map(({ kind, to }) => `${kind} ${to.id}`)
				const expected = mustHear(recorded, history.slice(0, recorded.sequence)).filter(
					(one) => !one.endsWith(` ${recorded.by.id}`) || one.endsWith(` ${ticket.reporter.userId}`),
				)
				const missing = [...new Set(expected)].filter((one) => !told.includes(one))
				must(missing.length === 0, `${recorded.event.type} by ${recorded.by.id} told ${told.join()}, not ${missing.join()}`)
				must(new Set(told).size === told.length, `${recorded.event.type} told twice: ${told.join()}`)
				must(
					told.every((one) => !one.endsWith(` ${recorded.by.id}`) || recorded.by.kind === 'customer'),
					'told whoever did it',
				)
			}
			must(
				notices.every(({ ticket: number, status }) => number === ticket.number && status === 'waiting'),
				'a notice of another ticket',
			)
		}
	}
}
