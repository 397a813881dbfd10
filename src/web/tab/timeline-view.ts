import { avatar } from './badges.ts'
import type { HistoryEntry } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { newestFirst } from './history.ts'
import { icon } from './icons.ts'
import { say } from './texts.ts'
import { exactly, moment } from './times.ts'

/** The history of a ticket, newest first. */
export function timelineView(history: readonly HistoryEntry[], now: number): Described {
	const seen = new Map<string, number>()
	return h(
		'ol',
		{ class: 'timeline' },
		newestFirst(history).map((entry) => {
			const same = `${entry.at}-${entry.by}-${entry.text}`
			const count = (seen.get(same) ?? 0) + 1
			seen.set(same, count)
			return entryView(entry, `${same}-${count}`, now)
		}),
	)
}

function entryView(entry: HistoryEntry, key: string, now: number): Described {
	const { kind, by, at, quote, files = [] } = entry
	return h(
		'li',
		{ class: `entry by-${kind}`, key, 'data-kind': kind },
		kind === 'system' ? h('span', { class: 'entry-mark' }, icon('spark')) : avatar(by),
		h(
			'div',
			{ class: 'entry-words' },
			h(
				'p',
				{ class: 'entry-head' },
				h('span', { class: 'entry-text' }, sentence(entry)),
				kind === 'internal' && h('span', { class: 'badge neutral' }, icon('lock'), say('history.internal')),
				kind === 'customer' && h('span', { class: 'badge accent' }, say('history.customer')),
				h('time', { class: 'quiet', title: exactly(at) }, moment(at, now)),
			),
			quote !== undefined && h('blockquote', { class: 'quote' }, quote),
			files.map(({ name, address }) =>
				h('a', { class: 'file', key: name, href: address, target: '_blank', rel: 'noopener noreferrer' }, icon('file'), name),
			),
		),
	)
}

/** The sentence of an entry with the name in it stressed; what the desk does by itself needs no name. */
function sentence(entry: HistoryEntry): Child[] {
	const { by, text, kind } = entry
	if (text.startsWith(by)) return [h('strong', {}, by), text.slice(by.length)]
	return kind === 'system' ? [text] : [h('strong', {}, by), ` · ${text}`]
}
