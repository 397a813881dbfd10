import type { NoticeView } from './contract.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon, type IconName } from './icons.ts'
import type { Desk, DeskState } from './state.ts'
import { capital, say } from './texts.ts'
import { exactly, moment } from './times.ts'

const STATUS: Record<NoticeView['status'], { tone: string; drawing: IconName }> = {
	waiting: { tone: 'calm', drawing: 'clock' },
	delivered: { tone: 'good', drawing: 'check' },
	failed: { tone: 'danger', drawing: 'error' },
	ambiguous: { tone: 'warning', drawing: 'question' },
}

/** The channel comes in the reader's words; its drawing is only an ornament. */
const CHANNELS: readonly (readonly [RegExp, IconName])[] = [
	[/mail|courriel/iu, 'mail'],
	[/chat/iu, 'chat'],
	[/phone|appel|call/iu, 'phone'],
	[/teams/iu, 'people'],
]

/** What the customer was told: each notice with its tries on each channel, newest first. Failures are said in words. */
export function noticesView(notices: readonly NoticeView[], state: DeskState, desk: Desk): Child {
	if (notices.length === 0) return h('p', { class: 'quiet' }, say('notices.none'))
	return h(
		'ul',
		{ class: 'notices' },
		notices.map((notice) => noticeView(notice, state, desk)),
	)
}

function noticeView(notice: NoticeView, state: DeskState, desk: Desk): Described {
	const { tone, drawing } = STATUS[notice.status]
	return h(
		'li',
		{ class: `notice ${tone}`, key: notice.id, 'data-status': notice.status },
		h(
			'div',
			{ class: 'notice-head' },
			h('strong', {}, capital(notice.kindText)),
			h('span', { class: `notice-status ${tone}` }, icon(drawing), capital(notice.statusText)),
		),
		h('p', { class: 'quiet' }, say('notices.to', { name: notice.to })),
		notice.attempts.length > 0 &&
			h(
				'ul',
				{ class: 'attempts' },
				notice.attempts.map((attempt) => attemptView(attempt, state.now)),
			),
		notice.sendAgain !== undefined && sendAgainButton(notice, state, desk),
	)
}

function sendAgainButton(notice: NoticeView, { running }: DeskState, desk: Desk): Described {
	return h(
		'button',
		{
			type: 'button',
			class: 'button small',
			'data-verb': 'send-again',
			'aria-label': `${notice.sendAgain}: ${notice.kindText}`,
			disabled: running !== undefined,
			onclick: () => desk.sendAgain(notice),
		},
		notice.sendAgain,
	)
}

function attemptView(attempt: NoticeView['attempts'][number], now: number): Described {
	const { channel, outcome, at, reason } = attempt
	return h(
		'li',
		{ key: `${channel}-${at}`, title: exactly(at) },
		icon(CHANNELS.find(([words]) => words.test(channel))?.[1] ?? 'send'),
		h(
			'span',
			{},
			say('notices.attempt', { channel: capital(channel), outcome }),
			reason !== undefined && isSentence(reason) && h('span', { class: 'attempt-reason' }, reason),
		),
		h('time', { class: 'quiet' }, moment(at, now)),
	)
}

/** A bare code such as `no-conversation` tells people nothing; it is in the log. */
function isSentence(reason: string): boolean {
	return /\s/u.test(reason)
}
