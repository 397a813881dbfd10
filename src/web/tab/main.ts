import './theme.css'
import './base.css'
import './empty.css'
import './controls.css'
import './badges.css'
import './messages.css'
import './header.css'
import './list.css'
import './ticket.css'
import './loop.css'
import './history.css'
import './dialogs.css'
import './drawers.css'
import './cards.css'
import './report.css'
import './draft.css'
import './erase.css'
import './phone.css'
import './contrast.css'
import { createApi, messageOf, openApi, Unreachable } from './api.ts'
import type { Person, Session } from './contract.ts'
import { startDesk } from './desk.ts'
import { draw } from './dom.ts'
import { gateView } from './gate-view.ts'
import { findHost, type Host } from './host.ts'
import iconAddress from './icon.svg'
import { keptChoice } from './kept.ts'
import { pageView } from './page-view.ts'
import { addressOf, readRoute } from './route.ts'
import { createSignIn } from './sign-in.ts'
import type { DeskState } from './state.ts'
import { chooseLocale, localeOf, say } from './texts.ts'

const RETRY_AFTER = 3000
const app = document.querySelector('#app') ?? document.body

/** From nothing to the desk: where are we, which server, who is it. */
async function start(): Promise<void> {
	const kept = keptChoice('locale', 'localStorage').read()
	chooseLocale(localeOf(kept) ?? localeOf(navigator.language) ?? 'en')
	draw(app, gateView({ text: say('common.loading'), isBusy: true }))
	const host = await findHost()
	chooseLocale(localeOf(kept) ?? localeOf(host.locale) ?? localeOf(navigator.language) ?? 'en')
	host.ready()
	await enter(host)
}

async function enter(host: Host): Promise<void> {
	try {
		const session = await openApi.get<Session>('/session')
		document.title = `${session.partnerName} · ${say('header.desk')}`
		if (!session.demo && !host.isTeams) {
			draw(app, gateView({ text: say('gate.onlyTeams') }))
			return
		}
		await openDesk(host, session)
	} catch (error) {
		const again = () => void enter(host)
		draw(app, gateView({ text: messageOf(error), retry: again }))
		// A server that restarts is back in a moment: nobody has to press a button for that.
		if (error instanceof Unreachable) setTimeout(again, RETRY_AFTER)
	}
}

async function openDesk(host: Host, session: Session): Promise<void> {
	if (host.ticket !== undefined && location.hash === '') {
		history.replaceState(history.state, '', addressOf({ ...readRoute(''), ticket: host.ticket }))
	}
	const signIn = createSignIn(host, session)
	const api = createApi(signIn)
	const me = await api.get<Person>('/me')
	const state: DeskState = {
		session,
		me,
		route: readRoute(location.hash),
		isOnline: true,
		now: Date.now(),
	}
	startDesk({ api, host, signIn, state, draw: (desk) => draw(app, pageView(state, desk)) })
}

function showIcon(): void {
	const link = document.createElement('link')
	link.rel = 'icon'
	link.href = iconAddress
	document.head.append(link)
}

showIcon()
void start()
