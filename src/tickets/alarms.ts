import { addBusinessTime, type Calendar, nextOpening } from './calendar/calendar.ts'
import type { Policy } from './policy.ts'
import { hoursOf } from './service-hours.ts'
import type { Instant, Ticket } from './ticket.ts'

/**
 * Which promise is in danger: ours of a first word, of the next word, of an outcome; upstream's of an answer; the customer does not
 * know yet what was solved; the customer has left a question unanswered.
 */
export type AlarmKind = 'first-response' | 'update' | 'resolution' | 'upstream-late' | 'untold' | 'no-answer'

/** A promise that is or will be broken. `key` is unique for the promise and the level, so that each is told once. */
export interface Alarm {
	readonly alarm: AlarmKind
	readonly key: string
	readonly at: Instant
	/** Set for a reminder before the promise is due. */
	readonly early?: true
}

/** What alarms are raised about. It is raised again and again at its own pace, so that no ticket is ever forgotten. */
export interface Cause {
	readonly alarm: AlarmKind
	/** Names this promise; a new promise is a new cause. */
	readonly since: string
	/** Milliseconds until the promise is due, and when so many will have passed; undefined while its clock stands still. */
	readonly time: number
	reach(time: number): Instant | undefined
	/** Between two alarms once all levels of the policy are told, in milliseconds of this calendar. */
	readonly pace: number
	readonly calendar: Calendar
	readonly levels: Levels
}

/** In milliseconds: reminders before the promise is due, the longest first, and alarms after it. */
export interface Levels {
	readonly before: readonly number[]
	readonly after: readonly number[]
}

/** One alarm at once, then at the pace of the cause. */
export const ONE_LEVEL: Levels = { before: [], after: [0] }

/** The levels of our promises to the customer. */
export function levelsOf({ alarms }: Pick<Policy, 'alarms'>): Levels {
	if (alarms === undefined) return ONE_LEVEL
	return {
		before: alarms.remindBeforeHours.map(hoursOf).toSorted((a, b) => b - a),
		after: alarms.afterHours.map(hoursOf).toSorted((a, b) => a - b),
	}
}

/**
 * The level of this cause that comes next, then those after it whose time the policy knows, in their order. `hours`: when
 * people may be told; what falls outside is told when they are there again. Reminders count -1, -2, ... back from the promise.
 */
export function nextLevels(ticket: Ticket, cause: Cause, hours: Calendar): Alarm[] {
	const due = cause.reach(cause.time)
	if (due === undefined) return []
	const { before, after } = cause.levels
	const told = highestTold(ticket, cause)
	const levels = [...before.map((_, index) => index - before.length), ...after.map((_, index) => index + 1)]
	const left = levels.filter((level) => told === undefined || level > told)
	const next = left.length > 0 ? left : [(told ?? 0) + 1]
	return next.flatMap((level): Alarm[] => {
		const at = instantOf(ticket, cause, level, due)
		if (at === undefined) return []
		const alarm = { alarm: cause.alarm, key: keyOf(cause, level), at: nextOpening(hours, at) }
		return [level < 0 ? { ...alarm, early: true } : alarm]
	})
}

/** Undefined where the whole promise is shorter than its reminder would be early. */
function instantOf({ alarms }: Ticket, cause: Cause, level: number, due: Instant): Instant | undefined {
	const { before, after } = cause.levels
	if (level < 0) {
		const early = cause.time - (before.at(level) ?? 0)
		return early > 0 ? cause.reach(early) : undefined
	}
	const toldBefore = alarms[keyOf(cause, level - 1)]
	// The promise was moved to later after it had been broken: it may be broken once more.
	if (toldBefore !== undefined && toldBefore < due) return due
	const given = after[level - 1]
	if (given !== undefined) return cause.reach(cause.time + given)
	return addBusinessTime(cause.calendar, toldBefore ?? due, cause.pace)
}

function highestTold({ alarms }: Ticket, cause: Cause): number | undefined {
	const isTold = (level: number) => alarms[keyOf(cause, level)] !== undefined
	let level = 0
	while (isTold(level + 1)) level += 1
	if (level > 0) return level
	return cause.levels.before.map((_, index) => -1 - index).find(isTold)
}

function keyOf({ alarm, since }: Cause, level: number): string {
	return `${alarm}:${since}:${level}`
}
