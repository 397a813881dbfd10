import { type Described, h } from './dom.ts'

/** A small bar of a share between 0 and 1; the number beside it says the same to those who cannot see it. */
export function bar(share: number, tone: string): Described {
	const width = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10
	return h(
		'svg',
		{ class: `bar ${tone}`, viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
		h('path', { class: 'bar-whole', d: 'M0 0h100v6h-100z' }),
		h('path', { class: 'bar-part', d: `M0 0h${width}v6h-${width}z` }),
	)
}
