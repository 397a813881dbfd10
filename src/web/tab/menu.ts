import { type Described, h } from './dom.ts'
import { icon } from './icons.ts'

interface MenuItem {
	readonly id: string
	readonly title: string
	readonly isRisky: boolean
	readonly run: () => void
}

/** A button that opens a menu. The browser closes it on Escape and on a click beside it, and gives the focus back. */
export function menu(options: { id: string; label: string; items: readonly MenuItem[] }): Described {
	const { id, label, items } = options
	return h(
		'div',
		{ class: 'menu-place', key: id },
		h('button', { type: 'button', class: 'button', popovertarget: id, 'aria-haspopup': 'menu' }, label, icon('down')),
		h(
			'div',
			{ id, class: 'menu', role: 'menu', popover: 'auto', 'aria-label': label, ontoggle: opened, onkeydown: walk },
			items.map((item) =>
				h(
					'button',
					{
						key: item.id,
						type: 'button',
						role: 'menuitem',
						tabindex: '-1',
						class: item.isRisky ? 'menu-item risky' : 'menu-item',
						'data-verb': item.id,
						onclick(event: Event) {
							// Closed first, so that the focus is back on the button before a dialog remembers where it came from.
							;(event.currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover()
							item.run()
						},
					},
					item.title,
				),
			),
		),
	)
}

function opened(event: ToggleEvent): void {
	const list = event.currentTarget as HTMLElement
	if (event.newState !== 'open') return
	const place = list.parentElement?.getBoundingClientRect()
	if (!place) return
	const { offsetWidth, offsetHeight } = list
	const isBelow = place.bottom + offsetHeight + 8 < innerHeight || place.top < offsetHeight + 8
	list.style.top = `${isBelow ? place.bottom + 4 : place.top - offsetHeight - 4}px`
	list.style.left = `${Math.max(8, Math.min(place.left, innerWidth - offsetWidth - 8))}px`
	list.querySelector<HTMLElement>('[role=menuitem]')?.focus()
}

function walk(event: KeyboardEvent): void {
	const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')]
	const at = items.indexOf(document.activeElement as HTMLElement)
	const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
	const target = targets[event.key]
	if (target === undefined) return
	event.preventDefault()
	items.at(target % items.length)?.focus()
}
