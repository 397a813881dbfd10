/** Small choices that the browser keeps: the language for good, the demo's person for this window (two windows, two people). */
export interface Kept {
	read(): string | undefined
	write(value: string): void
}

/** A choice under a name of its own. Where the browser forbids storage (some embedded frames), it lasts until the reload. */
export function keptChoice(name: string, area: 'localStorage' | 'sessionStorage'): Kept {
	const key = `loopdesk.tab.${name}`
	let value: string | undefined
	return {
		read() {
			try {
				return window[area].getItem(key) ?? value
			} catch {
				return value
			}
		},
		write(next) {
			value = next
			try {
				window[area].setItem(key, next)
			} catch {
				// The choice still holds for this page.
			}
		},
	}
}
