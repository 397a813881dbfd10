import type { TicketRow, TicketState } from './contract.ts'
import { type Described, h } from './dom.ts'
import { icon, type IconName } from './icons.ts'
import { say } from './texts.ts'
import { duration, exactly } from './times.ts'

const STATES: Record<TicketState, { tone: string; drawing: IconName }> = {
	new: { tone: 'accent', drawing: 'spark' },
	open: { tone: 'accent', drawing: 'inbox' },
	'pending-customer': { tone: 'warning', drawing: 'pause' },
	'pending-upstream': { tone: 'purple', drawing: 'upstream' },
	resolved: { tone: 'good', drawing: 'send' },
	closed: { tone: 'neutral', drawing: 'done' },
}

const SOON = 2 * 3_600_000

/** The state of a ticket, by word, colour and drawing. */
export function stateBadge({ state, stateText }: Pick<TicketRow, 'state' | 'stateText'>): Described {
	const { tone, drawing } = STATES[state] ?? STATES.open
	return h('span', { class: `badge ${tone}`, 'data-state': state }, icon(drawing), stateText)
}

/** Only what stands out is shown: nobody needs a badge that says "normal". */
export function priorityBadge({ priority, priorityText }: Pick<TicketRow, 'priority' | 'priorityText'>): Described | undefined {
	if (priority !== 'urgent' && priority !== 'high') return undefined
	return h('span', { class: `badge ${priority === 'urgent' ? 'danger' : 'warning'}` }, icon('flag'), priorityText)
}

/** When the customer must hear from us, or since when he should have. */
export function promiseLine(ticket: Pick<TicketRow, 'promisedAt' | 'overdue' | 'state'>, now: number): Described | undefined {
	const { promisedAt, state } = ticket
	if (promisedAt === undefined || state === 'closed') return undefined
	const left = promisedAt - now
	const isLate = ticket.overdue || left < 0
	const tone = isLate ? 'danger' : left < SOON ? 'warning' : 'calm'
	const text = say(isLate ? 'promise.overdue' : 'promise.due', { time: duration(left) })
	return h('span', { class: `promise ${tone}`, title: exactly(promisedAt) }, icon(isLate ? 'warning' : 'clock'), text)
}

/** Warnings of a ticket, such as "Solved upstream, customer not told". */
export function alarmLines({ alarms }: Pick<TicketRow, 'alarms'>): Described[] {
	return alarms.map((alarm) => h('span', { class: 'alarm', key: alarm }, icon('warning'), alarm))
}

/** A person's initials in a circle; the colour comes from the name. */
export function avatar(name: string): Described {
	const words = name.split(/\s+/).filter(Boolean)
	const initials = `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase()
	const tint = Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6
	return h('span', { class: `avatar tint-${tint}`, 'aria-hidden': 'true' }, initials)
}
