import type { Store } from '../../../src/stores/store.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'
import { followUp, NOON, notice, opening } from '../../stores/samples.ts'

export const WRITERS = 32

/** One change of one writer: when it was acknowledged, and how long that took, in milliseconds. */
export interface Done {
	readonly at: number
	readonly ms: number
}

export function ticketOf(index: number) {
	const options = { reporter: `user-${index % 20_000}`, customer: `customer-${index % 5000}`, assignee: `staff-${index % 20}` }
	const number = `BD-${index + 1001}`
	const due = { nextDueAt: NOON + ((index * 7919) % 1_000_000) }
	return { ...opening(number, { ...options, at: NOON + index, description: 'd'.repeat(900) }), ...due }
}

/** Opens the tickets from the first to before the last. */
export async function fill(store: Store, first: number, last: number): Promise<void> {
	for (let start = first; start < last; start += 1000) {
		const part = Array.from({ length: Math.min(1000, last - start) }, (_, index) => start + index)
		await Promise.all(part.map((index) => store.tickets.commit(`open-${index}`, [ticketOf(index)])))
	}
}

let rounds = 0

/** Writers who each wait for their own change, all over the tickets, until somebody says that it is enough. */
export async function change(store: Store, tickets: number, isEnough: () => boolean): Promise<Done[]> {
	const round = (rounds += 1)
	const done: Done[] = []
	const writers = Array.from({ length: WRITERS }, async (_, writer) => {
		for (let turn = 0; !isEnough(); turn += 1) {
			const started = performance.now()
			await changeOne(store, `BD-${1001 + ((writer + WRITERS * turn * 97) % tickets)}`, `${round}-${writer}-${turn}`)
			const at = performance.now()
			done.push({ at, ms: at - started })
		}
	})
	await Promise.all(writers)
	return done
}

async function changeOne(store: Store, number: string, cause: string): Promise<void> {
	const ticket = (await store.tickets.load(number)) as Ticket
	const to = { kind: 'customer', id: ticket.reporter.userId } as const
	const notices = [notice(`${number}/${ticket.sequence + 1}/reply`, to, { ticket: number })]
	const at = ticket.updatedAt + 1
	const changed = followUp(ticket, at, { type: 'note-added', text: 'looked at the invoice' })
	await store.tickets.commit(cause, [{ ...changed, notices, nextDueAt: at }])
}

/** The value below which this share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
	const sorted = numbers.toSorted((a, b) => a - b)
	return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}
