import { startAction } from './actions.ts'
import { type Api, messageOf } from './api.ts'
import { copyText } from './clipboard.ts'
import type { DeskNotification, Person } from './contract.ts'
import { openDisputeDialog } from './dispute-dialog.ts'
import { openDraftDialog } from './draft-dialog.ts'
import { openEraseDialog } from './erase-dialog.ts'
import type { Host } from './host.ts'
import { keptChoice } from './kept.ts'
import { openKnowledgeDrawer } from './knowledge-drawer.ts'
import { createLoader, type Loader } from './loader.ts'
import { openNotificationsDrawer } from './notifications-drawer.ts'
import { startPolling } from './polling.ts'
import type { Gap } from './report-contract.ts'
import { addressOf, type Route, readRoute } from './route.ts'
import type { SignIn } from './sign-in.ts'
import type { Desk, DeskState } from './state.ts'
import { chooseLocale, say } from './texts.ts'
import { showToast } from './toasts.ts'

/** The parts that the desk works with. */
export interface DeskParts {
	readonly api: Api
	readonly host: Host
	readonly signIn: SignIn
	readonly state: DeskState
	/** Draws the page. */
	readonly draw: (desk: Desk) => void
}

/** What the desk's own parts share. */
interface Tools extends DeskParts {
	readonly loader: Loader
	readonly changed: () => void
	readonly followAddress: () => void
	readonly refresh: () => void
	/** Draws an open drawer again with every change. */
	redrawDrawer: () => void
}

/** Starts the desk: from here on the page follows the address, the person and the server. */
export function startDesk(parts: DeskParts): void {
	const { api, host, state } = parts
	let polling: { now(): void } | undefined
	const changed = () => {
		parts.draw(desk)
		tools.redrawDrawer()
	}
	const loader = createLoader({ api, state, changed, follow: (ticket) => desk.go({ ticket }) })
	const followAddress = () => moveTo(tools, readRoute(location.hash))
	const tools: Tools = { ...parts, loader, changed, followAddress, refresh: () => polling?.now(), redrawDrawer: () => undefined }
	const desk = createDesk(tools)
	window.addEventListener('hashchange', followAddress)
	host.onBack(() => {
		if (state.route.ticket === undefined) return false
		desk.go({ ticket: undefined })
		return true
	})
	changed()
	void loader.report()
	polling = startPolling(() => loader.all())
}

function createDesk(tools: Tools): Desk {
	const { api, state, loader, changed } = tools
	const desk: Desk = {
		go(change, options = { replace: false }) {
			const address = addressOf({ ...state.route, report: undefined, ...change })
			if (options.replace) history.replaceState(history.state, '', address)
			else history.pushState(undefined, '', address)
			tools.followAddress()
		},
		act(verb) {
			const action = state.detail?.actions.find((each) => each.verb === verb)
			if (action) startAction({ api, state, loader, changed }, action)
		},
		sendAgain({ id, sendAgain: title = '' }) {
			startAction({ api, state, loader, changed }, { verb: 'send-again', title, form: false }, { notice: id })
		},
		shareTicket: () => void shareTicket(tools),
		openDispute: () =>
			openDisputeDialog(api, (number) => {
				showToast({ text: say('dispute.opened', { number }), tone: 'good' })
				desk.go({ ticket: number })
				void loader.list()
			}),
		openNotifications() {
			tools.redrawDrawer = openNotificationsDrawer(state, desk, (ids) => void markRead(tools, ids))
		},
		followNotification: (item, act) => void followNotification(tools, { desk, item, act }),
		openKnowledge: () => openKnowledgeDrawer(api, state.detail?.ticket.title),
		eraseCustomer: (ticket) => openEraseDialog({ api, ticket, erased: tools.refresh }),
		draftArticle: (gap) =>
			openDraftDialog({ api, gap, mayApprove: state.gaps?.mayApprove ?? false, done: () => void loader.report() }),
		dismissGap: (gap) => void dismissGap(tools, gap),
		choosePerson: (id) => void choosePerson(tools, id),
		chooseLanguage(locale) {
			chooseLocale(locale)
			keptChoice('locale', 'localStorage').write(locale)
			changed()
			void loader.all()
			void loader.report()
		},
		refresh: tools.refresh,
	}
	return desk
}

function moveTo({ state, loader, changed }: Tools, route: Route): void {
	const before = state.route
	state.route = route
	if (before.view !== route.view || before.text !== route.text) void loader.list()
	if (before.report !== route.report) void loader.report()
	if (before.ticket !== route.ticket) {
		leaveTicket(state)
		void loader.ticket().then(() => focusTicket(state))
	}
	changed()
}

function leaveTicket(state: DeskState): void {
	Object.assign(state, { detail: undefined, ticketProblem: undefined, hint: undefined })
	for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close()
	document.querySelector('#ticket-pane')?.scrollTo({ top: 0 })
}

/** On a phone the list gives way to the ticket: the keyboard and the screen reader go with it. */
function focusTicket({ route }: DeskState): void {
	const heading = document.querySelector<HTMLElement>('[data-focus-home]')
	const listIsHidden = document.querySelector<HTMLElement>('.list-pane')?.offsetParent === null
	if (route.ticket !== undefined && listIsHidden) heading?.focus({ preventScroll: true })
}

async function shareTicket({ host, state }: DeskParts): Promise<void> {
	const { ticket } = state.route
	if (ticket === undefined || host.share(ticket, `${ticket} ${state.detail?.ticket.title ?? ''}`.trim())) return
	const { origin, pathname } = location
	const isCopied = await copyText(`${origin}${pathname}#/tickets/${ticket}`)
	if (isCopied) showToast({ text: say('ticket.linkCopied', { number: ticket }), tone: 'good' })
}

async function markRead({ api, state, loader }: Tools, ids: readonly string[]): Promise<void> {
	const { notifications } = state
	if (notifications) {
		const items = notifications.items.map((item) => (ids.includes(item.id) ? { ...item, read: true } : item))
		state.notifications = { ...notifications, items, unread: items.filter((item) => !item.read).length }
	}
	await api.post('/notifications/read', { ids }).catch(() => undefined)
	await loader.notifications()
}

async function followNotification(
	tools: Tools,
	{ desk, item, act }: { desk: Desk; item: DeskNotification; act: boolean },
): Promise<void> {
	const { state, loader } = tools
	if (!item.read) void markRead(tools, [item.id])
	if (state.route.ticket !== item.ticket) desk.go({ ticket: item.ticket })
	if (!act || item.action === undefined) return
	await loader.ticket()
	const { verb } = item.action
	if (state.detail?.actions.some((each) => each.verb === verb)) desk.act(verb)
	else showToast({ text: say('notifications.tooLate'), tone: 'info' })
}

/** In the demo: becomes another person, who has other tickets, rights and notifications. */
async function choosePerson({ api, signIn, state, loader }: Tools, id: string): Promise<void> {
	signIn.become(id)
	Object.assign(state, { list: undefined, detail: undefined, notifications: undefined, hint: undefined })
	const person = await api.get<Person>('/me').catch(() => undefined)
	if (person) state.me = person
	await Promise.all([loader.all(), loader.report()])
}

/** Takes a gap off the list that no article of this desk should fill. */
async function dismissGap({ api, loader }: Tools, { id }: Gap): Promise<void> {
	try {
		await api.post(`/gaps/${id}/dismiss`, {})
		showToast({ text: say('gaps.dismissed'), tone: 'good' })
	} catch (error) {
		showToast({ text: messageOf(error), tone: 'info' })
	}
	await loader.report()
}
