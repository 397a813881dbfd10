import { type Api, messageOf, Refusal, Unreachable } from './api.ts'
import type { Notifications, TicketDetail, TicketList } from './contract.ts'
import { createNewest } from './newest.ts'
import type { ArticleReport, GapList } from './report-contract.ts'
import { say } from './texts.ts'
import type { DeskState } from './state.ts'
import { showToast } from './toasts.ts'

/** Keeps the state of the page equal to the server's. */
export interface Loader {
	/** Loads all that the page shows; false where the server could not be reached. */
	all(): Promise<boolean>
	list(): Promise<boolean>
	ticket(): Promise<boolean>
	notifications(): Promise<boolean>
	/** The page of the knowledge report that is open. */
	report(): Promise<boolean>
	/** Takes over what an action answered; older answers that are still on their way count no more. */
	accept(detail: TicketDetail): void
}

interface LoaderDeps {
	readonly api: Api
	readonly state: DeskState
	readonly changed: () => void
	/** Opens the ticket of a new notification. */
	readonly follow: (ticket: string) => void
}

/** Loads into `state` and calls `changed` after each change. */
export function createLoader(deps: LoaderDeps): Loader {
	const { state, changed } = deps
	const list = listOf(deps)
	const ticket = ticketOf(deps)
	const notifications = notificationsOf(deps)
	return {
		list: list.load,
		ticket: ticket.load,
		notifications: notifications.load,
		report: reportOf(deps).load,
		async all() {
			const wasOnline = state.isOnline
			state.now = Date.now()
			const answers = await Promise.all([list.load(), ticket.load(), notifications.load()])
			state.isOnline = answers.every((answered) => answered)
			if (!wasOnline && state.isOnline) showToast({ text: say('errors.backOnline'), tone: 'good' })
			changed()
			return state.isOnline
		},
		accept(detail) {
			ticket.forget()
			takeOver(deps, detail)
			void list.load()
			void notifications.load()
		},
	}
}

function listOf(deps: LoaderDeps) {
	const { api, state, changed } = deps
	return createNewest<TicketList>({
		ask: () => api.get(`/tickets?${new URLSearchParams({ view: shownView(state), text: state.route.text })}`),
		accept(answer) {
			state.list = answer
			state.listProblem = undefined
			changed()
		},
		refuse: refusing(deps, (text) => {
			state.listProblem = text
		}),
	})
}

function ticketOf(deps: LoaderDeps) {
	const { api, state } = deps
	return createNewest<TicketDetail | undefined>({
		async ask() {
			const number = state.route.ticket
			return number === undefined ? undefined : api.get(`/tickets/${encodeURIComponent(number)}`)
		},
		accept(answer) {
			state.ticketProblem = undefined
			takeOver(deps, answer)
		},
		refuse: refusing(deps, (text) => {
			state.ticketProblem = text
		}),
	})
}

function notificationsOf(deps: LoaderDeps) {
	const { api, state, changed, follow } = deps
	return createNewest<Notifications>({
		ask: () => api.get('/notifications'),
		accept(answer) {
			tellNew(state.notifications, answer, follow)
			state.notifications = answer
			changed()
		},
		refuse: refusing(deps, () => undefined),
	})
}

function reportOf(deps: LoaderDeps) {
	const { api, state, changed } = deps
	return createNewest<Pick<DeskState, 'gaps' | 'articleReport'>>({
		async ask() {
			const page = state.route.report
			if (page === 'gaps') return { gaps: await api.get<GapList>('/gaps') }
			return page === 'articles' ? { articleReport: await api.get<ArticleReport>('/feedback') } : {}
		},
		accept(answer) {
			Object.assign(state, answer, { reportProblem: undefined })
			changed()
		},
		refuse: refusing(deps, (text) => {
			state.reportProblem = text
		}),
	})
}

/** Without an answer the page keeps what it shows, and says that it may be old. */
function refusing({ state, changed }: LoaderDeps, keep: (text: string) => void): (error: unknown) => void {
	return (error) => {
		if (error instanceof Unreachable) state.isOnline = false
		else keep(messageOf(error))
		changed()
	}
}

function takeOver({ state, changed }: LoaderDeps, detail: TicketDetail | undefined): void {
	const before = state.detail?.ticket
	const after = detail?.ticket
	state.detail = detail
	changed()
	if (before && after && before.number === after.number && before.version < after.version) {
		announce(say('ticket.updated', { number: after.number, state: after.stateText }))
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
