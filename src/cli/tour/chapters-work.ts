import { setTimeout as pause } from 'node:timers/promises'
import { buttonsOf, inputsOf, type Inputs, wordsOf } from '../stand-in/card.ts'
import type { Shown } from '../stand-in/teams-person.ts'
import type { StaffRole } from './cast.ts'
import { noticeKind, type Play } from './play.ts'

/** How long a bot that keeps quiet is listened to, in milliseconds. */
const QUIET_MS = 400

/** Opens the form of a verb on a ticket card and sends it; what came of it. */
export async function submit({ text }: Play, role: StaffRole, card: Shown, verb: string, inputs: Inputs): Promise<Shown> {
	const form = await role.presses(card, text(`actions.${verb}`))
	return role.presses(form, text(`forms.${verb}.submit`), inputs)
}

/** Dana asks, the customer answers in the chat, and the bot does not talk between them. */
export async function asked(play: Play, card: Shown): Promise<Shown> {
	const { chapter, line, check, text, customer, dana } = play
	chapter('chapter-asked')
	const waiting = await submit(play, dana, card, 'ask-customer', { text: line('agent-asks') })
	const heard = await customer.hears(({ notice }) => noticeKind(notice) === 'question')
	const isHers = heard.isAgent && heard.from === dana.speaker.name && heard.text === line('agent-asks')
	const waits = wordsOf(waiting.card ?? {}).includes(text('states.pending-customer'))
	check('check-asked', isHers && waits, { heard, card: waiting.card ?? waiting.text })
	await customer.says(line('customer-answers'))
	const passedOn = await dana.hears(({ card: notice }) => wordsOf(notice ?? {}).includes(line('customer-answers')))
	await pause(QUIET_MS)
	check('check-quiet', customer.pending().length === 0, customer.pending())
	const now = await dana.presses(passedOn, text('actions.show-ticket'))
	dana.sees(now, 'brief')
	return now
}

/** The guided packet: incomplete, then complete, then filed by Dana, whose request number is written down. */
export async function upstream(play: Play, card: Shown): Promise<Shown> {
	const { chapter, line, check, text, customer, dana } = play
	chapter('chapter-upstream')
	const first = await submit(play, dana, card, 'prepare-packet', { healthChecked: 'true', stepsTried: line('steps') })
	dana.sees(first, 'without-inputs')
	const lacking = wordsOf(first.card ?? {})
		.split('\n')
		.filter((words) => words.startsWith('• '))
	const labels = [
		'knownIssuesChecked',
		'noDuplicate',
		'evidence',
		'impact',
		'claim',
		'contactPhone',
		'contactEmail',
		'happenedOn',
	]
	const isNamed = labels.every((id) => lacking.includes(`• ${text(`fields.${id}.label`)}`))
	check('check-lacking', isNamed, lacking, { count: lacking.length })
	const stillOpen = await dana.presses(first, text('forms.back'))
	const titles = buttonsOf(stillOpen.card ?? {}).map(({ title }) => title)
	check('check-no-early-escalation', titles.length > 0 && !titles.includes(text('actions.escalate-upstream')), titles)
	const complete = await submit(play, dana, stillOpen, 'prepare-packet', packetOf(play))
	dana.sees(complete)
	const words = wordsOf(complete.card ?? {})
	const parts = [play.invoice, line('steps'), line('evidence'), line('impact'), line('contact-phone'), dana.speaker.name]
	const isFinished = parts.every((part) => words.includes(part)) && inputsOf(complete.card ?? {}).length === 1
	check('check-packet', isFinished, words)
	const filed = await dana.presses(complete, text('forms.escalate-upstream.submit'), { request: line('request') })
	const told = await customer.hears(({ notice }) => noticeKind(notice) === 'sent-upstream')
	const isWritten = wordsOf(filed.card ?? {}).includes(line('request'))
	check('check-sent-upstream', isWritten && told.text.includes(text('upstream.microsoft')), {
		told,
		card: filed.card ?? filed.text,
	})
	return filed
}

function packetOf({ line, subscription }: Play): Inputs {
	return {
		knownIssuesChecked: 'true',
		noDuplicate: 'true',
		evidence: line('evidence'),
		impact: line('impact'),
		subscription,
		contactEmail: line('contact-email'),
		contactPhone: line('contact-phone'),
		claim: 'other',
		happenedOn: line('incident-date'),
	}
}

/** The manager hears of it and acknowledges. */
export async function manager(play: Play, card: Shown): Promise<Shown> {
	const { chapter, line, check, text, dana, mina } = play
	chapter('chapter-manager')
	const escalated = await submit(play, dana, card, 'escalate-to-manager', { reason: line('escalation-reason') })
	const notified = await mina.hears(({ card: notice }) => wordsOf(notice ?? {}).includes(line('escalation-reason')))
	check('check-escalated', notified.summary.includes(dana.speaker.name), notified.summary)
	const after = await mina.presses(notified, text('actions.acknowledge'))
	const words = wordsOf(after.card ?? {})
	const isDone =
		!words.includes(text('alarms.escalated')) &&
		words.includes(text('history.escalation-acknowledged', { name: mina.speaker.name }))
	check('check-acknowledged', isDone, words || after.text)
	const ticket = /BD-\d+/u.exec(wordsOf(escalated.card ?? {}))?.[0] ?? ''
	return newest(play, ticket)
}

/** Dana asks the bot for the ticket's card, as it is now. */
export async function newest({ dana }: Play, ticket: string, draw: 'whole' | 'brief' = 'brief'): Promise<Shown> {
	const [card] = await dana.says(`ticket ${ticket}`)
	if (card?.card === undefined) throw new Error(`no card of ${ticket}: ${card?.text ?? 'no answer'}`)
	dana.sees(card, draw)
	return card
}

/** Upstream has solved it: until the customer knows, the card says so. */
export async function untold(play: Play, card: Shown): Promise<Shown> {
	const { chapter, line, check, text, dana } = play
	chapter('chapter-untold')
	const answered = await submit(play, dana, card, 'record-upstream-answer', { text: line('upstream-answer'), solved: 'true' })
	dana.sees(answered)
	check('check-untold', wordsOf(answered.card ?? {}).includes(text('alarms.untold')), wordsOf(answered.card ?? {}))
	return answered
}
