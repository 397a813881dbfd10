import type { Kit } from '../../cards/kit.ts'
import { ticketActions } from '../../cards/ticket-actions.ts'
import { isOverdue, loopWords, staffFacts, warningsOf } from '../../cards/ticket-words.ts'
import { type StaffMember, staffActor } from '../../tickets/actor.ts'
import { formatMoney } from '../../tickets/money.ts'
import type { Notice } from '../../tickets/notice.ts'
import { may } from '../../tickets/permissions.ts'
import { nextPromise } from '../../tickets/promises.ts'
import type { Ticket } from '../../tickets/ticket.ts'

/** A ticket as a row of the tab's list. Times are milliseconds since 1970 UTC. */
export function ticketRow(kit: Kit, ticket: Ticket): object {
	const { reporter, dispute, assignee } = ticket
	return {
		number: ticket.number,
		version: ticket.version,
		title: ticket.title,
		state: ticket.state,
		stateText: kit.text(`states.${ticket.state}`),
		priority: ticket.priority,
		priorityText: kit.text(`priorities.${ticket.priority}`),
		kind: ticket.kind,
		topic: ticket.topic,
		customer: reporter.customer.name,
		reporter: reporter.name,
		amountText: dispute?.amount && formatMoney(dispute.amount, kit.locale),
		assignee: assignee?.name,
		updatedAt: ticket.updatedAt,
		promisedAt: nextPromise(ticket, kit.policy),
		overdue: isOverdue(kit, ticket),
		alarms: warningsOf(kit, ticket),
	}
}

/** What the tab shows of one ticket to this person, beside its history. */
export function ticketView(kit: Kit, member: StaffMember, ticket: Ticket, notices: readonly Notice[]): object {
	const { upstream, question } = ticket
	// A solution that the customer refused is history: neither proposed nor told any more.
	const resolution = ticket.state === 'resolved' || ticket.state === 'closed' ? ticket.resolution : undefined
	return {
		ticket: {
			...ticketRow(kit, ticket),
			description: ticket.description,
			erased: ticket.erased,
			facts: staffFacts(kit, ticket),
			resolution: resolution && {
				text: resolution.text,
				outcomeText: kit.text(`outcomes.${resolution.outcome}`),
				number: resolution.number,
			},
			question: ticket.state === 'pending-customer' ? question?.text : undefined,
			upstream: upstream && {
				targetText: kit.text(`upstream.${upstream.target}`),
				request: upstream.request,
				at: upstream.at,
				answerText: upstream.answer?.text,
			},
		},
		notices: notices.filter(({ to }) => to.kind === 'customer').map((notice) => noticeView(kit, member, ticket, notice)),
		actions: ticketActions(kit, staffActor(member), ticket),
		loop: {
			told: (resolution?.told.length ?? 0) > 0,
			agreed: ticket.closure?.reason === 'agreed' || resolution?.agreedAt !== undefined,
			closed: ticket.state === 'closed',
			text: loopWords(kit, ticket, 'staff'),
		},
	}
}

function noticeView(kit: Kit, member: StaffMember, ticket: Ticket, notice: Notice): object {
	return {
		id: notice.id,
		kindText: kit.text(`notice-kinds.${notice.kind}`),
		to: ticket.reporter.name,
		status: notice.status,
		statusText: kit.text(`delivery.${notice.status}`),
		sendAgain: maySendAgain(member, ticket, notice) ? kit.text('actions.send-again') : undefined,
		attempts: notice.attempts.map(({ channel, at, outcome, reason }) => ({
			channel: kit.text(`channels.${channel}`),
			at,
			outcome: kit.text(`delivery.${outcome}`),
			reason: reason && (kit.find(`delivery-reasons.${reason}`) ?? kit.text('delivery-reasons.other', { code: reason })),
		})),
	}
}

/** One that is still tried will come by itself. */
function maySendAgain(member: StaffMember, ticket: Ticket, { id, status }: Notice): boolean {
	if (status !== 'failed' && status !== 'ambiguous') return false
	return ticket.failedNotices.includes(id) && may(staffActor(member), 'send-again', ticket)
}
