import { nextOpening } from './calendar/calendar.ts'
import type { Policy } from './policy.ts'
import { afterSilence, calendarOf, type OpeningHours } from './service-hours.ts'
import type { Closure, Instant, Resolution, Ticket } from './ticket.ts'

/** The part of a policy that the loop follows. */
type LoopPolicy = Pick<Policy, 'silence'> & OpeningHours

/**
 * Rule 1: how this ticket may be closed at `now`, or undefined when it may not. `withdrawn` and `merged` are the
 * customer's and the merge's own closings and are decided there.
 */
export function closable(ticket: Ticket, policy: LoopPolicy, now: Instant): Closure['reason'] | undefined {
	const { resolution } = ticket
	if (ticket.state !== 'resolved' || resolution === undefined || resolution.told.length === 0) return undefined
	if (resolution.agreedAt !== undefined) return 'agreed'
	const silentAt = silenceEnds(ticket, policy)
	return silentAt !== undefined && silentAt <= now ? 'silent' : undefined
}

/** Notices of the latest resolution that the customer received and has been silent about since, each counted once. */
export function unansweredNotices(ticket: Ticket): Resolution['told'] {
	const since = ticket.customerWroteAt ?? 0
	const seen = new Map(
		(ticket.resolution?.told ?? []).filter((told) => told.at > since).map((told) => [told.notice, told] as const),
	)
	return [...seen.values()]
}

/** True when the customer wrote about the proposed outcome and nobody has written back: it is us who are silent. */
export function waitsForOurAnswer(ticket: Ticket): boolean {
	const { state, resolution, customerWroteAt = 0, staffWroteAt = 0 } = ticket
	return state === 'resolved' && resolution !== undefined && customerWroteAt > resolution.at && staffWroteAt <= customerWroteAt
}

/** When silence closes the ticket, in opening hours, or undefined while the policy still asks for more delivered notices. */
export function silenceEnds(ticket: Ticket, policy: LoopPolicy): Instant | undefined {
	const told = unansweredNotices(ticket)
	if (ticket.state !== 'resolved' || told.length < policy.silence.notices || waitsForOurAnswer(ticket)) return undefined
	return nextOpening(calendarOf(policy), afterSilence(policy, lastOf(told), policy.silence.waitDays))
}

/** When the next reminder of the proposed outcome is due, in opening hours, or undefined when none is needed. */
export function nextReminder(ticket: Ticket, policy: LoopPolicy): Instant | undefined {
	const told = unansweredNotices(ticket)
	if (ticket.state !== 'resolved' || ticket.resolution?.agreedAt !== undefined || waitsForOurAnswer(ticket)) return undefined
	if (told.length >= policy.silence.notices || ticket.resolution?.told.length === 0) return undefined
	const from = Math.max(lastOf(told), ticket.customerWroteAt ?? 0, ticket.remindedAt ?? 0)
	return nextOpening(calendarOf(policy), afterSilence(policy, from, policy.silence.remindAfterDays))
}

function lastOf(told: Resolution['told']): Instant {
	return told.reduce((latest, { at }) => Math.max(latest, at), 0)
}
