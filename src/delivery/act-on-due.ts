import { AppError } from '../errors.ts'
import { CLOCK } from '../tickets/actor.ts'
import { nextOpening } from '../tickets/calendar/calendar.ts'
import { type Desk, execute } from '../tickets/execute.ts'
import { type Due, dueOf } from '../tickets/promises.ts'
import { calendarOf, staffHours } from '../tickets/service-hours.ts'
import type { Instant, Ticket } from '../tickets/ticket.ts'

/** How long a ticket rests at most for which nothing could be done, such as at night, in milliseconds. */
export const LONGEST_REST = 300_000
/** Where nothing stands in the way and still nothing was done. */
const REST = 60_000

export interface DueParts {
	readonly desk: Desk
	/** When a customer's silence may close a ticket that should have been closed at `at`. */
	readonly mayCloseAt: (at: Instant) => Instant
}

/**
 * Does what is due to the ticket. Answers until when it rests where nothing could be done; what must not be told at night is told
 * as soon as somebody is there.
 */
export async function actOnDue({ desk, mayCloseAt }: DueParts, number: string): Promise<Instant | undefined> {
	const ticket = await desk.tickets.load(number)
	const now = desk.clock()
	if (ticket === undefined) return now + REST
	let restsUntil = now + LONGEST_REST
	let hasChanged = false
	for (const due of dueOf(ticket, desk.policy).filter(({ at }) => at <= now)) {
		const from = earliest(desk, ticket, due, mayCloseAt)
		if (from <= now) hasChanged = (await act(desk, ticket, due)) || hasChanged
		restsUntil = Math.min(restsUntil, from > now ? from : now + REST)
	}
	return hasChanged ? undefined : restsUntil
}

/** The first instant from now on at which this may be done. */
function earliest({ policy, clock }: Desk, ticket: Ticket, { verb, at }: Due, mayCloseAt: DueParts['mayCloseAt']): Instant {
	if (verb === 'raise-alarm') return nextOpening(staffHours(ticket, policy), clock())
	const from = verb === 'close-silent' ? Math.max(clock(), mayCloseAt(at)) : clock()
	return nextOpening(calendarOf(policy), from)
}

/** Whether it changed the ticket. What an earlier change has made impossible is left out. */
async function act(desk: Desk, ticket: Ticket, due: Due): Promise<boolean> {
	const { verb, input } = due
	try {
		const { events } = await execute(desk, { ticket: ticket.number, verb, input, actor: CLOCK, cause: causeOf(ticket, due) })
		return events.length > 0
	} catch (error) {
		if (error instanceof AppError && error.code === 'wrong-state') return false
		throw error
	}
}

/** The same for the same promise, reminder or silence, so that each happens once, whoever looks. */
function causeOf({ number, resolution }: Ticket, { verb, input, at }: Due): string {
	const what = verb === 'raise-alarm' ? input.key : `${resolution?.number ?? 0}:${at}`
	return `clock/${number}/${verb}/${what}`
}
