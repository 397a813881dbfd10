import { type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import { say } from './texts.ts'

/** The page before the desk: loading, or what to do when the desk cannot be opened. */
export function gateView(options: { text: string; isBusy?: boolean; retry?: () => void }): Described {
	const { text, isBusy, retry } = options
	return h(
		'main',
		{ class: 'gate', key: 'gate', role: isBusy ? 'status' : 'alert' },
		h('div', { class: isBusy ? 'empty-drawing busy' : 'empty-drawing' }, icon(isBusy ? 'reopen' : 'info')),
		h('p', {}, text),
		retry && h('button', { type: 'button', class: 'button primary', onclick: retry }, say('common.retry')),
	)
}
