import { setImmediate } from 'node:timers/promises'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import type { Operation } from './data.ts'
import type { Engine } from './engine.ts'

/** Tickets that are looked at before everybody else has a turn. */
const AT_ONCE = 200

/** Writes `nextDueAt` of these tickets anew where it should be another; answers how many those were. */
export async function reindex(
	engine: Engine,
	numbers: readonly string[],
	dueAt: (ticket: Ticket) => Instant | undefined,
): Promise<number> {
	let moved = 0
	for (let start = 0; start < numbers.length; start += AT_ONCE) {
		const operations = numbers.slice(start, start + AT_ONCE).flatMap((number): Operation[] => {
			// The newest state, so that a change on its way to the disk is not overwritten by the state before it.
			const stored = engine.newest('tickets', number)
			if (stored === undefined || stored.ticket.state === 'closed') return []
			const nextDueAt = dueAt(stored.ticket)
			return nextDueAt === stored.nextDueAt ? [] : [['tickets', number, { ticket: stored.ticket, nextDueAt }]]
		})
		if (operations.length > 0) await engine.commit(operations)
		else await setImmediate()
		moved += operations.length
	}
	return moved
}
