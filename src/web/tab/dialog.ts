import { splitAtNumbers } from '../shared/ticket-numbers.ts'
import { type Child, draw, h } from './dom.ts'
import { icon } from './icons.ts'
import { say } from './texts.ts'

/** What a dialog shows at one moment. */
export interface DialogContent {
	readonly title: string
	readonly subtitle?: string | undefined
	readonly body: readonly Child[]
	readonly footer?: readonly Child[]
}

export interface OpenDialog {
	draw(content: DialogContent): void
	close(): void
	readonly element: HTMLDialogElement
}

let count = 0

/**
 * Opens a modal dialog: in the middle, or as a drawer at the side. The browser keeps the focus inside, closes it on Escape and
 * gives the focus back. A click beside a drawer closes it; a dialog with a form stays, so that a slip loses nothing.
 */
export function openDialog(kind: 'dialog' | 'drawer', onClose: () => void = () => undefined): OpenDialog {
	count += 1
	const titleId = `dialog-title-${count}`
	const element = document.createElement('dialog')
	element.className = `modal ${kind}`
	element.setAttribute('aria-labelledby', titleId)
	const close = () => element.close()
	element.addEventListener('close', () => {
		element.remove()
		onClose()
		// The button that opened it may be gone: the keyboard goes on at the ticket instead of at the top of the page.
		if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-focus-home]')?.focus()
	})
	element.addEventListener('pointerdown', (event) => {
		if (kind === 'drawer' && event.target === element) close()
	})
	document.body.append(element)
	return {
		element,
		close,
		draw({ title, subtitle, body, footer }) {
			draw(
				element,
				h(
					'div',
					{ class: 'modal-sheet' },
					header({ title, subtitle, titleId, close }),
					h('div', { class: 'modal-body' }, body),
					footer && h('footer', { class: 'modal-footer' }, footer),
				),
			)
			if (!element.open) element.showModal()
		},
	}
}

/** A heading whose ticket numbers do not break at the end of a line. */
function numbersWhole(text: string): Child[] {
	return splitAtNumbers(text).map((part, place) => (place % 2 === 1 ? h('span', { class: 'ticket-number' }, part) : part))
}

function header(options: { title: string; subtitle: string | undefined; titleId: string; close: () => void }) {
	return h(
		'header',
		{ class: 'modal-header' },
		h(
			'div',
			{ class: 'modal-titles' },
			options.subtitle !== undefined && h('p', { class: 'modal-subtitle' }, numbersWhole(options.subtitle)),
			h('h2', { id: options.titleId }, numbersWhole(options.title)),
		),
		h(
			'button',
			{ type: 'button', class: 'icon-button', 'aria-label': say('common.close'), onclick: options.close },
			icon('close'),
		),
	)
}
