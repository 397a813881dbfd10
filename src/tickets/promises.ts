import { nextReminder, silenceEnds } from './loop.ts'
import type { Policy } from './policy.ts'
import { awaitsUpstream, type Instant, solvedUpstreamUntold, type Ticket } from './ticket.ts'

const HOUR = 3_600_000

export type AlarmKind = 'first-response' | 'update' | 'upstream-late' | 'untold'

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

/** The alarms of a ticket that have not been raised yet, past and future ones. */
export function alarmsOf(ticket: Ticket, policy: Policy): Alarm[] {
	return promisesOf(ticket, policy).filter(({ key }) => ticket.alarms[key] === undefined)
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
	if (ticket.state === 'resolved' || ticket.state === 'closed' || ticket.state === 'pending-customer') return undefined
	if (ticket.firstResponseAt === undefined) return ticket.openedAt + firstResponseHours * HOUR
	return ticket.lastUpdateAt + updateHours * HOUR
}

function promisesOf(ticket: Ticket, policy: Policy): Alarm[] {
	const alarms: Alarm[] = []
	const promised = nextPromise(ticket, policy)
	if (promised !== undefined) {
		const first = ticket.firstResponseAt === undefined
		alarms.push({
			alarm: first ? 'first-response' : 'update',
			key: first ? `first-response:${ticket.reopened}` : `update:${ticket.lastUpdateAt}`,
			at: promised,
		})
	}
	if (ticket.upstream !== undefined && awaitsUpstream(ticket)) {
		const { at } = ticket.upstream
		alarms.push({ alarm: 'upstream-late', key: `upstream-late:${at}`, at: at + policy.upstream.answerHours * HOUR })
	}
	const untoldSince = untold(ticket)
	if (untoldSince !== undefined) {
		alarms.push({ alarm: 'untold', key: `untold:${untoldSince}`, at: untoldSince + policy.upstream.untoldHours * HOUR })
	}
	return alarms
}

/** Since when there is news that the customer was not told: solved upstream, or an outcome that reached nobody. */
function untold(ticket: Ticket): Instant | undefined {
	if (ticket.state === 'resolved' && ticket.resolution?.told.length === 0) return ticket.resolution.at
	return solvedUpstreamUntold(ticket) ? ticket.upstream?.answer?.at : undefined
}
