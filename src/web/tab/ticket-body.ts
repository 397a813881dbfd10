import type { NoticeView, TicketDetail, TicketView } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon, type IconName } from './icons.ts'
import { noticesView } from './notices-view.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'
import { timelineView } from './timeline-view.ts'
import { exactly, moment } from './times.ts'

/** All that is known about a ticket, in two columns where there is room. */
export function ticketBody({ ticket, history, notices }: TicketDetail, state: DeskState, desk: Desk): Described {
	const { now } = state
	return h(
		'div',
		{ class: 'ticket-body', key: 'body' },
		h(
			'div',
			{ class: 'ticket-main' },
			ticket.question !== undefined &&
				ticket.state === 'pending-customer' &&
				callout('question', 'warning', say('ticket.question'), ticket.question),
			erasedView(ticket),
			upstreamView(ticket, now),
			resolutionView(ticket),
			ticket.description !== '' &&
				panel('description', say('ticket.description'), h('p', { class: 'prose' }, ticket.description)),
			panel('history', say('history.title'), timelineView(history, now)),
		),
		h('div', { class: 'ticket-side' }, facts(ticket, state, desk), ticket.erased === undefined && told(notices, state, desk)),
	)
}

function panel(key: string, title: string, ...children: readonly Child[]): Described {
	const id = `panel-${key}`
	return h('section', { class: 'panel', key, 'aria-labelledby': id, 'data-testid': key }, h('h2', { id }, title), children)
}

function callout(drawing: IconName, tone: string, title: string, ...children: readonly Child[]): Described {
	return h(
		'section',
		{ class: `callout ${tone}`, key: title },
		icon(drawing),
		h(
			'div',
			{},
			h('h2', {}, title),
			children.map((child) => (typeof child === 'string' ? h('p', { class: 'prose' }, child) : child)),
		),
	)
}

function upstreamView({ upstream, state }: TicketView, now: number): Child {
	if (upstream === undefined) return undefined
	const { targetText, request, at, answerText } = upstream
	const isWaiting = answerText === undefined && state !== 'closed'
	const since = h('p', { class: 'quiet', title: exactly(at) }, say('upstream.since', { request, time: moment(at, now) }))
	return callout(
		'upstream',
		isWaiting ? 'purple' : 'neutral',
		say(isWaiting ? 'upstream.waiting' : 'upstream.title', { target: targetText }),
		since,
		answerText !== undefined && h('blockquote', { class: 'quote' }, answerText),
	)
}

function resolutionView({ resolution }: TicketView): Child {
	if (resolution === undefined) return undefined
	const { outcomeText, text, number } = resolution
	const title =
		number > 1 ? say('resolution.again', { outcome: outcomeText, number }) : say('resolution.title', { outcome: outcomeText })
	return callout('done', 'good', title, text)
}

function facts({ number, erased, facts: list }: TicketView, { me }: DeskState, desk: Desk): Child {
	if (list.length === 0) return undefined
	return panel(
		'facts',
		say('ticket.facts'),
		h(
			'dl',
			{ class: 'facts' },
			list.map(({ title, value }) => h('div', { key: title }, h('dt', {}, title), h('dd', {}, value))),
		),
		me?.role === 'manager' && erased === undefined && eraseButton(number, desk),
	)
}

function eraseButton(number: string, desk: Desk): Described {
	const onclick = () => desk.eraseCustomer(number)
	return h(
		'button',
		{ type: 'button', class: 'link-button erase-button', 'data-testid': 'erase-data', onclick },
		say('erase.button'),
	)
}

function erasedView({ erased }: TicketView): Child {
	return erased && callout('lock', 'neutral', say('erase.erased', { by: erased.by, time: exactly(erased.at) }))
}

function told(notices: readonly NoticeView[], state: DeskState, desk: Desk): Described {
	return panel('notices', say('notices.title'), noticesView(notices, state, desk))
}
