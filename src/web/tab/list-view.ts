import { alarmLines, priorityBadge, promiseLine, stateBadge } from './badges.ts'
import type { TicketRow } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import { shownView } from './loader.ts'
import { messageBar } from './message-bar.ts'
import { addressOf } from './route.ts'
import { skeletonList } from './skeletons.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'
import { exactly, moment } from './times.ts'

/** The tickets of the chosen view, or of a search. */
export function listView(state: DeskState, desk: Desk): Described {
	return h(
		'section',
		{ class: 'list-pane', 'aria-label': say('list.label') },
		h('header', { class: 'list-header' }, listTitle(state, desk)),
		h('div', { class: 'list-scroll' }, content(state, desk)),
	)
}

function listTitle(state: DeskState, desk: Desk): Child[] {
	const { text } = state.route
	if (text === '') return [h('h2', {}, say(`views.${state.route.view}`))]
	return [
		h('h2', {}, say('list.results', { text })),
		h('button', { type: 'button', class: 'link-button', onclick: () => desk.go({ text: '' }) }, say('list.clearSearch')),
	]
}

function content(state: DeskState, desk: Desk): Child {
	const { list, listProblem } = state
	if (listProblem !== undefined) {
		const retry = h('button', { type: 'button', class: 'link-button', onclick: desk.refresh }, say('common.retry'))
		return messageBar('error', listProblem, retry)
	}
	if (list === undefined) return skeletonList()
	if (list.tickets.length === 0) return emptyList(state)
	return h(
		'ul',
		{ class: 'tickets', key: 'tickets', onkeydown: walk },
		list.tickets.map((ticket) => h('li', { key: ticket.number }, row(state, ticket))),
	)
}

function row(state: DeskState, ticket: TicketRow): Described {
	const isOpen = state.route.ticket === ticket.number
	return h(
		'a',
		{
			class: `ticket-row${ticket.overdue || ticket.alarms.length > 0 ? ' urgent' : ''}`,
			href: addressOf({ ...state.route, ticket: ticket.number }),
			'data-ticket': ticket.number,
			'aria-current': isOpen ? 'true' : undefined,
		},
		h(
			'div',
			{ class: 'row-line' },
			h('span', { class: 'number' }, ticket.number),
			stateBadge(ticket),
			priorityBadge(ticket),
			h('time', { class: 'row-time', title: exactly(ticket.updatedAt) }, moment(ticket.updatedAt, state.now)),
		),
		h(
			'div',
			{ class: 'row-line' },
			h('span', { class: 'row-title' }, ticket.title),
			ticket.amountText !== undefined && h('span', { class: 'amount' }, ticket.amountText),
		),
		h(
			'div',
			{ class: 'row-line row-small' },
			h('span', { class: 'row-customer' }, ticket.customer),
			promiseLine(ticket, state.now),
		),
		ticket.alarms.length > 0 && h('div', { class: 'row-alarms' }, alarmLines(ticket)),
	)
}

function emptyList(state: DeskState): Described {
	const isSearch = state.route.text !== ''
	return h(
		'div',
		{ class: 'empty', key: 'empty' },
		h('div', { class: 'empty-drawing' }, icon(isSearch ? 'search' : 'done')),
		h('h3', {}, isSearch ? say('list.noResults', { text: state.route.text }) : say(`empty.${shownView(state)}.title`)),
		h('p', {}, isSearch ? say('list.noResultsHint') : say(`empty.${shownView(state)}.hint`)),
	)
}

/** Arrow keys walk through the rows; Tab works as everywhere. */
function walk(event: KeyboardEvent): void {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
	const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.ticket-row')]
	const at = rows.indexOf(document.activeElement as HTMLElement)
	if (at < 0) return
	const target = event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : at + (step ?? 0)
	if (target === at) return
	event.preventDefault()
	rows[target]?.focus()
}
