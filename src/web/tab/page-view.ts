import { type Child, h } from './dom.ts'
import { filtersView } from './filters-view.ts'
import { headerView } from './header-view.ts'
import { icon } from './icons.ts'
import { listView } from './list-view.ts'
import { reportView } from './report-view.ts'
import { secretBanner } from './secret-banner.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'
import { ticketPane } from './ticket-pane.ts'

/** The whole page: header, views, list and ticket. On narrow screens CSS shows the list or the ticket. */
export function pageView(state: DeskState, desk: Desk): Child[] {
	const isReading = state.route.ticket !== undefined
	return [
		h('a', { class: 'skip-link', href: '#ticket-pane', onclick: skipToTicket }, say('common.skip')),
		headerView(state, desk),
		h(
			'div',
			{ class: 'banner-place', role: 'status', 'aria-live': 'polite' },
			!state.isOnline && h('div', { class: 'banner', key: 'offline' }, icon('offline'), say('errors.offline')),
			secretBanner(state.notifications?.secret),
		),
		state.route.report === undefined
			? h(
					'div',
					{ class: `desk ${isReading ? 'reading' : 'browsing'}` },
					filtersView(state, desk),
					listView(state, desk),
					ticketPane(state, desk),
				)
			: h('div', { class: 'desk reporting' }, filtersView(state, desk), reportView(state, desk)),
		h('div', { id: 'announcements', class: 'visually-hidden', 'aria-live': 'polite', mount: () => undefined }),
	]
}

/** The address bar belongs to the route, so the jump is made by hand. */
function skipToTicket(event: Event): void {
	event.preventDefault()
	document.querySelector<HTMLElement>('#ticket-pane')?.focus()
}
