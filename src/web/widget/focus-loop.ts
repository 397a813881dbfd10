const FULL_SCREEN = '(max-width: 520px), (max-height: 520px)'
const FOCUSABLE =
	'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/** Keeps the Tab key inside the panel while it covers the page (small screens and strong zoom), where focus behind it would be lost. */
export function loopFocus(panel: HTMLElement): void {
	panel.addEventListener('keydown', (event) => {
		if (event.key !== 'Tab' || !matchMedia(FULL_SCREEN).matches) return
		const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
			(stop) => stop.tabIndex >= 0 && stop.checkVisibility(),
		)
		const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)]
		if (event.target !== from) return
		event.preventDefault()
		to?.focus()
	})
}
