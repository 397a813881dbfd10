import { expect, it } from 'vitest'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()

it('is one ticket however often and however a customer asks for a person', async () => {
	await bot().says('alex', 'I want to talk to a human being')
	bot().time.now += 60_000
	expect(await bot().says('alex', 'Let me talk to a person, please')).toEqual([])
	const said = await bot().presses('alex', 'talk-to-person')
	const tickets = await bot().tickets()
	expect(tickets).toHaveLength(1)
	expect(said[0]?.summary).toContain(tickets[0]?.number)
})

it('tells the person who wrote within the hour, and opens no second ticket beside his', async () => {
	const number = await bot().openDispute()
	await bot().act('dana', number, 'reply-to-customer', { text: 'I look into it now.' })
	await bot().presses('alex', 'talk-to-person')
	expect(await bot().tickets()).toHaveLength(1)
	const last = (await bot().store.tickets.history(number)).at(-1)?.event
	expect(last).toEqual({ type: 'customer-wrote', text: 'Talk to a person' })
})

it('does not come back to the bot by itself when the person has taken it', async () => {
	await bot().says('alex', 'I want to talk to a human being')
	const [ticket] = await bot().tickets()
	const number = ticket?.number ?? ''
	await bot().act('dana', number, 'assign', {})
	await bot().act('dana', number, 'reply-to-customer', { text: 'I am here.' })
	bot().time.now += 100 * 3_600_000
	expect(await bot().says('alex', 'How can I download my invoice?')).toEqual([])
	expect((await bot().store.tickets.history(number)).at(-1)?.event.type).toBe('customer-wrote')
})
