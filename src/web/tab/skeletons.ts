import { type Described, h } from './dom.ts'
import { say } from './texts.ts'

const bar = (width: number) => h('div', { class: `skeleton-bar w${width}` })

/** Grey shapes of a list that is being loaded. */
export function skeletonList(): Described {
	const row = () => h('div', { class: 'skeleton-row' }, bar(40), bar(90), bar(60))
	return busy('skeleton-list', ...Array.from({ length: 6 }, row))
}

/** Grey shapes of a ticket that is being loaded. */
export function skeletonTicket(): Described {
	const block = () => h('div', { class: 'panel' }, bar(30), bar(90), bar(75))
	return busy('skeleton-ticket', bar(40), bar(60), block(), block(), block())
}

/** Grey shapes of a form that is being loaded. */
export function skeletonForm(): Described {
	return busy('skeleton-form', bar(30), h('div', { class: 'skeleton-input' }), bar(40), h('div', { class: 'skeleton-input' }))
}

function busy(name: string, ...children: readonly Described[]): Described {
	return h('div', { key: name, class: name, 'aria-busy': 'true', role: 'status', 'aria-label': say('common.loading') }, children)
}
