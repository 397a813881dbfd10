import { h, make } from './dom.ts'
import { icon } from './icons.ts'
import { say } from './texts.ts'

const LASTS = 6000
const AT_MOST = 3

export interface Toast {
	readonly text: string
	readonly tone: 'good' | 'info'
	readonly action?: { readonly title: string; readonly run: () => void }
}

/** Shows a short message that goes away by itself; screen readers read it when they are free. */
export function showToast({ text, tone, action }: Toast): void {
	const region = document.getElementById('toasts')
	if (region === null) return
	const close = () => toast.remove()
	const follow = action && {
		...action,
		run: () => {
			close()
			action.run()
		},
	}
	const toast = make(
		h(
			'div',
			{ class: `toast ${tone}` },
			icon(tone === 'good' ? 'done' : 'bell'),
			h('span', { class: 'toast-text' }, text),
			follow && h('button', { type: 'button', class: 'link-button', onclick: follow.run }, follow.title),
			h('button', { type: 'button', class: 'icon-button', 'aria-label': say('common.close'), onclick: close }, icon('close')),
		),
	)
	region.append(toast)
	while (region.childElementCount > AT_MOST) region.firstElementChild?.remove()
	setTimeout(close, LASTS)
}
