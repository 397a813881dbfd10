import { isDeepStrictEqual } from 'node:util'
import { evolve } from '../../../tickets/evolve.ts'
import type { Policy } from '../../../tickets/policy.ts'
import { nextDueAt as derivedDueAt } from '../../../tickets/promises.ts'
import type { Instant, Ticket } from '../../../tickets/ticket.ts'
import { checkClosing } from './check-closing.ts'
import { checkDeliveries } from './check-deliveries.ts'
import type { KeptTicket } from './records.ts'

const RESTORE = 'restore the desk from a backup of before that'

/** What is wrong with one ticket, looked at alone. */
export function* checkTicket(kept: KeptTicket, policy: Policy): Generator<string> {
	const { ticket, history, notices, nextDueAt } = kept
	if (ticket === undefined) {
		yield `there is no such ticket, but ${history.length} events and ${notices.length} notices of it: the ticket was lost; ${RESTORE}`
		return
	}
	const gap = history.findIndex((event, index) => event.sequence !== index + 1 || event.ticket !== kept.number)
	if (gap >= 0) {
		yield `its history is not whole: event ${history[gap]?.sequence} stands at place ${gap + 1}; ${RESTORE}`
		return
	}
	yield* checkHistory(kept, ticket, policy)
	yield* checkDue(derivedDueAt(ticket, policy), nextDueAt)
	yield* checkDeliveries(ticket, history, notices)
}

/** The ticket is what its events tell, and each of its closings had the right to happen. */
function* checkHistory({ history }: KeptTicket, ticket: Ticket, policy: Policy): Generator<string> {
	let told: Ticket | undefined
	for (const recorded of history) {
		if (told !== undefined && recorded.event.type === 'closed') yield* checkClosing(told, recorded, recorded.event, policy)
		try {
			told = evolve(told, recorded)
		} catch {
			yield `its history does not begin with its opening; ${RESTORE}`
			return
		}
	}
	const fields = differingFields(ticket, told)
	if (fields.length > 0) yield `it is not what its history tells (${fields.join(', ')}); ${RESTORE}`
}

function differingFields(ticket: Ticket, told: Ticket | undefined): string[] {
	const [kept, wanted] = [plain(ticket), plain(told ?? {})]
	const names = [...new Set([...Object.keys(kept), ...Object.keys(wanted)])]
	return names.filter((name) => !isDeepStrictEqual(kept[name], wanted[name]))
}

/** As a store reads it: without what is undefined. */
function plain(value: object): Record<string, unknown> {
	return JSON.parse(JSON.stringify(value)) as Record<string, unknown>
}

function* checkDue(derived: Instant | undefined, saved: Instant | undefined): Generator<string> {
	if (derived === saved) return
	const [is, should] = [saved, derived].map((at) => (at === undefined ? 'never' : new Date(at).toISOString()))
	yield `the clock looks at it ${is} and should ${should}: restart the desk, which then follows its policy again`
}
