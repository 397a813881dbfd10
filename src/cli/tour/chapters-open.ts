import { buttonsOf, inputsOf, nodesOf, stringOf, wordsOf } from '../stand-in/card.ts'
import { shownOf } from '../stand-in/teams-person.ts'
import { isInChannel, noticeKind, type Play } from './play.ts'
import { BOT } from './cast.ts'

/** The staff lets the bot in: into the team's channel, and into their own chats. */
export async function deskOpens(
	{ chapter, screen, line, check, text, dana, mina, channel }: Play,
	partner: string,
): Promise<void> {
	chapter('chapter-opens')
	screen.scene(line('scene-opens', { partner }))
	const [inTeam] = await dana.played.addsBotTo(channel)
	if (inTeam !== undefined) screen.says(BOT, line('where-channel'), inTeam)
	const [forDana] = await dana.installs()
	if (forDana !== undefined) dana.sees(forDana)
	const [forMina] = await mina.installs()
	const isWelcome = inTeam?.text === text('bot.welcome-team') && forDana?.card !== undefined && forMina?.card !== undefined
	check('check-welcome', isWelcome, { inTeam, forDana, forMina })
}

/** The customer asks, and an article answers. */
export async function question({ chapter, screen, line, check, text, customer }: Play) {
	const { name } = customer.speaker
	const firstName = name.split(' ')[0] ?? name
	chapter('chapter-question')
	screen.scene(line('scene-question', { customer: name }))
	const greeting = await customer.hears(({ card }) => card !== undefined)
	check('check-greeted', wordsOf(greeting.card ?? {}) === text('bot.welcome', { name: firstName }), greeting, { name: firstName })
	await customer.says(line('customer-asks'))
	const answer = await customer.hears(({ id }) => id !== greeting.id)
	const { card = {} } = answer
	const [title] = nodesOf(card['body'])
	// The last line: where the whole article is, how old its facts are, and where they come from.
	const [link = '', date = '', sources = ''] = (wordsOf(card).split('\n').at(-1) ?? '').split(' · ')
	const isRight =
		link.includes('/help/') && /\b20\d\d$/u.test(date) && sources !== '' && /twice|deux fois/u.test(stringOf(title?.['text']))
	check('check-answered', isRight, wordsOf(card) || answer.text)
	const titles = buttonsOf(card).map((button) => button.title)
	const offered = [text('actions.open-dispute'), text('actions.talk-to-person')]
	check(
		'check-ways',
		offered.every((each) => titles.includes(each)),
		titles,
	)
	return answer
}

/** The customer opens a dispute by the form; its number. */
export async function dispute(play: Play, answer: Awaited<ReturnType<typeof question>>): Promise<string> {
	const { chapter, line, check, text, customer, invoice } = play
	chapter('chapter-dispute')
	await customer.presses(answer, text('actions.open-dispute'))
	const form = await customer.hears(({ card }) => card !== undefined, 'nothing')
	const inputs = new Map(inputsOf(form.card ?? {}).map((input) => [stringOf(input['id']), input]))
	const offered = nodesOf(inputs.get('invoice')?.['choices']).map(({ value }) => value)
	const knows = inputs.get('reason')?.['value'] === line('customer-asks') && offered.includes(invoice)
	check('check-prefilled', knows, [...inputs.values()])
	const reason = line('customer-asks')
	const typed = { reason, invoice, amount: line('amount'), period: line('period') }
	await customer.presses(form, text('forms.open-dispute.submit'), typed)
	const opened = await customer.hears(() => true)
	const ticket = /BD-\d+/u.exec(opened.text)?.[0] ?? ''
	const [start = ''] = text('bot.opened', { ticket, promised: '\n' }).split('\n')
	check('check-opened', ticket !== '' && opened.text.startsWith(start) && /\d\d:\d\d/u.test(opened.text), opened, {
		ticket: ticket || 'BD-…',
	})
	return ticket
}

/** The team hears of it, and Dana takes it; her card of the ticket. */
export async function taken(play: Play, ticket: string) {
	const { chapter, screen, line, check, text, standIn, customer, dana } = play
	chapter('chapter-taken')
	const inChannel = isInChannel(play)
	const announced = shownOf(
		await standIn.waitFor((sent) => inChannel(sent) && wordsOf(shownOf(sent).card ?? {}).includes(ticket)),
	)
	screen.says(BOT, line('where-channel'), announced)
	check('check-announced', announced.summary !== '' && wordsOf(announced.card ?? {}).includes(announced.summary), announced)
	const card = await dana.presses(announced, text('actions.take'))
	dana.sees(card)
	const told = await customer.hears(({ notice }) => noticeKind(notice) === 'taken')
	const isHers = wordsOf(card.card ?? {}).includes(`${text('facts.assignee')}: ${dana.speaker.name}`)
	check('check-taken', isHers && told.text.includes(dana.speaker.name), { card: card.card ?? card.text, told })
	return card
}
