import { actionBar } from './action-bar.ts'
import { alarmLines, priorityBadge, promiseLine, stateBadge } from './badges.ts'
import type { TicketRow } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import { loopView } from './loop-view.ts'
import { messageBar } from './message-bar.ts'
import { addressOf } from './route.ts'
import { skeletonTicket } from './skeletons.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'
import { ticketBody } from './ticket-body.ts'

/** The ticket that is open, or what to do when none is. */
export function ticketPane(state: DeskState, desk: Desk): Described {
	return h(
		'main',
		{ class: 'ticket-pane', id: 'ticket-pane', tabindex: '-1' },
		state.route.ticket === undefined
			? nothingOpen()
			: h('article', { key: state.route.ticket, class: 'ticket' }, opened(state, desk)),
	)
}

function nothingOpen(): Described {
	return h(
		'div',
		{ class: 'empty', key: 'nothing' },
		h('div', { class: 'empty-drawing' }, icon('inbox')),
		h('h3', {}, say('ticket.none')),
		h('p', {}, say('ticket.noneHint')),
	)
}

function opened(state: DeskState, desk: Desk): Child[] {
	const number = state.route.ticket
	const detail = state.detail?.ticket.number === number ? state.detail : undefined
	const known: TicketRow | undefined = detail?.ticket ?? state.list?.tickets.find((each) => each.number === number)
	const back = h(
		'a',
		{ class: 'back-link', key: 'back', href: addressOf({ view: state.route.view, text: state.route.text }) },
		icon('back'),
		say('ticket.back'),
	)
	const retry = h('button', { type: 'button', class: 'link-button', onclick: desk.refresh }, say('common.retry'))
	const problem = state.ticketProblem !== undefined && messageBar('error', state.ticketProblem, retry)
	if (detail === undefined && problem) return [back, problem]
	if (detail === undefined) return [back, known && titleBlock(known, state, desk), skeletonTicket()]
	return [
		back,
		titleBlock(detail.ticket, state, desk),
		h(
			'div',
			{ class: 'hint-place', key: 'hint', role: 'alert' },
			// On a phone the list, which says it too, is out of sight.
			problem,
			state.hint && messageBar(state.hint.tone, state.hint.text),
		),
		loopView(detail),
		actionBar(detail.actions, state, desk),
		ticketBody(detail, state, desk),
	]
}

function titleBlock(ticket: TicketRow, state: DeskState, desk: Desk): Described {
	const owner = ticket.assignee
	return h(
		'header',
		{ class: 'ticket-header', key: 'title' },
		h(
			'div',
			{ class: 'ticket-overline' },
			h('span', { class: 'number' }, ticket.number),
			stateBadge(ticket),
			priorityBadge(ticket),
			h(
				'button',
				{
					type: 'button',
					class: 'icon-button small',
					'aria-label': say('ticket.copyLink'),
					title: say('ticket.copyLink'),
					onclick: desk.shareTicket,
				},
				icon('link'),
			),
		),
		h(
			'div',
			{ class: 'ticket-title-line' },
			h('h1', { tabindex: '-1', 'data-focus-home': true }, ticket.title),
			ticket.amountText !== undefined && h('span', { class: 'amount big' }, ticket.amountText),
		),
		h(
			'div',
			{ class: 'ticket-meta' },
			h(
				'span',
				{},
				icon('people'),
				ticket.reporter === ticket.customer ? ticket.customer : `${ticket.reporter}, ${ticket.customer}`,
			),
			h(
				'span',
				{ class: owner === undefined ? 'unowned' : '' },
				icon('person'),
				owner === undefined ? say('ticket.nobody') : say('ticket.ownedBy', { name: owner }),
			),
			promiseLine(ticket, state.now),
			alarmLines(ticket),
		),
	)
}
