import { button, element, setAttributes } from '../shared/element.ts'
import { icon } from './icons.ts'
import type { Texts } from './texts.ts'

/** The round button that opens and closes the chat. */
export interface Launcher {
	element: HTMLButtonElement
	/** Shows whether the chat is open, and how many messages wait behind it. */
	show(state: { isOpen: boolean; unread: number }): void
}

/** A launcher for the panel with this element id. */
export function createLauncher(texts: Texts, panelId: string, onClick: () => void): Launcher {
	const badge = element('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' })
	const launcher = button({ class: 'launcher', 'aria-controls': panelId }, onClick, icon('chat'), icon('close'), badge)
	let state = { isOpen: false, unread: 0 }

	function label(): string {
		if (state.isOpen) return texts.say('closeChat')
		if (state.unread === 0) return texts.say('openChat')
		return texts.say(state.unread === 1 ? 'openChatOne' : 'openChatMany', { count: state.unread })
	}

	function draw(): void {
		setAttributes(launcher, { 'aria-expanded': String(state.isOpen), 'aria-label': label() })
		badge.hidden = state.isOpen || state.unread === 0
		badge.textContent = state.unread > 9 ? '9+' : String(state.unread)
	}

	texts.live(draw)
	return {
		element: launcher,
		show(next) {
			state = next
			draw()
		},
	}
}
