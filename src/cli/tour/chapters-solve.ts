import { setTimeout as pause } from 'node:timers/promises'
import { buttonsOf, wordsOf } from '../stand-in/card.ts'
import type { Shown } from '../stand-in/teams-person.ts'
import type { ChatMessage } from '../stand-in/web-customer.ts'
import { newest, submit } from './chapters-work.ts'
import { type KeptMail, newestMail } from './mail.ts'
import { BOT } from './cast.ts'
import { noticeKind, type Play } from './play.ts'

const MAIL_MS = 8000

/** Dana proposes a solution: the customer is told and asked, and nothing is closed. */
export async function proposed(play: Play, card: Shown, ticket: string): Promise<void> {
	const { chapter, line, check, text, customer } = play
	chapter('chapter-proposed')
	await submit(play, play.dana, card, 'resolve', { outcome: 'corrected', text: line('first-solution'), amount: '' })
	const told = await customer.hears(({ notice }) => noticeKind(notice) === 'resolved')
	check('check-proposed', asks(play, told, line('first-solution')), told)
	const now = await newest(play, ticket)
	const words = wordsOf(now.card ?? {})
	check('check-not-closed', words.includes(text('states.resolved')) && !words.includes(text('states.closed')), words)
}

function asks({ text }: Play, { card = {} }: ChatMessage, solution: string): boolean {
	const titles = buttonsOf(card).map(({ title }) => title)
	return wordsOf(card).includes(solution) && titles.includes(text('outcome.yes')) && titles.includes(text('outcome.no'))
}

/** The customer says no: open again, and agent and manager are told. */
export async function rejected(play: Play, ticket: string): Promise<void> {
	const { chapter, line, check, text, customer, dana, mina } = play
	chapter('chapter-no')
	await customer.says(line('customer-rejects'))
	const told = await customer.hears(({ notice }) => noticeKind(notice) === 'reopened')
	check('check-reopened', told.text.includes(ticket), told, { ticket })
	const title = text('notices.customer-rejected', { name: customer.speaker.name, ticket })
	const toDana = await dana.hears(({ summary }) => summary === title)
	const toMina = await mina.hears(({ summary }) => summary === title, 'nothing')
	const isQuoted = [toDana, toMina].every(({ card = {} }) => wordsOf(card).includes(line('customer-rejects')))
	check('check-rejection-told', isQuoted, { toDana, toMina })
}

/** The second solution, while the customer is away: it goes by mail, with the private link. */
export async function away(play: Play, ticket: string): Promise<void> {
	const { chapter, screen, line, check, text, customer, dana } = play
	chapter('chapter-second')
	screen.scene(line('scene-offline', { customer: customer.speaker.name }))
	customer.played.goesOffline()
	const card = await newest(play, ticket)
	const typed = { outcome: 'credited', text: line('second-solution'), amount: line('amount') }
	await submit(play, dana, card, 'resolve', typed)
	screen.scene(line('scene-mail'))
	const mail = await mailAbout(play, line('second-solution'))
	screen.says(BOT, line('where-mail'), { card: { body: mailBody(mail) } })
	check('check-mailed', mail.link.startsWith(`${play.deskUrl}/t/`), mail)
	const page = await fetch(mail.link)
	const html = await page.text()
	check('check-status-page', page.ok && html.includes(ticket) && html.includes(text('outcome.yes')), html)
}

async function mailAbout(play: Play, words: string): Promise<KeptMail> {
	const until = Date.now() + MAIL_MS
	while (Date.now() < until) {
		const mail = await newestMail(play.deskUrl, play.locale)
		if (mail?.text.includes(words)) return mail
		await pause(50)
	}
	throw new Error(play.line('expected', { what: play.line('check-mailed') }))
}

function mailBody({ subject, text }: KeptMail): object[] {
	return [
		{ type: 'TextBlock', text: subject, weight: 'Bolder' },
		{ type: 'TextBlock', text: text.replace(/(\/t\/.{12})\S+/u, '$1…').trim() },
	]
}

/** The customer comes back and says yes: now it is closed. */
export async function confirmed(play: Play, ticket: string): Promise<Shown> {
	const { chapter, screen, line, check, text, customer, dana } = play
	chapter('chapter-yes')
	screen.scene(line('scene-back', { customer: customer.speaker.name }))
	await customer.played.comesBack()
	const waiting = await customer.hears(({ notice }) => noticeKind(notice) === 'resolved')
	check('check-back', asks(play, waiting, line('second-solution')), waiting)
	await customer.says(line('customer-confirms'))
	await customer.hears(({ notice }) => noticeKind(notice) === 'closed')
	const told = await dana.hears(({ card }) =>
		wordsOf(card ?? {}).includes(text('notices.loop-closed', { ticket, detail: '' }).trim()),
	)
	check('check-loop-closed', told.card !== undefined, told)
	const card = await newest(play, ticket, 'whole')
	const words = wordsOf(card.card ?? {})
	const isAgreed =
		words.includes(text('states.closed')) && words.includes(text('history.agreed', { name: customer.speaker.name }))
	check('check-closed', isAgreed, words, { ticket })
	return card
}
