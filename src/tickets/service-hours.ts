import { addBusinessTime, ALWAYS, type Calendar, createCalendar, nextOpening } from './calendar/calendar.ts'
import type { CalendarDefinition } from './calendar/definition.ts'
import type { Policy } from './policy.ts'
import type { Instant, Ticket } from './ticket.ts'

const HOUR = 3_600_000

/** The part of a policy that says when somebody is there. */
export type OpeningHours = Pick<Policy, 'calendars' | 'calendar'>

/** Calendars keep what they have worked out, so each definition has one. */
const made = new WeakMap<CalendarDefinition, Calendar>()

/** The calendar of this name; without a name the policy's own, and without that every hour. */
export function calendarOf({ calendars, calendar }: OpeningHours, name = calendar): Calendar {
	const definition = name === undefined ? undefined : calendars?.[name]
	if (definition === undefined) return ALWAYS
	const before = made.get(definition)
	if (before !== undefined) return before
	const fresh = createCalendar(definition)
	made.set(definition, fresh)
	return fresh
}

/** The IANA time zone of the policy's own calendar, by whose clocks the desk lives; undefined where it has none. */
export function deskTimeZone({ calendars, calendar = '' }: OpeningHours): string | undefined {
	return calendars?.[calendar]?.timeZone
}

/** Before and after so long, nobody is at work any more or yet: a lunch break is no quiet hour. */
const QUIET = { after: HOUR, before: 2 * HOUR } as const

/** Whether the desk is closed, has been for an hour and will be for two: what disturbs people may be done now. */
export function isQuiet(policy: OpeningHours, at: Instant): boolean {
	return nextOpening(calendarOf(policy), at - QUIET.after) >= at + QUIET.before
}

/** What a ticket's customer is promised, in milliseconds of opening time. */
export interface Terms {
	readonly firstResponse: number
	readonly update: number
	readonly resolution?: number | undefined
	readonly calendar: Calendar
}

/** By the ticket's priority and its customer's segment; the policy's own list of customers counts before the customer book. */
export function termsOf({ priority, reporter }: Ticket, policy: Policy): Terms {
	const { id, segment = '' } = reporter.customer
	const segments = Object.entries(policy.segments ?? {})
	const own = segments.find(([, { customers }]) => customers.includes(id)) ?? segments.find(([name]) => name === segment)
	const promised = own?.[1].promises[priority] ?? policy.promises[priority]
	return {
		firstResponse: hoursOf(promised.firstResponseHours),
		update: hoursOf(promised.updateHours),
		resolution: promised.resolutionHours && hoursOf(promised.resolutionHours),
		calendar: calendarOf(policy, promised.calendar),
	}
}

/** How long whoever was asked upstream may take, and in whose hours. */
export function upstreamTerms(target: 'microsoft' | 'indirect-provider', policy: Policy): { answer: number; calendar: Calendar } {
	const { upstream } = policy
	const { answerHours, calendar } = target === 'indirect-provider' ? (upstream.provider ?? upstream) : upstream
	return { answer: hoursOf(answerHours), calendar: calendarOf(policy, calendar) }
}

/** The instant after so many days of a customer's silence: working days where the policy names whose, days of every week else. */
export function afterSilence(
	{ silence, calendars }: Pick<Policy, 'silence' | 'calendars'>,
	from: Instant,
	days: number,
): Instant {
	const calendar = calendarOf({ calendars }, silence.calendar)
	return addBusinessTime(calendar, from, Math.round(days * calendar.dayLength))
}

/** When the staff may be told of this ticket by the clock: at night only where it is urgent and its promise runs at night. */
export function staffHours(ticket: Ticket, policy: Policy): Calendar {
	const { calendar } = termsOf(ticket, policy)
	return calendar.isAlwaysOpen && ticket.priority !== 'urgent' ? calendarOf(policy) : calendar
}

/** Hours in whole milliseconds. */
export function hoursOf(hours: number): number {
	return Math.round(hours * HOUR)
}
