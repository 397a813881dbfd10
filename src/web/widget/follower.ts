import { button } from '../shared/element.ts'
import { icon } from './icons.ts'
import { soon } from './soon.ts'
import type { Texts } from './texts.ts'

/** Keeps the latest message in sight for somebody who reads at the end, and leaves alone whoever has scrolled up. */
export interface Follower {
	/** Leads to the end; visible while the end is out of sight and something new came. */
	button: HTMLButtonElement
	/** Changes the content and follows it; `always` for what the customer said himself. */
	around(change: () => void, always: boolean): void
	/** As `around`, for something new at the end: where it is taller than the window, its beginning stays in sight. */
	append(added: HTMLElement, to: HTMLElement, always: boolean): void
	toEnd(): void
}

const NEAR = 90
const MARGIN = 12

/** Follows the end of one scrolling element. */
export function createFollower(scroller: HTMLElement, texts: Texts): Follower {
	const jump = button({ class: 'jump', hidden: true }, toEnd, icon('down'))
	texts.live(() => jump.setAttribute('aria-label', texts.say('toEnd')))
	let follows = true
	let placed = 0
	/** The latest message. */
	let latest: HTMLElement | undefined

	function place(top: number): void {
		scroller.scrollTop = top
		placed = scroller.scrollTop
	}

	function isNear(): boolean {
		return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR
	}

	function follow(): void {
		follows = true
		jump.hidden = true
		place(scroller.scrollHeight)
		if (latest && latest.offsetHeight > scroller.clientHeight) place(latest.offsetTop - MARGIN)
	}

	function toEnd(): void {
		latest = undefined
		follow()
	}

	const followSoon = soon(() => follows && follow())

	function around(change: () => void, always: boolean): void {
		const before = follows ? 0 : scroller.scrollHeight
		change()
		follows ||= always
		if (follows) followSoon()
		else if (scroller.scrollHeight > before) jump.hidden = false
	}

	scroller.addEventListener(
		'scroll',
		() => {
			// Our own placing is not somebody's wish to read further up.
			if (Math.abs(scroller.scrollTop - placed) < 2) return
			follows = isNear()
			if (follows) jump.hidden = true
		},
		{ passive: true },
	)
	// Pictures and a phone's keyboard change the height long after the message came.
	scroller.addEventListener('load', () => follows && follow(), { capture: true })
	new ResizeObserver(() => follows && follow()).observe(scroller)

	return {
		button: jump,
		toEnd,
		around,
		append(added, to, always) {
			latest = added
			around(() => to.append(added), always)
		},
	}
}
