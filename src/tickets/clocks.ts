import { addBusinessTime, businessTimeBetween, type Calendar } from './calendar/calendar.ts'
import { waitsForOurAnswer } from './loop.ts'
import type { Policy } from './policy.ts'
import { type Terms, termsOf, upstreamTerms } from './service-hours.ts'
import { awaitsUpstream, type Instant, type Ticket, type TicketState, type Wait } from './ticket.ts'

/** One clock of a ticket: what it measures, and when it has run its time. It stands still while `paused`. */
export interface Clock {
	readonly measures: 'first-response' | 'update' | 'resolution' | 'upstream'
	/** When it began. */
	readonly from: Instant
	/** Its time, in milliseconds of opening time. */
	readonly time: number
	readonly calendar: Calendar
	/** Since when and because of which state it stands still. */
	readonly paused?: Wait | undefined
	/** The instant at which so many milliseconds will have run; undefined where it stands still before. */
	reach(time: number): Instant | undefined
}

/** What a policy without `pauses` means: the customer's own answer is waited for, and nobody else's work is our solution. */
const PAUSES = { update: ['pending-customer'], resolution: ['pending-customer', 'pending-upstream'] } as const

/** The clocks of a ticket that somebody runs against: ours towards the customer, and upstream's towards us. */
export function clocksOf(ticket: Ticket, policy: Policy): Clock[] {
	if (ticket.state === 'closed' || ticket.erased !== undefined) return []
	const terms = termsOf(ticket, policy)
	return [nextWord(ticket, policy, terms), resolution(ticket, policy, terms), upstream(ticket, policy)].filter(
		(clock) => clock !== undefined,
	)
}

/** When the customer hears from us at the latest. The first response keeps its own clock, whatever is written before it. */
export function nextWord(ticket: Ticket, policy: Policy, terms = termsOf(ticket, policy)): Clock | undefined {
	const { calendar, firstResponse, update } = terms
	const isFirst = ticket.firstResponseAt === undefined
	if (waitsForOurAnswer(ticket)) return straight('update', ticket.customerWroteAt ?? ticket.updatedAt, update, calendar)
	if (ticket.state === 'resolved' || ticket.state === 'closed') return undefined
	const { waits = [] } = ticket
	const pauses: readonly TicketState[] = policy.pauses?.update ?? PAUSES.update
	const resumed = waits.filter(({ state, to }) => to !== undefined && pauses.includes(state)).map(({ to = 0 }) => to)
	const from = isFirst ? ticket.openedAt : Math.max(ticket.lastUpdateAt, ...resumed)
	const clock = straight(isFirst ? 'first-response' : 'update', from, isFirst ? firstResponse : update, calendar)
	if (!pauses.includes(ticket.state)) return clock
	return { ...clock, paused: waits.at(-1) ?? { state: ticket.state, from: ticket.updatedAt }, reach: () => undefined }
}

/** From the report to a proposed outcome; a reopened ticket goes on where it stood when the outcome was proposed. */
function resolution(ticket: Ticket, policy: Policy, { resolution: time, calendar }: Terms): Clock | undefined {
	if (time === undefined || ticket.state === 'resolved') return undefined
	const pauses: readonly TicketState[] = policy.pauses?.resolution ?? PAUSES.resolution
	const stood = (ticket.waits ?? []).filter(({ state }) => !isPending(state) || pauses.includes(state))
	const paused = stood.find(({ to }) => to === undefined)
	const from = ticket.openedAt
	return { measures: 'resolution', from, time, calendar, paused, reach: (after) => reachBetween(from, stood, after, calendar) }
}

function isPending(state: TicketState): boolean {
	return state === 'pending-customer' || state === 'pending-upstream'
}

/** The instant at which a clock that stood still meanwhile will have run so long. */
function reachBetween(start: Instant, stood: readonly Wait[], time: number, calendar: Calendar): Instant | undefined {
	let from = start
	let left = time
	for (const wait of stood) {
		const ran = businessTimeBetween(calendar, from, wait.from)
		if (left <= ran) break
		if (wait.to === undefined) return undefined
		left -= ran
		from = wait.to
	}
	return addBusinessTime(calendar, from, left)
}

function upstream(ticket: Ticket, policy: Policy): Clock | undefined {
	if (ticket.upstream === undefined || !awaitsUpstream(ticket)) return undefined
	const { answer, calendar } = upstreamTerms(ticket.upstream.target, policy)
	return straight('upstream', ticket.upstream.at, answer, calendar)
}

/** A clock that never stands still. */
function straight<Measures extends string>(measures: Measures, from: Instant, time: number, calendar: Calendar) {
	return { measures, from, time, calendar, reach: (after: number) => addBusinessTime(calendar, from, after) }
}
