import { type Api, messageOf, Refusal, Unreachable } from './api.ts'
import type { Notifications, TicketDetail, TicketList } from './contract.ts'
import { createNewest } from './newest.ts'
import { say } from './texts.ts'
import type { DeskState } from './state.ts'
import { showToast } from './toasts.ts'

/** Keeps the state of the page equal to the server's. */
export interface Loader {
	/** Loads all that the page shows; false where the server could not be reached. */
	all(): Promise<boolean>
	list(): Promise<void>
	ticket(): Promise<void>
	notifications(): Promise<void>
	/** Takes over what an action answered; older answers that are still on their way count no more. */
	accept(detail: TicketDetail): void
}

/** Loads into `state` and calls `changed` after each change; `follow` opens the ticket of a new notification. */
export function createLoader(deps: {
	api: Api
	state: DeskState
	changed: () => void
	follow: (ticket: string) => void
}): Loader {
	const { api, state, changed } = deps
	const refusing = (keep: (text: string | undefined) => void) => (error: unknown) => {
		if (error instanceof Unreachable) state.isOnline = false
		else keep(messageOf(error))
		changed()
	}
	const list = createNewest<TicketList>({
		ask: () => api.get(`/tickets?${new URLSearchParams({ view: shownView(state), text: state.route.text })}`),
		accept(answer) {
			state.list = answer
			state.listProblem = undefined
			changed()
		},
		refuse: refusing((text) => {
			state.listProblem = text
		}),
	})
	const ticket = createNewest<TicketDetail | undefined>({
		async ask() {
			const number = state.route.ticket
			return number === undefined ? undefined : api.get(`/tickets/${encodeURIComponent(number)}`)
		},
		accept(answer) {
			state.ticketProblem = undefined
			takeOver(answer)
		},
		refuse: refusing((text) => {
			state.ticketProblem = text
		}),
	})
	const notifications = createNewest<Notifications>({
		ask: () => api.get('/notifications'),
		accept(answer) {
			tellNew(state.notifications, answer, deps.follow)
			state.notifications = answer
			changed()
		},
		refuse: refusing(() => undefined),
	})

	function takeOver(detail: TicketDetail | undefined): void {
		const before = state.detail?.ticket
		state.detail = detail
		changed()
		if (before?.number === detail?.ticket.number && before && detail && before.version < detail.ticket.version) {
			announce(say('ticket.updated', { number: detail.ticket.number, state: detail.ticket.stateText }))
		}
	}

	return {
		list: list.load,
		ticket: ticket.load,
		notifications: notifications.load,
		async all() {
			const wasOnline = state.isOnline
			state.isOnline = true
			state.now = Date.now()
			await Promise.all([list.load(), ticket.load(), notifications.load()])
			if (!wasOnline && state.isOnline) showToast({ text: say('errors.backOnline'), tone: 'good' })
			changed()
			return state.isOnline
		},
		accept(detail) {
			ticket.forget()
			takeOver(detail)
			void list.load()
			void notifications.load()
		},
	}
}

/** A search looks everywhere, whatever list was open before. */
export function shownView({ route }: Pick<DeskState, 'route'>): DeskState['route']['view'] {
	return route.text === '' ? route.view : 'all'
}

/** Whether an error means that the ticket has moved on since it was read. */
export function isStale(error: unknown): error is Refusal {
	return error instanceof Refusal && error.code === 'stale'
}

/** Says something to screen readers only. */
function announce(text: string): void {
	const region = document.getElementById('announcements')
	if (region) region.textContent = text
}

function tellNew(before: Notifications | undefined, after: Notifications, follow: (ticket: string) => void): void {
	if (before === undefined) return
	const known = new Set(before.items.map(({ id }) => id))
	for (const item of after.items.filter(({ id, read }) => !read && !known.has(id)).slice(0, 2)) {
		const action = { title: say('notifications.open'), run: () => follow(item.ticket) }
		showToast({ text: item.text, tone: 'info', action })
	}
}
