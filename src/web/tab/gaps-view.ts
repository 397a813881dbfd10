import { bar } from './bar.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import type { Gap, GapList } from './report-contract.ts'
import { addressOf } from './route.ts'
import type { Desk } from './state.ts'
import { say } from './texts.ts'
import { exactly, moment } from './times.ts'

/** The gaps, the most frequent first. */
export function gapsView({ gaps, mayApprove }: GapList, now: number, desk: Desk): Child {
	if (gaps.length === 0) {
		return h(
			'div',
			{ class: 'empty', key: 'empty' },
			h('div', { class: 'empty-drawing' }, icon('done')),
			h('h3', {}, say('gaps.none')),
			h('p', {}, say('gaps.noneHint')),
		)
	}
	const most = Math.max(...gaps.map(({ times }) => times))
	return h(
		'ol',
		{ class: 'gaps', key: 'gaps' },
		gaps.map((gap) =>
			h('li', { key: gap.id, class: 'panel gap', 'data-gap': gap.id }, gapView(gap, { most, now, mayApprove, desk })),
		),
	)
}

interface Around {
	readonly most: number
	readonly now: number
	readonly mayApprove: boolean
	readonly desk: Desk
}

function gapView(gap: Gap, around: Around): Child[] {
	return [
		h('div', { class: 'gap-count' }, count(gap, around.most)),
		h('div', { class: 'gap-body' }, about(gap, around.now), foot(gap, around)),
	]
}

function count({ times, conversations }: Gap, most: number): Child[] {
	const where = conversations === 1 ? say('gaps.oneConversation') : say('gaps.conversations', { count: conversations })
	return [
		h('strong', { class: 'gap-times' }, say('gaps.times', { count: times })),
		bar(times / most, 'accent'),
		h('span', { class: 'quiet' }, where),
	]
}

function about(gap: Gap, now: number): Child[] {
	const { examples, more, reasons, amounts, topicText, articleText, staffOnly, language, lastAt } = gap
	const [first, ...others] = examples
	return [
		h(
			'div',
			{ class: 'gap-line' },
			h('span', { class: 'badge neutral' }, say(`gaps.language.${language}`)),
			staffOnly && h('span', { class: 'badge purple' }, say('gaps.staffOnly')),
			amounts.length > 0 && h('span', { class: 'badge warning' }, say('gaps.disputed', { amounts: amounts.join(' + ') })),
			h('time', { class: 'quiet', title: exactly(lastAt) }, say('gaps.latest', { time: moment(lastAt, now) })),
		),
		h('p', { class: 'gap-words', lang: language }, first),
		others.length > 0 &&
			h(
				'ul',
				{ class: 'gap-others', lang: language, 'aria-label': say('gaps.messages') },
				others.map((text) => h('li', {}, text)),
				more > 0 && h('li', { class: 'quiet' }, say('gaps.more', { count: more })),
			),
		h(
			'p',
			{ class: 'gap-facts quiet' },
			[
				...reasons.map(({ text }) => text),
				topicText === undefined ? '' : say('gaps.topic', { topic: topicText }),
				articleText === undefined ? '' : say('gaps.shown', { article: articleText }),
			]
				.filter((text) => text !== '')
				.join(' · '),
		),
	]
}

function foot(gap: Gap, { mayApprove, desk }: Around): Described {
	const { tickets, answeredIn } = gap
	return h(
		'div',
		{ class: 'gap-foot' },
		tickets.length > 0 &&
			h(
				'ul',
				{ class: 'gap-tickets', 'aria-label': say('gaps.tickets') },
				tickets.map((ticket) =>
					h('li', {}, h('a', { class: 'number', href: addressOf({ view: 'all', text: '', ticket }) }, ticket)),
				),
			),
		answeredIn === undefined
			? h('p', { class: 'quiet gap-wait' }, say(tickets.length > 0 ? 'gaps.unanswered' : 'gaps.noTicket'))
			: h(
					'button',
					{ type: 'button', class: 'button small primary', 'data-testid': 'draft', onclick: () => desk.draftArticle(gap) },
					icon('book'),
					say('gaps.draft'),
				),
		mayApprove &&
			h('button', { type: 'button', class: 'button small', onclick: () => desk.dismissGap(gap) }, say('gaps.dismiss')),
	)
}
