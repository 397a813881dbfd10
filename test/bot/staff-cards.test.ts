import { TestAdapter, TurnContext } from 'botbuilder'
import { describe, expect, it } from 'vitest'
import { createOnTurnError } from '../../src/bot/on-turn-error.ts'
import { AppError } from '../../src/errors.ts'
import { VERBS } from '../../src/tickets/verbs.ts'
import { nodesOf, stringsOf } from '../cards/card-check.ts'
import { executeOf, type Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const spoken = (said: readonly Said[]) => said.flatMap(({ text, card }) => [text ?? '', ...stringsOf(card)]).join('\n')
const hasInputs = (said: readonly Said[]) => said.some(({ card }) => nodesOf(card).some(({ id }) => id !== undefined))

async function pressForm(memberId: string, ticket: string, form: string, version?: number): Promise<Said[]> {
	const seen = version ?? (await bot().load(ticket)).version
	return bot().staffPresses(memberId, 'show-form', { ticket, form, version: seen })
}

describe('a button that opens a form', () => {
	it('on a card older than the ticket shows the newer state, and no form that would be sent on it unseen (rule 5)', async () => {
		const number = await bot().openDispute()
		const { version } = await bot().load(number)
		await bot().act('lucas', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
		const said = await pressForm('dana', number, 'resolve', version)
		expect(spoken(said)).toContain('has changed in the meantime')
		expect(spoken(said)).toContain('Solution proposed')
		expect(hasInputs(said)).toBe(false)
	})

	it('that the ticket no longer offers says so instead of asking for words in vain', async () => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
		await bot().told(number)
		await bot().presses('alex', 'confirm', { ticket: number, resolution: 1 })
		for (const form of ['resolve', 'ask-customer', 'prepare-packet']) {
			const said = await pressForm('dana', number, form)
			expect(spoken(said)).toContain(`${number} is now “Closed”`)
			expect(hasInputs(said)).toBe(false)
		}
		expect(hasInputs(await pressForm('dana', number, 'reopen'))).toBe(true)
	})

	it('opens each form of every verb or is answered kindly, whatever a forged card names', async () => {
		const number = await bot().openDispute()
		for (const form of [...Object.keys(VERBS), 'take', '__proto__', '']) {
			const said = await pressForm('mina', number, form)
			expect(said[0]?.invoke?.statusCode).toBe(200)
			expect({ form, said: spoken(said) }).not.toEqual({ form, said: '' })
		}
		for (const form of ['confirm', 'reject', 'record-delivery', 'raise-alarm', 'close-silent', 'acknowledge', 'send-again']) {
			expect(spoken(await pressForm('mina', number, form))).toContain('I do not know this button')
		}
	})
})

describe('an invoke of Teams', () => {
	it('whose value nobody can read is answered with words', async () => {
		for (const value of [undefined, {}, { action: 'x' }, { action: { verb: 'x'.repeat(61), data: {} } }]) {
			const [said] = await bot().take(bot().fromStaff('dana', { ...executeOf('take', 'card', {}), value }))
			expect(said?.invoke).toMatchObject({
				statusCode: 200,
				value: expect.stringContaining('I do not know this button') as string,
			})
		}
	})

	it('that fails inside is answered by 200 and by what to do now, in the person’s language', async () => {
		const tell = createOnTurnError(bot().kitFor)
		const failed = async (error: unknown, more: object = {}) => {
			const adapter = new TestAdapter(async () => undefined)
			const context = new TurnContext(adapter, bot().fromStaff('dana', { ...executeOf('take', 'card', {}), ...more }))
			await tell(context, error)
			return adapter.activityBuffer
		}
		const lost = new AppError('busy', 'the database went away', { reason: 'store-unsure' })
		const [answer] = await failed(lost)
		expect(answer).toMatchObject({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } })
		expect(JSON.stringify(answer)).toContain('it will not be done twice')
		expect(JSON.stringify(await failed(new Error('x.ts:7'), { locale: 'fr-FR' }))).toContain('Un problème est survenu')
		expect(await failed(lost, { type: 'message' })).toMatchObject([
			{ text: expect.stringContaining('not be done twice') as string },
		])
	})
})

describe('somebody of the staff', () => {
	it('who only mentions the bot is told what it can do', async () => {
		for (const text of ['<at>Loopdesk</at>', ' ']) expect(spoken(await bot().staffSays('dana', text))).toContain('Hello Dana')
	})

	it('whose card holds what no form sends reads a whole sentence', async () => {
		const number = await bot().openDispute()
		const said = spoken(await bot().staffPresses('dana', 'take', { ticket: number, version: { a: 1 } }))
		expect(said).toBe('Something in the form needs another look. Please check it and send it again.')
	})
})

describe('somebody of another tenant', () => {
	it('is a stranger, though the object id is that of a colleague: in a chat, in a channel and by a button', async () => {
		const number = await bot().openDispute()
		const before = await bot().load(number)
		const channel = { id: '19:theirs', conversationType: 'channel' }
		for (const place of [
			{ conversation: { id: 'a:dana', conversationType: 'personal', tenantId: 'another' } },
			{ conversation: channel, channelData: { tenant: { id: 'another' } } },
		]) {
			const asked = await bot().staffSays('dana', `ticket ${number}`, place)
			const pressed = await bot().take(
				bot().fromStaff('dana', { ...executeOf('take', 'card', { ticket: number, version: before.version }), ...place }),
			)
			for (const said of [asked, pressed]) expect(spoken(said)).toContain('I do not know you yet')
		}
		expect(await bot().load(number)).toEqual(before)
		const ours = { conversation: channel, channelData: { tenant: { id: 'TENANT' } } }
		expect(spoken(await bot().staffSays('dana', `ticket ${number}`, ours))).toContain('Northwind')
	})
})

describe('somebody who installs the app', () => {
	it('is greeted once, though Teams tells of it twice', async () => {
		const bots = [{ id: '28:bot' }]
		const installed = bot().fromStaff('dana', { type: 'installationUpdate', action: 'add' })
		const joined = bot().fromStaff('dana', { type: 'conversationUpdate', membersAdded: bots })
		const said = await Promise.all([bot().take(installed), bot().take(joined)])
		expect(said.flat()).toHaveLength(1)
		bot().time.now += 60_000
		expect(await bot().take(bot().fromStaff('dana', { type: 'conversationUpdate', membersAdded: bots }))).toHaveLength(1)
	})
})
