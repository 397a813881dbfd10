import type { Status } from './connection.ts'
import { button, element, setAttributes } from '../shared/element.ts'
import { loopFocus } from './focus-loop.ts'
import { icon } from './icons.ts'
import type { Locale, Texts } from './texts.ts'

/** The chat window: header, messages, composer. */
export interface Panel {
	element: HTMLElement
	setPartner(name: string): void
	setStatus(status: Status): void
}

interface Ports {
	id: string
	texts: Texts
	partnerName: string
	body: readonly HTMLElement[]
	onLocale(locale: Locale): void
	onClose(): void
}

const LANGUAGES: readonly [Locale, string][] = [
	['en', 'English'],
	['fr', 'Français'],
]

function createLanguageSwitch(texts: Texts, onLocale: (locale: Locale) => void): HTMLElement {
	const buttons = LANGUAGES.map(([locale, name]) => {
		const made = button(
			{ lang: locale, 'aria-label': `${locale.toUpperCase()}, ${name}`, title: name },
			() => onLocale(locale),
			locale.toUpperCase(),
		)
		texts.live(() => made.setAttribute('aria-pressed', String(texts.locale() === locale)))
		return made
	})
	const group = element('div', { class: 'languages', role: 'group' }, ...buttons)
	texts.live(() => group.setAttribute('aria-label', texts.say('language')))
	return group
}

/** A closed panel. */
export function createPanel({ id, texts, partnerName, body, onLocale, onClose }: Ports): Panel {
	const title = element('h2', { class: 'title', id: `${id}-title` }, partnerName)
	const state = element('p', { class: 'state', role: 'status' })
	const close = button({ class: 'close' }, onClose, icon('close'))
	const sign = element('span', { class: 'sign', 'aria-hidden': 'true' }, icon('chat'))
	const names = element('div', { class: 'names' }, title, state)
	const header = element('div', { class: 'header' }, sign, names, createLanguageSwitch(texts, onLocale), close)
	const panel = element(
		'section',
		{ class: 'panel', id, role: 'dialog', hidden: true, 'aria-labelledby': `${id}-title` },
		header,
		...body,
	)
	let status: Status = 'idle'

	function draw(): void {
		state.textContent = texts.say(status === 'idle' ? 'online' : status)
		state.dataset['status'] = status
		setAttributes(panel, { lang: texts.locale() })
		setAttributes(close, { 'aria-label': texts.say('closeChat'), title: texts.say('closeChat') })
	}

	texts.live(draw)
	loopFocus(panel)
	panel.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape' || event.isComposing) return
		event.stopPropagation()
		onClose()
	})
	return {
		element: panel,
		setPartner: (name) => {
			title.textContent = name
		},
		setStatus(next) {
			status = next
			draw()
		},
	}
}
