import { type View, VIEWS } from './contract.ts'
import { type Described, h } from './dom.ts'
import { icon, type IconName } from './icons.ts'
import { shownView } from './loader.ts'
import { addressOf } from './route.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'

const ICONS: Record<View, IconName> = {
	mine: 'person',
	unassigned: 'unassigned',
	active: 'inbox',
	resolved: 'send',
	closed: 'done',
	all: 'list',
}

/** The views with their counts, and the way to report a dispute for a customer. */
export function filtersView(state: DeskState, desk: Desk): Described {
	const chosen = shownView(state)
	return h(
		'nav',
		{ class: 'filters', 'aria-label': say('views.label') },
		h(
			'button',
			{ type: 'button', class: 'button primary new-dispute', 'data-testid': 'new-dispute', onclick: desk.openDispute },
			icon('plus'),
			h('span', {}, say('dispute.title')),
		),
		h(
			'ul',
			{ class: 'views' },
			VIEWS.map((view) => h('li', { key: view }, viewLink(state, view, view === chosen && state.route.report === undefined))),
			h('li', { key: 'report', class: 'apart' }, reportLink(state)),
		),
	)
}

function reportLink({ route }: DeskState): Described {
	return h(
		'a',
		{
			class: 'view-link',
			href: addressOf({ view: route.view, text: '', report: 'gaps' }),
			'data-testid': 'report',
			'aria-current': route.report === undefined ? undefined : 'page',
		},
		icon('spark'),
		h('span', { class: 'view-name' }, say('gaps.page')),
	)
}

function viewLink({ list }: DeskState, view: View, isChosen: boolean): Described {
	const count = view === 'all' ? undefined : list?.counts[view]
	return h(
		'a',
		{
			class: 'view-link',
			href: addressOf({ view, text: '' }),
			'data-view': view,
			'aria-current': isChosen ? 'page' : undefined,
		},
		icon(ICONS[view]),
		h('span', { class: 'view-name' }, say(`views.${view}`)),
		count !== undefined && h('span', { class: 'view-count' }, String(count)),
	)
}
