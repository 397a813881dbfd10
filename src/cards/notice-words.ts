import type { Notice } from '../tickets/notice.ts'
import type { AlarmKind } from '../tickets/alarms.ts'
import { nextPromise } from '../tickets/promises.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { formatPromise, type Kit } from './kit.ts'

/** A notice as its reader reads it. */
export interface NoticeWords {
	/** One sentence that says what happened; also the summary of a card and the subject of a mail. */
	readonly title: string
	/** A person's own words that the notice carries on. */
	readonly words?: string
}

/** Kinds whose text is a person's own words; the others carry a keyword. */
const QUOTES: ReadonlySet<Notice['kind']> = new Set([
	'question',
	'reply',
	'resolved',
	'customer-wrote',
	'escalated',
	'customer-rejected',
	'solved-upstream',
	'upstream-answered',
	'reopened-by-colleague',
])

/** What a notice says, from the ticket as it is when it is delivered. */
export function noticeWords(kit: Kit, notice: Notice, ticket: Ticket): NoticeWords {
	const values = {
		ticket: ticket.number,
		title: ticket.title,
		by: notice.by,
		customer: ticket.reporter.customer.name,
		name: ticket.reporter.name,
		detail: detailOf(kit, notice, ticket),
		promised: promisedIn(kit, ticket),
	}
	const title = kit.text(`notices.${notice.kind}`, values)
	const words = wordsIn(notice, ticket)
	return { title, ...(words !== undefined && words !== '' && { words }) }
}

/** When the customer hears from us, in words that end a sentence: "by Friday, 14:00", or that there is no day. */
export function promisedIn(kit: Kit, ticket: Ticket): string {
	const promised = nextPromise(ticket, kit.policy)
	if (promised === undefined) return kit.text('notices.no-date')
	return kit.text('notices.by', { when: formatPromise(kit, promised) })
}

function wordsIn(notice: Notice, ticket: Ticket): string | undefined {
	if (notice.kind === 'new-ticket') return ticket.description
	if (notice.kind === 'reminder') return ticket.resolution?.text
	return QUOTES.has(notice.kind) ? notice.text : undefined
}

/** The keyword that a notice carries, for people. */
function detailOf(kit: Kit, notice: Notice, ticket: Ticket): string {
	switch (notice.kind) {
		case 'closed':
			return kit.text(`loop.closed.${notice.text ?? 'agreed'}`, { ticket: ticket.closure?.into ?? '' })
		case 'loop-closed':
			return kit.text(`loop-staff.closed.${notice.text ?? 'agreed'}`, { ticket: ticket.closure?.into ?? '' })
		case 'notice-failed':
		case 'notice-uncertain':
			return kit.text(`notice-kinds.${notice.text ?? 'reply'}`)
		case 'due-soon':
			return kit.text(`alarm-soon.${(notice.text ?? 'update') as AlarmKind}`)
		case 'overdue':
		case 'untold':
		case 'upstream-late':
		case 'no-answer':
			return kit.text(`alarm-kinds.${(notice.text ?? 'update') as AlarmKind}`)
		case 'alarms-gathered':
			return notice.text ?? ''
		case 'sent-upstream':
			return ticket.upstream === undefined ? '' : kit.text(`upstream.${ticket.upstream.target}`)
		default:
			return ''
	}
}
