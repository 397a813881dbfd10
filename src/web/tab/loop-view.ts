import type { TicketDetail } from './contract.ts'
import { type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import { say } from './texts.ts'

const STEPS = ['told', 'agreed', 'closed'] as const
type Step = (typeof STEPS)[number]

/** Thirds of a ring of radius 15 around (20, 20), with gaps, clockwise from the top. */
const ARCS = ['M21.8 5.1 A15 15 0 0 1 33.8 25.9', 'M32 29.0 A15 15 0 0 1 8 29.0', 'M6.2 25.9 A15 15 0 0 1 18.2 5.1']

/** The loop in three steps: told, agreed, closed. What is still missing stands out. */
export function loopView({ loop, ticket }: TicketDetail): Described {
	const missing = STEPS.find((step) => !loop[step])
	return h(
		'section',
		{
			class: `loop panel${missing === undefined ? ' complete' : ''}`,
			key: 'loop',
			'aria-label': say('loop.label'),
			'data-testid': 'loop',
		},
		ring(loop, missing),
		h(
			'div',
			{ class: 'loop-words' },
			h(
				'ol',
				{ class: 'loop-steps' },
				STEPS.map((step) => stepView(step, loop[step], step === missing)),
			),
			h('p', { class: 'loop-text' }, loop.text === '' ? ticket.stateText : loop.text),
		),
	)
}

function ring(loop: TicketDetail['loop'], missing: Step | undefined): Described {
	return h(
		'svg',
		{ class: 'loop-ring', viewBox: '0 0 40 40', 'aria-hidden': 'true' },
		STEPS.map((step, index) => h('path', { d: ARCS[index], class: stageOf(loop[step], step === missing) })),
		missing === undefined && h('path', { class: 'loop-check', d: 'm13.5 20.5 4.5 4.5 8.5-9.5' }),
	)
}

function stepView(step: Step, isDone: boolean, isNext: boolean): Described {
	const stage = stageOf(isDone, isNext)
	return h(
		'li',
		{ class: `loop-step ${stage}`, 'data-step': step, 'data-done': String(isDone), 'aria-current': isNext ? 'step' : undefined },
		h('span', { class: 'loop-dot' }, isDone ? icon('check') : undefined),
		h('span', { class: 'loop-name' }, say(isDone ? `loop.${step}` : `loop.${step}Missing`)),
		h('span', { class: 'visually-hidden' }, say(isDone ? 'loop.done' : 'loop.missing')),
	)
}

function stageOf(isDone: boolean, isNext: boolean): string {
	if (isDone) return 'done'
	return isNext ? 'next' : 'later'
}
