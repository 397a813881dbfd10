import { all, must, phaseOf } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'

/** Each alarm is raised once. */
export function expectAlarmsOnce(store: MemoryStore, number: string): void {
	const keys = all(store.historyNow(number), 'alarm-raised').map(({ event }) => event.key)
	must(new Set(keys).size === keys.length, `${number} raised an alarm twice: ${keys.join()}`)
}

/** No ticket is ever forgotten: whatever has happened, one that is not closed has something due, and a closed one nothing. */
export function expectNotForgotten(store: MemoryStore, number: string): void {
	const phase = phaseOf(store.historyNow(number))
	const isDue = store.dueAt(number) !== undefined
	must(isDue === (phase !== 'closed'), `${number} is ${phase} and ${isDue ? 'due' : 'forgotten'}`)
}
