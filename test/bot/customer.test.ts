import { describe, expect, it } from 'vitest'
import { stringsOf, verbsOf } from '../cards/card-check.ts'
import { HOUR, type Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const spoken = (said: readonly Said[]) => said.flatMap(({ text, card }) => [text ?? '', ...stringsOf(card)]).join('\n')
const buttons = (said: readonly Said[]) => said.flatMap(({ card }) => (card ? verbsOf(card) : []))
const FIXED = { outcome: 'corrected', text: 'The second line is gone from your invoice.' }

describe('a customer who asks', () => {
	it('gets the answer of the article with its source, and what can be done next', async () => {
		const said = await bot().says('alex', 'I was charged twice for the same licences in October')
		expect(spoken(said)).toContain('As of ')
		expect(buttons(said)).toEqual(expect.arrayContaining(['helped', 'show-dispute-form', 'talk-to-person']))
		expect(said.every(({ card, summary }) => card === undefined || summary !== undefined)).toBe(true)
	})

	it('is answered in the language of the message, also with buttons', async () => {
		const said = await bot().says('alex', 'J’ai été facturé deux fois pour les mêmes licences')
		expect(spoken(said)).toContain('État au')
		expect(spoken(said)).toContain('Parler à quelqu’un')
	})

	it('finds the form filled with what he wrote when he goes on to a dispute', async () => {
		await bot().says('alex', 'I was charged twice on invoice G004512877')
		const said = await bot().presses('alex', 'show-dispute-form', { topic: 'duplicate-charge' })
		expect(spoken(said)).toContain('I was charged twice on invoice G004512877')
		expect(spoken(said)).toContain('G004398120')
	})

	it('opens a dispute whose number and promise he is told', async () => {
		const said = await bot().presses('alex', 'open-dispute', {
			topic: 'duplicate-charge',
			reason: 'The licence line is there twice',
			invoice: 'G004512877',
			amount: '484,00 €',
		})
		const [ticket] = await bot().tickets()
		expect(ticket).toMatchObject({ state: 'new', kind: 'dispute', topic: 'duplicate-charge' })
		expect(ticket?.dispute).toMatchObject({ invoice: 'G004512877', amount: { minor: 48_400, currency: 'EUR' } })
		expect(ticket?.reporter.userId).toBe('alex')
		expect(spoken(said)).toContain(ticket?.number)
		expect(spoken(said)).toMatch(/You will hear from us by \d/)
	})

	it('gets the form back with what he typed when something in it does not fit', async () => {
		const said = await bot().presses('alex', 'open-dispute', { topic: 'duplicate-charge', reason: 'Twice!', amount: 'a lot' })
		expect(spoken(said)).toContain('I could not read the amount')
		expect(spoken(said)).toContain('Twice!')
		expect(await bot().tickets()).toEqual([])
	})

	it('is asked back at most twice, then offered a person', async () => {
		const lost = ['blorb', 'zwing fnord', 'grmpf', 'xyzzy plugh']
		const said: string[][] = []
		for (const text of lost) said.push(buttons(await bot().says('alex', text)))
		expect(said.at(-1)).toContain('talk-to-person')
		expect(await bot().tickets()).toEqual([])
	})

	it('is told when it is no billing question, with the way to a person', async () => {
		const said = await bot().says('alex', 'Can you book me a flight to Lisbon for Friday?')
		expect(buttons(said)).toContain('talk-to-person')
	})

	it('gets a person on request, and from then on the bot keeps quiet (rule 8)', async () => {
		const said = await bot().says('alex', 'I want to talk to a human being')
		const [ticket] = await bot().tickets()
		expect(ticket?.kind).toBe('question')
		expect(spoken(said)).toContain(ticket?.number)
		expect(await bot().says('alex', 'I was charged twice, please hurry')).toEqual([])
		expect((await bot().store.tickets.history(ticket?.number ?? '')).at(-1)?.event).toEqual({
			type: 'customer-wrote',
			text: 'I was charged twice, please hurry',
		})
	})

	it('may call the assistant back', async () => {
		await bot().says('alex', 'I want to talk to a human being')
		bot().time.now += 1000
		await bot().presses('alex', 'ask-assistant')
		expect(buttons(await bot().says('alex', 'I was charged twice for the same licences'))).toContain('show-dispute-form')
	})
})

describe('a customer whom a person of the staff has written to', () => {
	it('speaks with that person for an hour, and with the bot after it', async () => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'reply-to-customer', { text: 'I look into it now.' })
		expect(await bot().says('alex', 'How can I download my invoice?')).toEqual([])
		expect(await bot().events(number)).toContain('customer-wrote')
		bot().time.now += HOUR
		expect(await bot().says('alex', 'How can I download my invoice?')).not.toEqual([])
	})

	it('answers a question in the chat, and the ticket goes on', async () => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'ask-customer', { text: 'Which line is it?' })
		bot().time.now += 30 * HOUR
		expect(await bot().says('alex', 'The second one, 484 euros')).toEqual([])
		expect((await bot().load(number)).state).toBe('open')
	})
})

