import type { Notice } from '../tickets/notice.ts'
import type { StaffMember } from '../tickets/actor.ts'
import { staffActor } from '../tickets/actor.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { cardAction } from './actions.ts'
import type { Kit } from './kit.ts'
import { noticeWords } from './notice-words.ts'
import { plain, plainFacts } from './plain.ts'
import type { Card } from './templates.ts'
import { ticketActions } from './ticket-actions.ts'
import { staffFacts } from './ticket-words.ts'

const URGENT: ReadonlySet<Notice['kind']> = new Set([
	'escalated',
	'customer-rejected',
	'overdue',
	'alarms-gathered',
	'untold',
	'upstream-late',
	'notice-failed',
	'notice-uncertain',
])

/** What calls a manager: he says that he has seen it, or gives the ticket to somebody. */
const CALLS_MANAGER: ReadonlySet<Notice['kind']> = new Set([
	'customer-rejected',
	'reopened-by-colleague',
	'overdue',
	'alarms-gathered',
	'untold',
	'upstream-late',
	'no-answer',
])

/** Facts that a notification shows; the ticket itself has them all. */
const FACTS = 4

/** What may be done right from a notification: acknowledge, take, hand over. */
const QUICK: ReadonlySet<string> = new Set(['acknowledge', 'take', 'assign'])

/** The card that tells somebody of the staff; `reader` is undefined in the team's channel, where anybody may press. */
export function noticeCard(kit: Kit, notice: Notice, ticket: Ticket, reader: StaffMember | undefined): Card {
	const { title, words } = noticeWords(kit, notice, ticket)
	const data = { ticket: ticket.number, version: ticket.version }
	const quick = reader ? ticketActions(kit, staffActor(reader), ticket).filter(({ verb }) => QUICK.has(verb)) : []
	// An escalation that waits is acknowledged on the ticket itself, for all managers.
	const isSeen = reader?.role === 'manager' && CALLS_MANAGER.has(notice.kind) && !quick.some(({ verb }) => verb === 'acknowledge')
	// What was meant for somebody who has left the team is read in the channel: his ticket wants a new owner.
	const isOwnerless = ticket.assignee === undefined || notice.to.kind === 'staff'
	const inChannel = reader === undefined && isOwnerless && ticket.state !== 'closed'
	return kit.render('notice', {
		title: plain(title),
		color: URGENT.has(notice.kind) ? 'attention' : 'default',
		subtitle: `${ticket.number} · ${ticket.title}`,
		words: words ?? '',
		facts: plainFacts(staffFacts(kit, ticket).slice(0, FACTS)),
		actions: [
			...(isSeen ? [seenAction(kit, notice)] : []),
			...(inChannel ? [cardAction(kit, { title: kit.text('actions.take'), verb: 'take', data, style: 'positive' })] : []),
			...quick.map(({ verb, title: name, style, form }) =>
				cardAction(kit, { title: name, style, verb: form ? 'show-form' : verb, data: { ...data, ...(form && { form: verb }) } }),
			),
			cardAction(kit, { title: kit.text('actions.show-ticket'), verb: 'show-ticket', data: { ticket: ticket.number } }),
		],
	})
}

function seenAction(kit: Kit, { id, ticket }: Notice): Readonly<Record<string, unknown>> {
	const title = kit.text('actions.acknowledge')
	return cardAction(kit, { title, verb: 'acknowledge-notice', data: { ticket, notice: id }, style: 'positive' })
}
