import { ACTIVE_STATES, OUTCOMES, PRIORITIES } from '../../src/tickets/ticket.ts'
import type { TicketEvent } from '../../src/tickets/events.ts'
import { CLAIMS } from '../../src/tickets/claim-windows.ts'
import type { Attempt, ChannelName, Notice } from '../../src/tickets/notice.ts'
import { packetSchema } from '../../src/tickets/packet.ts'
import type { AlarmKind } from '../../src/tickets/alarms.ts'
import type { Closure, CustomerChannel, UpstreamRequest } from '../../src/tickets/ticket.ts'
import type { ErrorCode } from '../../src/errors.ts'
import { VERBS } from '../../src/tickets/verbs.ts'

/** The members of a union, of which none may be forgotten: the type checker counts. */
function every<Member extends string>(members: Readonly<Record<Member, true>>): Member[] {
	return Object.keys(members) as Member[]
}

export const NOTICE_KINDS = every<Notice['kind']>({
	'opened-for-you': true,
	taken: true,
	question: true,
	reply: true,
	'sent-upstream': true,
	resolved: true,
	reminder: true,
	reopened: true,
	closed: true,
	'new-ticket': true,
	'assigned-to-you': true,
	'customer-wrote': true,
	escalated: true,
	'customer-rejected': true,
	'solved-upstream': true,
	'due-soon': true,
	overdue: true,
	untold: true,
	'upstream-late': true,
	'notice-failed': true,
	'notice-uncertain': true,
	'answer-uncertain': true,
	'loop-closed': true,
	'no-answer': true,
	'alarms-gathered': true,
	'reopened-by-colleague': true,
	'upstream-answered': true,
})

const EVENTS = every<TicketEvent['type']>({
	opened: true,
	assigned: true,
	'customer-asked': true,
	'customer-wrote': true,
	'note-added': true,
	replied: true,
	'priority-set': true,
	'escalated-to-manager': true,
	'escalation-acknowledged': true,
	'packet-prepared': true,
	'escalated-upstream': true,
	'upstream-answered': true,
	resolved: true,
	told: true,
	reminded: true,
	agreed: true,
	reopened: true,
	'notice-failed': true,
	'notice-recovered': true,
	'answer-uncertain': true,
	'sent-again': true,
	'alarm-raised': true,
	absorbed: true,
	erased: true,
	closed: true,
})

const CODES = every<ErrorCode>({
	'bad-input': true,
	'not-signed-in': true,
	'not-allowed': true,
	'not-found': true,
	stale: true,
	'wrong-state': true,
	incomplete: true,
	'too-large': true,
	'too-many': true,
	busy: true,
	damaged: true,
	misconfigured: true,
})

const ALARMS = every<AlarmKind>({
	'first-response': true,
	update: true,
	resolution: true,
	'upstream-late': true,
	untold: true,
	'no-answer': true,
})
const CLOSURES = every<Closure['reason']>({ agreed: true, silent: true, withdrawn: true, merged: true })
const TARGETS = every<UpstreamRequest['target']>({ microsoft: true, 'indirect-provider': true })
const CHANNELS = every<ChannelName | CustomerChannel>({
	'web-chat': true,
	'e-mail': true,
	teams: true,
	tab: true,
	phone: true,
	'status-page': true,
})
const STATUSES = every<Notice['status'] | Attempt['outcome']>({
	waiting: true,
	delivered: true,
	failed: true,
	ambiguous: true,
	unseen: true,
	retryable: true,
	permanent: true,
})

/** Verbs of people, which have a button or a form; `take` is "assign it to me". */
export const PEOPLES_VERBS = Object.entries(VERBS)
	.filter(([, { who }]) => !who.includes('system'))
	.map(([name]) => name)
	.filter((name) => name !== 'confirm' && name !== 'reject')

const FORM_FIELDS =
	'to into text reason priority request solved outcome amount with date time said comment invoice period subscription name company email'
const FACTS =
	'topic invoice amount period opened assignee promised promised-staff solution solution-staff upstream-answer customer priority subscription tenant upstream outcome credit'

const under = (section: string, names: readonly string[], end = '') => names.map((name) => `${section}.${name}${end}`)

/** Every key that the code builds from the domain's own words. */
export function usedKeys(): string[] {
	return [
		...under('states', [...ACTIVE_STATES, 'resolved', 'closed']),
		...under('priorities', PRIORITIES),
		...under('outcomes', OUTCOMES),
		...under('upstream', TARGETS),
		...under('channels', CHANNELS),
		...under('notices', NOTICE_KINDS),
		...under('notice-kinds', NOTICE_KINDS),
		...under('alarm-kinds', ALARMS),
		...under('alarm-soon', ['first-response', 'update', 'resolution']),
		...['paused', 'paused-staff'].flatMap((section) => under(section, ['pending-customer', 'pending-upstream'])),
		...under('history', EVENTS),
		...under('history-yours', ['customer-asked', 'replied', 'told', 'reminded']),
		...['loop', 'loop-staff'].flatMap((loop) =>
			under(loop, ['working', 'untold', 'agreed-untold', 'waiting', 'waiting-working']),
		),
		...['loop.closed', 'loop-staff.closed', 'history.closings'].flatMap((section) => under(section, CLOSURES)),
		...under('facts', FACTS.split(' ')),
		'history.taken',
		'history.notice-uncertain',
		...under('claims', CLAIMS),
		...under('errors', [...CODES, 'unexpected']),
		...under('delivery', STATUSES),
		...under('actions', ['take', ...PEOPLES_VERBS]),
		...under('fields', [...Object.keys(packetSchema.shape), ...FORM_FIELDS.split(' ')], '.label'),
		...under('packet', ['line', 'heading', 'checked', 'problem', 'customer', 'contact']),
		...under('call-answers', ['agreed', 'disagreed', 'nothing']),
		...under('bot', ['no-my-tickets', 'no-unassigned', 'my-tickets', 'unassigned']),
	]
}