describe('an answer to "is it solved?" (rule 2)', () => {
	async function proposed(): Promise<string> {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'resolve', FIXED)
		await bot().told(number)
		bot().time.now += 2 * HOUR
		return number
	}

	it.each(['yes, it is solved', 'Yes', 'oui, c’est réglé'])('closes by a yes: %s', async (text) => {
		const number = await proposed()
		expect(await bot().says('alex', text)).toEqual([])
		expect((await bot().load(number)).closure).toMatchObject({ reason: 'agreed' })
	})

	it.each(['no, still wrong', 'yes but the amount is still there', 'Non, toujours faux', 'Yes, however it is not solved'])(
		'reopens by a no, or by a yes that says the opposite: %s',
		async (text) => {
			const number = await proposed()
			await bot().says('alex', text)
			expect(await bot().load(number)).toMatchObject({ state: 'open', reopened: 1 })
			expect((await bot().store.tickets.history(number)).at(-1)?.event).toMatchObject({ type: 'reopened', comment: text })
			const told = (await bot().store.notices.noticesOf(number)).filter(({ kind }) => kind === 'customer-rejected')
			expect(told.map(({ to }) => to.id).sort()).toEqual(['dana', 'mina'])
		},
	)

	it('neither closes nor reopens by a thank you, and asks again', async () => {
		const number = await proposed()
		const said = await bot().says('alex', 'thank you')
		expect((await bot().load(number)).state).toBe('resolved')
		expect(buttons(said)).toEqual(['confirm', 'reject'])
	})

	it('says nothing to a machine that answers', async () => {
		const number = await proposed()
		expect(await bot().says('alex', 'Automatic reply: I am out of the office until Monday')).toEqual([])
		expect((await bot().load(number)).state).toBe('resolved')
	})

	it('passes on to the person what it does not understand', async () => {
		const number = await proposed()
		const said = await bot().says('alex', 'qwertz uiop asdf')
		expect(spoken(said)).toContain('Dana Ortiz')
		expect(await bot().events(number)).toContain('customer-wrote')
		expect((await bot().load(number)).state).toBe('resolved')
	})

	it('goes on answering questions meanwhile', async () => {
		await proposed()
		expect(buttons(await bot().says('alex', 'How can I download my invoice?'))).toContain('helped')
	})

	it('does not close by a button while nobody was told, and closes once he is (rule 1)', async () => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'resolve', FIXED)
		await bot().presses('alex', 'confirm', { ticket: number, resolution: 1 })
		expect((await bot().load(number)).state).toBe('resolved')
		await bot().told(number)
		expect((await bot().load(number)).state).toBe('closed')
	})

	it('does not let an old card agree to a newer solution', async () => {
		const number = await proposed()
		await bot().says('alex', 'no, still wrong')
		await bot().act('dana', number, 'resolve', { ...FIXED, text: 'Now it is really gone from it.' })
		await bot().told(number)
		const said = await bot().presses('alex', 'confirm', { ticket: number, resolution: 1 })
		expect(spoken(said)).toContain('There is a newer solution')
		expect((await bot().load(number)).state).toBe('resolved')
	})
})

describe('a visitor whom the website did not introduce', () => {
	const WHO = { name: 'Robin Doe', company: 'Northwind Bikes', email: 'alex@northwind-bikes.example' }

	it('says who he is in the form, for his own ticket', async () => {
		const form = await bot().says('visitor-1', 'Someone charged me twice, open a dispute please')
		const shown = buttons(form).includes('open-dispute') ? form : await bot().presses('visitor-1', 'show-dispute-form')
		expect(spoken(shown)).toContain('Your e-mail')
		await bot().presses('visitor-1', 'open-dispute', { topic: 'open-dispute', reason: 'Charged twice in October', ...WHO })
		const [ticket] = await bot().tickets()
		expect(ticket?.reporter).toMatchObject({ userId: 'visitor-1', name: 'Robin Doe', customer: { id: 'visitor:visitor-1' } })
	})

	it('sees nothing of a customer whose address and company he types (rule 6)', async () => {
		const number = await bot().openDispute('alex')
		await bot().presses('visitor-1', 'open-dispute', { topic: 'open-dispute', reason: 'Charged twice in October', ...WHO })
		expect(spoken(await bot().says('visitor-1', 'Where does my ticket stand?'))).not.toContain(number)
		expect(spoken(await bot().presses('visitor-1', 'show-tickets'))).not.toContain(number)
		expect(spoken(await bot().presses('visitor-1', 'show-dispute-form'))).not.toContain('G004512877')
	})

	it('gets the form back when he leaves out who he is, or writes no address', async () => {
		const said = await bot().presses('visitor-1', 'open-dispute', {
			topic: 'open-dispute',
			reason: 'Twice',
			name: 'R',
			email: 'no',
		})
		expect(spoken(said)).toContain('Your company, Your e-mail')
		expect(await bot().tickets()).toEqual([])
	})

	it('is asked who he is before he gets a person', async () => {
		const said = await bot().presses('visitor-1', 'talk-to-person')
		expect(spoken(said)).toContain('Your name')
		expect(spoken(said)).toContain('Talk to a person')
		expect(spoken(said)).not.toMatch(/Open the dispute|Amount/u)
		await bot().presses('visitor-1', 'open-dispute', { topic: 'talk-to-person', reason: 'Please call me', ...WHO })
		expect((await bot().tickets())[0]?.kind).toBe('question')
	})
})
