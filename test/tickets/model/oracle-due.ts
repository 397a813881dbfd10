import { calendarOf } from '../../../src/tickets/service-hours.ts'
import { isOpen } from '../../../src/tickets/calendar/calendar.ts'
import type { Policy } from '../../../src/tickets/policy.ts'
import { dueOf } from '../../../src/tickets/promises.ts'
import { all, must, phaseOf } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Done } from './world.ts'

/** Each level of an alarm is raised or skipped once. */
export function expectAlarmsOnce(store: MemoryStore, number: string): void {
	const keys = all(store.historyNow(number), 'alarm-raised').flatMap(({ event }) => [...(event.skipped ?? []), event.key])
	must(new Set(keys).size === keys.length, `${number} raised an alarm twice: ${keys.join()}`)
}

/** No ticket is ever forgotten: whatever has happened, one that is not closed has something due, and a closed one nothing. */
export function expectNotForgotten(store: MemoryStore, number: string): void {
	const phase = phaseOf(store.historyNow(number))
	const isDue = store.dueAt(number) !== undefined
	must(isDue === (phase !== 'closed'), `${number} is ${phase} and ${isDue ? 'due' : 'forgotten'}`)
}

/** The saved instant is an index of what the ticket itself says. */
export function expectIndexFollows(store: MemoryStore, number: string, policy: Policy): void {
	const ticket = store.tickets.get(number)
	const derived = ticket && dueOf(ticket, policy).map(({ at }) => at)
	const [soonest] = [...(derived ?? [])].sort((a, b) => a - b)
	must(store.dueAt(number) === soonest, `${number} is due at ${soonest}, not ${store.dueAt(number)}`)
}

/** The clock tells nobody anything at night, except the staff of what is urgent. */
export function expectToldByDay({ actor, before, added, now }: Done, policy: Policy): void {
	const types = added.flatMap(({ changes }) => changes.flatMap(({ events }) => events.map(({ event }) => event.type)))
	if (actor.id !== 'clock' || types.length === 0 || isOpen(calendarOf(policy), now)) return
	const mayWake = before?.priority === 'urgent' && types.every((type) => type === 'alarm-raised')
	must(mayWake, `the clock did ${types.join()} at ${new Date(now).toISOString()}`)
}
