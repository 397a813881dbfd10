import { describe, expect, it } from 'vitest'
import { findGaps } from '../knowledge/gaps/gaps-of.ts'
import { HOUR, type Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const questions = () => bot().store.questions.questions(100)
/** One second after what was said before. */
function says(userId: string, text: string): Promise<Said[]> {
	bot().time.now += 1000
	return bot().says(userId, text)
}
const newest = async () => (await questions())[0]

/** The data of the first button with this verb. */
function dataOf(said: readonly Said[], verb: string): Record<string, unknown> {
	const actions = said.flatMap(
		({ card }) => (card as { actions?: { data?: Record<string, unknown> }[] } | undefined)?.actions ?? [],
	)
	const data = actions.map((action) => action.data ?? {}).find((each) => each['verb'] === verb)
	if (data === undefined) throw new Error(`no button ${verb}`)
	return data
}

describe('a question of a customer', () => {
	it('is kept with what was decided and shown, and without who asked', async () => {
		await says('alex', 'I was charged twice for the same licences in October. Regards, Alex Morgan, +33 6 12 34 56 78')
		expect(await questions()).toEqual([
			expect.objectContaining({
				language: 'en',
				audience: 'customer',
				channel: 'web-chat',
				decision: 'answer',
				topic: 'duplicate-charge',
				article: 'duplicate-charge',
				text: 'I was charged twice for the same licences in October. Regards, [name], [phone]',
				came: {},
			}),
		])
		expect(JSON.stringify(await questions())).not.toMatch(/alex|morgan|conv-/iu)
	})

	it('is kept once when it comes twice, and neither small talk nor words for a person are kept', async () => {
		const activity = bot().fromCustomer('alex', { text: 'How can I download my invoice?', id: 'the-same' })
		await bot().take(activity)
		await bot().take(activity)
		await says('alex', 'hello')
		await says('alex', 'I want to talk to a human being')
		await says('alex', 'are you there?')
		expect((await questions()).map(({ decision }) => decision)).toEqual(['hand-over', 'answer'])
	})

	it('that is an answer to "is it solved?" and is not understood is none', async () => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone from your invoice.' })
		await bot().told(number)
		bot().time.now += 2 * HOUR
		await says('alex', 'qwertz uiop asdf')
		expect(await questions()).toEqual([])
	})
})

describe('what came of a question', () => {
	it('is "helped" or not, for the question whose button was pressed', async () => {
		const first = await says('alex', 'How can I download my invoice?')
		await says('alex', 'I was charged twice for the same licences')
		await bot().presses('alex', 'not-helped', dataOf(first, 'not-helped'))
		const came = async () => (await questions()).map((each) => [each.topic, each.came.helped])
		expect(await came()).toEqual([
			['duplicate-charge', undefined],
			['get-invoice', false],
		])
		await bot().presses('alex', 'helped', dataOf(first, 'helped'))
		expect((await came())[1]).toEqual(['get-invoice', true])
	})

	it('is what is written under the article instead', async () => {
		await says('alex', 'Comment télécharger ma facture ?')
		await says('alex', 'oui merci')
		await says('alex', 'How can I download my invoice?')
		const said = await says('alex', 'no, that did not help')
		expect((await questions()).map(({ came }) => came.helped)).toEqual([false, true])
		expect(dataOf(said, 'show-dispute-form')).toMatchObject({ topic: 'get-invoice' })
		await says('alex', 'no')
		expect((await newest())?.text).toBe('no')
	})

	it('is not what is written about something else, or an hour later', async () => {
		await says('alex', 'How can I download my invoice?')
		await says('alex', 'no, I was charged twice for the same licences')
		bot().time.now += HOUR
		await says('alex', 'no')
		expect((await questions()).map(({ came }) => came.helped)).toEqual([undefined, undefined, undefined])
	})

	it('cannot be said by somebody in another conversation', async () => {
		const said = await says('alex', 'How can I download my invoice?')
		await bot().presses('chloe', 'not-helped', dataOf(said, 'not-helped'))
		expect((await newest())?.came).toEqual({})
	})

	it('is the dispute that was opened after it, and no later one', async () => {
		const said = await says('alex', 'I was charged twice for the same licences')
		await bot().presses('alex', 'not-helped', dataOf(said, 'not-helped'))
		const number = await bot().openDispute()
		expect((await newest())?.came).toEqual({ helped: false, ticket: number, went: 'dispute' })
		await says('alex', 'How can I download my invoice?')
		await bot().openDispute('alex', { invoice: 'G004398120' })
		expect((await questions())[1]?.came.ticket).toBe(number)
	})

	it('is the person who was asked for, also after the bot had not understood', async () => {
		await says('alex', 'blorb')
		await says('alex', 'zwing fnord')
		await bot().presses('alex', 'talk-to-person')
		const [ticket] = await bot().tickets()
		expect((await questions()).map(({ came }) => came)).toEqual([
			{ ticket: ticket?.number, went: 'person' },
			{ ticket: ticket?.number, went: 'person' },
		])
	})

	it('is nothing where an answer helped before the ticket was opened', async () => {
		const said = await says('alex', 'How can I download my invoice?')
		await bot().presses('alex', 'helped', dataOf(said, 'helped'))
		await bot().openDispute()
		expect((await newest())?.came).toEqual({ helped: true })
	})

	it('is nothing after a pause of an hour', async () => {
		await says('alex', 'blorb')
		bot().time.now += HOUR
		await says('alex', 'How can I download my invoice?')
		expect((await questions())[1]?.came).toEqual({})
	})

	it('is that it was said again in words that the bot understood', async () => {
		await says('alex', 'blorb')
		await says('alex', 'How can I download my invoice?')
		expect((await questions())[1]?.came).toEqual({ understoodLater: true })
	})

	it('is the article of the topic that was chosen', async () => {
		await says('alex', 'blorb')
		await bot().presses('alex', 'choose-topic', { topic: 'get-invoice' })
		expect((await newest())?.came).toEqual({ article: 'get-invoice' })
	})
})

describe('a question of the staff', () => {
	it('is kept, with the article', async () => {
		await bot().staffSays('dana', 'how do I escalate to Microsoft, asks Alex Morgan')
		expect(await newest()).toMatchObject({
			audience: 'staff',
			channel: 'teams',
			text: 'how do I escalate to Microsoft, asks [name]',
		})
		expect((await newest())?.article).toMatch(/^escalate/u)
	})

	it('that is no billing question is a gap', async () => {
		await bot().staffSays('dana', 'Can you book me a flight to Lisbon for Friday?')
		expect((await newest())?.article).toBeUndefined()
		expect(findGaps(await questions(), new Map())).toMatchObject([{ audience: ['staff'], reasons: { 'out-of-scope': 1 } }])
	})
})
