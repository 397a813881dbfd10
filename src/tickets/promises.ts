import { type Alarm, type Cause, levelsOf, nextLevels, ONE_LEVEL } from './alarms.ts'
import { addBusinessTime, ALWAYS } from './calendar/calendar.ts'
import { clocksOf, nextWord } from './clocks.ts'
import { nextReminder, silenceEnds } from './loop.ts'
import type { Policy } from './policy.ts'
import { calendarOf, hoursOf, staffHours, termsOf } from './service-hours.ts'
import { type Instant, solvedUpstreamUntold, type Ticket } from './ticket.ts'

const DAY = 86_400_000

/** Something the clock has to do to a ticket, and when. */
export type Due =
	| { readonly at: Instant; readonly verb: 'raise-alarm'; readonly input: { readonly key: string } }
	| { readonly at: Instant; readonly verb: 'remind-customer' | 'close-silent'; readonly input: Record<string, never> }

/** The next alarm of each promise that is or will be broken; those raised already are not among them. */
export function alarmsOf(ticket: Ticket, policy: Policy): Alarm[] {
	return levelsLeft(ticket, policy).flatMap(([next]) => next ?? [])
}

/**
 * The alarm to raise at `now` where this key is next, and the earlier levels that it stands for: of several whose time has passed
 * while nobody looked, only the latest is told.
 */
export function alarmDue(ticket: Ticket, policy: Policy, { key, now }: { key: string; now: Instant }) {
	const levels = levelsLeft(ticket, policy).find(([next]) => next?.key === key) ?? []
	const passed = levels.filter(({ at }) => at <= now)
	const alarm = passed.at(-1)
	return alarm && { alarm, skipped: passed.slice(0, -1).map((level) => level.key) }
}

/** All that is due or will be, derived from the ticket alone; timers are not stored. */
export function dueOf(ticket: Ticket, policy: Policy): Due[] {
	if (ticket.state === 'closed' || ticket.erased !== undefined) return []
	const due: Due[] = alarmsOf(ticket, policy).map(({ at, key }) => ({ at, verb: 'raise-alarm', input: { key } }))
	const remindAt = nextReminder(ticket, policy)
	if (remindAt !== undefined) due.push({ at: remindAt, verb: 'remind-customer', input: {} })
	const silentAt = silenceEnds(ticket, policy)
	if (silentAt !== undefined) due.push({ at: silentAt, verb: 'close-silent', input: {} })
	return due.sort((a, b) => a.at - b.at)
}

/** When the clock must look at this ticket next; saved with it for the index only. */
export function nextDueAt(ticket: Ticket, policy: Policy): Instant | undefined {
	return dueOf(ticket, policy)[0]?.at
}

/** When the customer will have heard from us at the latest, or undefined while we wait for him. */
export function nextPromise(ticket: Ticket, policy: Policy): Instant | undefined {
	const clock = nextWord(ticket, policy)
	return clock?.reach(clock.time)
}

function levelsLeft(ticket: Ticket, policy: Policy): Alarm[][] {
	const hours = staffHours(ticket, policy)
	return causesOf(ticket, policy).map((cause) => nextLevels(ticket, cause, hours))
}

function causesOf(ticket: Ticket, policy: Policy): Cause[] {
	const { update: pace, calendar } = termsOf(ticket, policy)
	const levels = levelsOf(policy)
	const causes = clocksOf(ticket, policy).flatMap((clock): Cause[] => {
		const { measures, from, time, reach } = clock
		const shared = { time, reach, pace, calendar }
		if (measures === 'upstream') return [{ ...shared, alarm: 'upstream-late', since: String(from), levels: ONE_LEVEL }]
		if (measures !== 'update') return [{ ...shared, alarm: measures, since: String(ticket.reopened), levels }]
		// A question that nobody answers has an alarm of its own.
		const isAsked = ticket.state === 'pending-customer' && ticket.question !== undefined
		return isAsked ? [] : [{ ...shared, alarm: measures, since: String(reach(time)), levels }]
	})
	return [...causes, ...unanswered(ticket, { pace, calendar }), ...untold(ticket, policy)]
}

function unanswered(ticket: Ticket, { pace, calendar }: Pick<Cause, 'pace' | 'calendar'>): Cause[] {
	if (ticket.state !== 'pending-customer' || ticket.question === undefined) return []
	const { at } = ticket.question
	const reach = (time: number) => addBusinessTime(calendar, at, time)
	return [{ alarm: 'no-answer', since: String(at), time: pace, reach, pace, calendar, levels: ONE_LEVEL }]
}

/** There is news that the customer was not told: solved upstream, or an outcome that reached nobody. Called out every day. */
function untold(ticket: Ticket, policy: Policy): Cause[] {
	const since = untoldSince(ticket)
	if (since === undefined) return []
	const calendar = calendarOf(policy)
	const time = hoursOf(policy.upstream.untoldHours)
	const reach = (after: number) => addBusinessTime(calendar, since, after)
	return [{ alarm: 'untold', since: String(since), time, reach, pace: DAY, calendar: ALWAYS, levels: ONE_LEVEL }]
}

function untoldSince(ticket: Ticket): Instant | undefined {
	if (ticket.state === 'resolved' && ticket.resolution?.told.length === 0) return ticket.resolution.at
	return solvedUpstreamUntold(ticket) ? ticket.upstream?.answer?.at : undefined
}
