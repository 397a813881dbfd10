import { nextReminder, silenceEnds, waitsForOurAnswer } from './loop.ts'
import type { Policy } from './policy.ts'
import { awaitsUpstream, type Instant, solvedUpstreamUntold, type Ticket } from './ticket.ts'

const HOUR = 3_600_000
const DAY_HOURS = 24

export type AlarmKind = 'first-response' | 'update' | 'upstream-late' | 'untold' | 'no-answer'

/** A promise that is or will be broken. `key` is unique for the promise, so that each alarm is raised once. */
export interface Alarm {
	readonly alarm: AlarmKind
	readonly key: string
	readonly at: Instant
}

/** Something the clock has to do to a ticket, and when. */
export type Due =
	| { readonly at: Instant; readonly verb: 'raise-alarm'; readonly input: { readonly key: string } }
	| { readonly at: Instant; readonly verb: 'remind-customer' | 'close-silent'; readonly input: Record<string, never> }

/** The next alarm of each promise that is or will be broken; those raised already are not among them. */
export function alarmsOf(ticket: Ticket, policy: Policy): Alarm[] {
	return promisesOf(ticket, policy)
}

/** All that is due or will be, derived from the ticket alone; timers are not stored. */
export function dueOf(ticket: Ticket, policy: Policy): Due[] {
	if (ticket.state === 'closed') return []
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
	const { firstResponseHours, updateHours } = policy.promises[ticket.priority]
	if (waitsForOurAnswer(ticket)) return (ticket.customerWroteAt ?? ticket.updatedAt) + updateHours * HOUR
	if (ticket.state === 'resolved' || ticket.state === 'closed' || ticket.state === 'pending-customer') return undefined
	if (ticket.firstResponseAt === undefined) return ticket.openedAt + firstResponseHours * HOUR
	return ticket.lastUpdateAt + updateHours * HOUR
}

/** A promise that goes on being broken is raised again at its own pace, so that no ticket is ever forgotten. */
interface Cause {
	readonly alarm: AlarmKind
	/** Names this promise; a new promise is a new cause. */
	readonly since: string
	readonly at: Instant
	readonly everyHours: number
}

function promisesOf(ticket: Ticket, policy: Policy): Alarm[] {
	return causesOf(ticket, policy).map((cause) => nextLevel(ticket, cause))
}

/** The next level of an alarm: the first at its time, each further one a pause after the one before was raised. */
function nextLevel({ alarms }: Ticket, { alarm, since, at, everyHours }: Cause): Alarm {
	let level = 1
	let due = at
	for (let raised = alarms[keyOf(alarm, since, 1)]; raised !== undefined; raised = alarms[keyOf(alarm, since, level)]) {
		due = raised + everyHours * HOUR
		level += 1
	}
	return { alarm, key: keyOf(alarm, since, level), at: due }
}

function keyOf(alarm: AlarmKind, since: string, level: number): string {
	return `${alarm}:${since}:${level}`
}

function causesOf(ticket: Ticket, policy: Policy): Cause[] {
	const causes: Cause[] = []
	const { updateHours } = policy.promises[ticket.priority]
	const promised = nextPromise(ticket, policy)
	if (promised !== undefined) {
		const isFirst = ticket.firstResponseAt === undefined && ticket.state !== 'resolved'
		const since = isFirst ? String(ticket.reopened) : String(promised)
		causes.push({ alarm: isFirst ? 'first-response' : 'update', since, at: promised, everyHours: updateHours })
	}
	if (ticket.state === 'pending-customer' && ticket.question !== undefined) {
		const { at } = ticket.question
		causes.push({ alarm: 'no-answer', since: String(at), at: at + updateHours * HOUR, everyHours: updateHours })
	}
	if (ticket.upstream !== undefined && awaitsUpstream(ticket)) {
		const { at } = ticket.upstream
		const { answerHours } = policy.upstream
		causes.push({ alarm: 'upstream-late', since: String(at), at: at + answerHours * HOUR, everyHours: updateHours })
	}
	const untoldSince = untold(ticket)
	if (untoldSince !== undefined) {
		const at = untoldSince + policy.upstream.untoldHours * HOUR
		causes.push({ alarm: 'untold', since: String(untoldSince), at, everyHours: DAY_HOURS })
	}
	return causes
}

/** Since when there is news that the customer was not told: solved upstream, or an outcome that reached nobody. */
function untold(ticket: Ticket): Instant | undefined {
	if (ticket.state === 'resolved' && ticket.resolution?.told.length === 0) return ticket.resolution.at
	return solvedUpstreamUntold(ticket) ? ticket.upstream?.answer?.at : undefined
}
