import { describe, expect, it } from 'vitest'
import { verbsOf } from '../cards/card-check.ts'
import type { Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const spoken = (said: readonly Said[]) => JSON.stringify(said)
const buttons = (said: readonly Said[]) => said.flatMap(({ card }) => (card ? verbsOf(card) : []))
const FIXED = { outcome: 'corrected', text: 'The second line is gone now.' }
const PDF = { attachments: [{ contentType: 'application/pdf', contentUrl: '/v3/directline/files/f-1', name: 'proof.pdf' }] }
const DAY = 86_400_000

/** A dispute of this customer with a solution that he was told. */
async function proposed(reason = 'The licence line is there twice'): Promise<string> {
	const number = await bot().openDispute('alex', { reason })
	await bot().act('dana', number, 'assign')
	await bot().act('dana', number, 'resolve', FIXED)
	await bot().told(number)
	return number
}

async function closed(): Promise<string> {
	const number = await proposed()
	await bot().says('alex', 'Yes, solved')
	expect((await bot().load(number)).state).toBe('closed')
	return number
}

async function filesOf(number: string): Promise<string[]> {
	const history = await bot().store.tickets.history(number)
	return history.flatMap(({ event }) => (event.type === 'customer-wrote' ? (event.files ?? []).map(({ name }) => name) : []))
}

describe('a closed ticket', () => {
	it.each(['It is still wrong, the invoice shows the charge', 'Ce n’est toujours pas corrigé'])(
		'is offered to be opened again by a no, with what the customer wrote: %s',
		async (text) => {
			const number = await closed()
			const said = await bot().says('alex', text)
			expect(buttons(said)).toContain('reject')
			expect((await bot().load(number)).state).toBe('closed')
			const data = said.flatMap(({ card }) => (card?.['actions'] ?? []) as { data: { verb: string } }[]).map((each) => each.data)
			await bot().presses(
				'alex',
				'reject',
				data.find(({ verb }) => verb === 'reject'),
			)
			expect((await bot().load(number)).state).toBe('open')
			const history = await bot().store.tickets.history(number)
			expect(history.at(-1)?.event).toMatchObject({ type: 'reopened', comment: text })
		},
	)

	it('is left alone by a question, by thanks, and after a month by a no that does not name it', async () => {
		const number = await closed()
		for (const text of ['How can I download my invoice?', 'thank you']) {
			expect(buttons(await bot().says('alex', text))).not.toContain('reject')
		}
		bot().time.now += 31 * DAY
		expect(buttons(await bot().says('alex', 'It is still wrong'))).not.toContain('reject')
		expect(buttons(await bot().says('alex', `${number} is still wrong`))).toContain('reject')
	})

	it('is not offered to somebody else, nor where the customer withdrew it', async () => {
		await closed()
		expect(buttons(await bot().says('chloe', 'It is still wrong'))).not.toContain('reject')
		const withdrawn = await bot().openDispute('chloe')
		await bot().presses('chloe', 'withdraw', { ticket: withdrawn })
		expect(buttons(await bot().says('chloe', `${withdrawn} is still wrong`))).not.toContain('reject')
	})
})

describe('an answer while two solutions wait for one', () => {
	it.each(['Yes, solved', 'No, still wrong'])('that names none is not taken for either; both are shown: %s', async (text) => {
		const numbers = [await proposed(), await proposed('The Azure line is too high')]
		const said = await bot().says('alex', text)
		for (const number of numbers) {
			expect((await bot().load(number)).state).toBe('resolved')
			expect(spoken(said)).toContain(number)
		}
		expect(buttons(said)).toEqual(['confirm', 'reject', 'confirm', 'reject'])
	})

	it('that names one is for that one', async () => {
		const [first, second] = [await proposed(), await proposed('The Azure line is too high')]
		await bot().says('alex', `${first} is solved, yes`)
		expect((await bot().load(first)).state).toBe('closed')
		expect((await bot().load(second)).state).toBe('resolved')
	})

	it('that names another ticket is for none of them', async () => {
		const resolved = await proposed()
		const other = await bot().openDispute('alex', { reason: 'The Azure line is too high' })
		await bot().says('alex', `${other} is still wrong`)
		expect((await bot().load(resolved)).state).toBe('resolved')
	})
})

describe('a file with words', () => {
	it('goes with them to the only open ticket', async () => {
		const number = await bot().openDispute()
		expect(spoken(await bot().says('alex', 'Here is the page of the bank', PDF))).toContain(`(${number})`)
		const history = await bot().store.tickets.history(number)
		expect(history.at(-1)?.event).toMatchObject({
			text: 'Here is the page of the bank',
			files: [{ id: 'f-1', name: 'proof.pdf' }],
		})
	})

	it('goes to the ticket that the words name', async () => {
		const [first, second] = [await bot().openDispute(), await bot().openDispute('alex', { reason: 'The Azure line is too high' })]
		await bot().says('alex', `The proof for ${first}`, PDF)
		expect(await Promise.all([first, second].map(filesOf))).toEqual([['proof.pdf'], []])
	})

	it('that says no to a solution reopens the ticket, and is in it', async () => {
		const number = await proposed()
		await bot().says('alex', 'No, still wrong, see the page', PDF)
		expect((await bot().load(number)).state).toBe('open')
		expect(await filesOf(number)).toEqual(['proof.pdf'])
	})
})
