import type { Instant } from '../tickets/ticket.ts'

const DAY = 86_400_000
/** Early enough to find whoever may make a new secret. */
const SOON = 30
const URGENT = 7

/** How near the end of the bot's secret is. */
export interface SecretTerm {
	/** `soon` from 30 days before, `urgent` from 7 days before until the day itself, `expired` from the day after. */
	readonly level: 'soon' | 'urgent' | 'expired'
	/** An ISO day. */
	readonly expires: string
	/** 0 on the day itself, negative after it. */
	readonly daysLeft: number
}

/**
 * What is to be told of a secret's end: nothing until 30 days before. Days are those of the calendar in `timeZone` (IANA; the machine's
 * own where it is undefined), since Microsoft Entra shows a day.
 */
export function secretTerm(expires: string, at: Instant, timeZone: string | undefined): SecretTerm | undefined {
	const daysLeft = (Date.parse(expires) - todayIn(timeZone, at)) / DAY
	if (daysLeft > SOON) return undefined
	return { level: daysLeft < 0 ? 'expired' : daysLeft <= URGENT ? 'urgent' : 'soon', expires, daysLeft }
}

/** The day that the calendar of a place shows, as midnight of UTC. */
function todayIn(timeZone: string | undefined, at: Instant): Instant {
	const format = new Intl.DateTimeFormat('en', {
		timeZone,
		calendar: 'gregory',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
	})
	const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
	return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1)
}
