import { formatMoney } from '../tickets/money.ts'
import { type Clock, clocksOf } from '../tickets/clocks.ts'
import { solvedUpstreamUntold, type Ticket, type TicketState } from '../tickets/ticket.ts'
import { formatInstant, formatMonth, formatPromise, type Kit } from './kit.ts'
import type { TextValues } from './texts.ts'

export interface Fact {
	readonly title: string
	readonly value: string
}

/** The colour of a state on cards. */
export function stateColor(state: TicketState): 'accent' | 'warning' | 'good' | 'default' {
	if (state === 'resolved') return 'good'
	if (state === 'closed') return 'default'
	return state === 'new' || state === 'open' ? 'accent' : 'warning'
}

/** What the customer may know of his own ticket, as title and value. */
export function customerFacts(kit: Kit, ticket: Ticket): Fact[] {
	const { word, solution } = clockFacts(kit, ticket, 'paused')
	return facts(kit, [...sharedFacts(kit, ticket), ['promised', word], ['solution', solution]])
}

/** When each clock has run its time, or since when and why it stands still. */
function clockFacts(kit: Kit, ticket: Ticket, pauses: 'paused' | 'paused-staff') {
	const clocks = clocksOf(ticket, kit.policy)
	const wordsOf = (...measured: Clock['measures'][]) => {
		const clock = clocks.find(({ measures }) => measured.includes(measures))
		if (clock === undefined) return undefined
		const { time, paused } = clock
		if (paused !== undefined) return kit.text(`${pauses}.${paused.state}`, { since: formatInstant(kit, paused.from) })
		const at = clock.reach(time)
		return at === undefined ? undefined : formatPromise(kit, at)
	}
	return { word: wordsOf('first-response', 'update'), solution: wordsOf('resolution'), upstream: wordsOf('upstream') }
}

type Entry = readonly [string, string | undefined]

/** A topic that is the ticket's title already is not said again. */
function sharedFacts(kit: Kit, ticket: Ticket): Entry[] {
	const { dispute } = ticket
	const topic = kit.topicTitle(ticket.topic)
	return [
		['topic', topic === ticket.title ? undefined : topic],
		['invoice', dispute?.invoice],
		['amount', dispute?.amount && formatMoney(dispute.amount, kit.locale)],
		['period', dispute?.period && formatMonth(kit, dispute.period)],
		['opened', formatInstant(kit, ticket.openedAt)],
		['assignee', ticket.assignee?.name],
	]
}

/** What the staff sees on top. */
export function staffFacts(kit: Kit, ticket: Ticket): Fact[] {
	const { reporter, dispute, upstream } = ticket
	const { word, solution, upstream: answer } = clockFacts(kit, ticket, 'paused-staff')
	return facts(kit, [
		['customer', `${reporter.customer.name} · ${reporter.name}`],
		['priority', kit.text(`priorities.${ticket.priority}`)],
		...sharedFacts(kit, ticket),
		['promised-staff', word],
		['solution-staff', solution],
		['subscription', dispute?.subscription],
		['tenant', reporter.customer.tenant],
		['upstream', upstream && `${kit.text(`upstream.${upstream.target}`)} · ${upstream.request}`],
		['upstream-answer', answer],
	])
}

function facts(kit: Kit, entries: readonly Entry[]): Fact[] {
	return entries
		.filter((entry): entry is readonly [string, string] => entry[1] !== undefined && entry[1] !== '')
		.map(([key, value]) => ({ title: kit.text(`facts.${key}`), value }))
}

/** What the staff must not overlook, in short sentences; the most serious first. */
export function warningsOf(kit: Kit, ticket: Ticket): string[] {
	const warnings: string[] = []
	if (solvedUpstreamUntold(ticket)) warnings.push(kit.text('alarms.untold'))
	else if (ticket.state === 'resolved' && ticket.resolution?.told.length === 0) warnings.push(kit.text('alarms.not-told-yet'))
	if (ticket.assignee !== undefined && ticket.state !== 'closed' && !kit.hasOwner(ticket)) {
		warnings.push(kit.text('alarms.owner-left', { name: ticket.assignee.name }))
	}
	if (ticket.failedNotices.length > 0) warnings.push(kit.text('alarms.notice-failed'))
	if (isOverdue(kit, ticket)) warnings.push(kit.text('alarms.overdue'))
	if (ticket.escalation !== undefined && ticket.escalation.acknowledged === undefined && ticket.state !== 'closed') {
		warnings.push(kit.text('alarms.escalated'))
	}
	return warnings
}

/** Whether the customer should have heard from us, or had a solution, before now. */
export function isOverdue(kit: Kit, ticket: Ticket): boolean {
	const clocks = clocksOf(ticket, kit.policy).filter(({ measures }) => measures !== 'upstream')
	return clocks.some((clock) => (clock.reach(clock.time) ?? Infinity) < kit.now)
}

/** Where the loop stands, in a sentence for the customer or for the staff. */
export function loopWords(kit: Kit, ticket: Ticket, reader: 'customer' | 'staff'): string {
	const { closure, resolution } = ticket
	const say = (key: string, values?: TextValues) => kit.text(`${reader === 'staff' ? 'loop-staff' : 'loop'}.${key}`, values)
	if (closure !== undefined) return say(`closed.${closure.reason}`, { ticket: closure.into ?? '' })
	if (ticket.state === 'pending-customer') return say('asked')
	if (ticket.state !== 'resolved' || resolution === undefined) return say('working')
	if (resolution.told.length === 0) return say(resolution.agreedAt === undefined ? 'untold' : 'agreed-untold')
	const { notices, waitDays, calendar = '24x7' } = kit.policy.silence
	return say(calendar === '24x7' ? 'waiting' : 'waiting-working', {
		count: resolution.told.length,
		needed: notices,
		days: waitDays,
	})
}
