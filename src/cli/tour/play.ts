import type { TextValues } from '../../cards/texts.ts'
import { nodesOf, stringOf, wordsOf } from '../stand-in/card.ts'
import type { ConnectorStandIn, Sent } from '../stand-in/connector.ts'
import type { TeamsChannel } from '../stand-in/teams-person.ts'
import type { CustomerRole, StaffRole } from './cast.ts'
import type { Lines } from './lines-en.ts'
import type { Screen } from './screen.ts'

/** All that a chapter needs. */
export interface Play {
	readonly deskUrl: string
	readonly locale: 'en' | 'fr'
	readonly standIn: ConnectorStandIn
	readonly channel: TeamsChannel
	readonly screen: Screen
	readonly customer: CustomerRole
	readonly dana: StaffRole
	readonly mina: StaffRole
	/** The number of the customer's invoice in question. */
	readonly invoice: string
	/** The subscription on it. */
	readonly subscription: string
	/** A text of the desk itself, as its people read it. */
	readonly text: (key: string, values?: TextValues) => string
	/** A line of the tour. */
	readonly line: (key: keyof Lines, values?: TextValues) => string
	/** Prints what was checked, or throws with what was expected and what was seen instead. */
	readonly check: (key: keyof Lines, isRight: boolean, seen: unknown, values?: TextValues) => void
	/** Opens a chapter. */
	readonly chapter: (key: keyof Lines) => void
}

/** Fills `{name}` places. */
export function fill(pattern: string, values: TextValues = {}): string {
	return pattern.replace(/\{(\w+)\}/gu, (place, name: string) => String(values[name] ?? place))
}

/** The kind of the notice that a chat message carries: `BD-1001/3/question/alex`. */
export function noticeKind(notice: string): string {
	return notice.split('/')[2] ?? ''
}

/** Whether the bot sent it to the team's channel. */
export function isInChannel({ channel }: Pick<Play, 'channel'>): (sent: Sent) => boolean {
	return (sent) => sent.conversationId === channel.id && sent.activity['type'] === 'message'
}

/** Makes the check of a play; `passed` counts. */
export function createCheck({ screen, line }: Pick<Play, 'screen' | 'line'>, passed: () => void): Play['check'] {
	return (key, isRight, seen, values) => {
		const what = line(key, values)
		if (!isRight) throw new Error(`${line('expected', { what })}\n${line('seen', { seen: shorten(seen) || line('nothing') })}`)
		passed()
		screen.passed(what)
	}
}

const LONGEST = 1500

/** What was seen, for people: messages and cards by their words. */
function shorten(seen: unknown): string {
	const words = readable(seen)
	const text = typeof words === 'string' ? words : (JSON.stringify(words) ?? '')
	return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

function readable(seen: unknown): unknown {
	if (Array.isArray(seen)) return seen.map(readable)
	const [node] = nodesOf([seen])
	if (node === undefined) return seen
	if (node['type'] === 'AdaptiveCard') return wordsOf(node)
	if ('text' in node && 'id' in node) return `${stringOf(node['text'])}\n${wordsOf(nodesOf([node['card']])[0] ?? {})}`.trim()
	return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, readable(value)]))
}
