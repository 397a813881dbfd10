import type { TicketRow } from './contract.ts'
import { stateBadge } from './badges.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon, type IconName } from './icons.ts'
import { say } from './texts.ts'

const ICONS: Record<'info' | 'warning' | 'error', IconName> = { info: 'info', warning: 'warning', error: 'error' }

/** A sentence with its colour and icon, and what belongs to it. */
export function messageBar(tone: keyof typeof ICONS, text: string, ...more: readonly Child[]): Described {
	return h(
		'div',
		{ class: `message-bar ${tone}` },
		icon(ICONS[tone]),
		h('div', { class: 'message-text' }, h('p', {}, text), more),
	)
}

/** The newer state of a ticket in one line. */
export function newerState(ticket: TicketRow): Described {
	const owner = ticket.assignee === undefined ? say('ticket.nobody') : ticket.assignee
	return h('p', { class: 'newer-state' }, stateBadge(ticket), h('span', {}, say('ticket.ownedBy', { name: owner })))
}
