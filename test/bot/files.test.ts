import { describe, expect, it } from 'vitest'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const file = (id: string, name: string) => ({
	attachments: [{ contentType: 'application/pdf', contentUrl: `/v3/directline/files/${id}`, name }],
})
const DISPUTE = { topic: 'duplicate-charge', reason: 'The licence line is there twice' }

async function filesOf(number: string): Promise<string[]> {
	const history = await bot().store.tickets.history(number)
	return history.flatMap(({ event }) => (event.type === 'customer-wrote' ? (event.files ?? []).map(({ name }) => name) : []))
}

describe('a file that a customer sends', () => {
	it('waits for the dispute that it is about, and is in it then', async () => {
		const said = await bot().says('alex', '', file('f-1', 'invoice.pdf'))
		expect(said[0]?.text).toContain('I have received the file')
		await bot().says('alex', 'I was charged twice', file('f-2', 'screenshot.png'))
		await bot().presses('alex', 'open-dispute', DISPUTE)
		const [ticket] = await bot().tickets()
		expect(await filesOf(ticket?.number ?? '')).toEqual(['invoice.pdf', 'screenshot.png'])
	})

	it('is put into the next dispute only once', async () => {
		await bot().says('alex', '', file('f-1', 'invoice.pdf'))
		await bot().presses('alex', 'open-dispute', DISPUTE)
		await bot().presses('alex', 'open-dispute', { ...DISPUTE, reason: 'And another thing' })
		const tickets = await bot().tickets()
		const files = await Promise.all(tickets.map(({ number }) => filesOf(number)))
		expect(files.flat()).toEqual(['invoice.pdf'])
	})

	it('goes to the only open ticket, whose people are told its name', async () => {
		await bot().presses('alex', 'open-dispute', DISPUTE)
		const [ticket] = await bot().tickets()
		const number = ticket?.number ?? ''
		await bot().act('dana', number, 'assign')
		const said = await bot().says('alex', '', file('f-1', 'invoice.pdf'))
		expect(said[0]?.text).toContain('Dana Ortiz')
		const notices = await bot().store.notices.noticesOf(number)
		expect(notices.find(({ kind }) => kind === 'customer-wrote')).toMatchObject({ text: '📎 invoice.pdf', to: { id: 'dana' } })
	})

	it('reaches the person who owns the conversation, with its words, while the bot keeps quiet', async () => {
		await bot().presses('alex', 'open-dispute', DISPUTE)
		const [ticket] = await bot().tickets()
		const number = ticket?.number ?? ''
		await bot().act('dana', number, 'ask-customer', { text: 'Can you send the page?' })
		expect(await bot().says('alex', 'Here it is', file('f-1', 'page 2.pdf'))).toEqual([])
		const history = await bot().store.tickets.history(number)
		expect(history.at(-1)?.event).toEqual({
			type: 'customer-wrote',
			text: 'Here it is',
			files: [{ id: 'f-1', name: 'page 2.pdf' }],
		})
	})

	it('goes with unclear words to the ticket whose outcome waits for an answer, and keeps those that waited', async () => {
		await bot().says('alex', '', file('f-1', 'earlier.pdf'))
		await bot().presses('alex', 'open-dispute', DISPUTE)
		const [ticket] = await bot().tickets()
		const number = ticket?.number ?? ''
		await bot().act('dana', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone now.' })
		await bot().says('alex', 'blorb zwing', file('f-2', 'later.pdf'))
		expect(await filesOf(number)).toEqual(['earlier.pdf', 'later.pdf'])
	})
})
