import { all, last, must, phaseOf } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'

/** Each alarm is raised once. */
export function expectAlarmsOnce(store: MemoryStore, number: string): void {
	const keys = all(store.historyNow(number), 'alarm-raised').map(({ event }) => event.key)
	must(new Set(keys).size === keys.length, `${number} raised an alarm twice: ${keys.join()}`)
}

/**
 * No ticket is forgotten: one that is not closed and does not wait for the customer has something due, or the last alarm that
 * could be raised has been raised to its owner and the managers since the customer last heard from us.
 */
export function expectNotForgotten(store: MemoryStore, number: string): void {
	const history = store.historyNow(number)
	const phase = phaseOf(history)
	const due = store.dueAt(number)
	if (phase === 'closed') must(due === undefined, `${number} is closed, yet due`)
	if (phase === 'closed' || due !== undefined || store.tickets.get(number)?.state === 'pending-customer') return
	const alarm = last(history, 'alarm-raised')
	const resolved = last(history, 'resolved')
	if (phase === 'resolved' && resolved !== undefined) {
		const told = all(history, 'told').some(({ event }) => event.resolution === resolved.event.resolution)
		must(!told, `${number} has told the customer and waits for nothing`)
		const raised = all(history, 'alarm-raised').some(
			({ event, sequence }) => event.alarm === 'untold' && sequence > resolved.sequence,
		)
		must(raised, `${number} is forgotten`)
		return
	}
	must(alarm !== undefined, `${number} is forgotten in ${phase}`)
	const heard = history.findLast(({ event }) =>
		['replied', 'customer-asked', 'escalated-upstream', 'reopened'].includes(event.type),
	)
	must(
		heard === undefined || alarm.sequence > heard.sequence || heard.by.kind === 'customer',
		`${number} was forgotten since ${heard?.event.type}`,
	)
}
