import { describe, expect, it } from 'vitest'
import { actionsOf, stringsOf } from '../cards/card-check.ts'
import type { Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const spoken = (said: readonly Said[]) => said.flatMap(({ text, card }) => [text ?? '', ...stringsOf(card)]).join('\n')
const AGAIN = { topic: 'wrong-amount', reason: 'And the total is wrong, too', invoice: ' g004512877 ', amount: '12,50 €' }

/** What the button of this verb sends. */
function dataOf(said: readonly Said[], verb: string): Record<string, unknown> {
	const button = said.flatMap(({ card }) => (card ? actionsOf(card) : [])).find(({ data }) => Object(data).verb === verb)
	return Object(button?.['data'])
}

describe('a customer who reports the same invoice again', () => {
	it('is told of the ticket that is open, and nothing is opened', async () => {
		const first = await bot().openDispute()
		const said = await bot().presses('alex', 'open-dispute', AGAIN)
		expect(spoken(said)).toContain(`${first} (`)
		expect(spoken(said)).toContain('Shall I add what you wrote to it')
		expect(await bot().tickets()).toHaveLength(1)
	})

	it('is asked in French, too', async () => {
		await bot().openDispute()
		await bot().says('alex', 'Bonjour, le total de la facture est faux')
		expect(spoken(await bot().presses('alex', 'open-dispute', AGAIN))).toContain('est déjà ouvert pour la facture g004512877')
	})

	it('adds what he typed to that ticket with one button', async () => {
		const first = await bot().openDispute()
		const said = await bot().presses('alex', 'open-dispute', AGAIN)
		expect(spoken(await bot().presses('alex', 'add-message', dataOf(said, 'add-message')))).toContain(first)
		const last = (await bot().store.tickets.history(first)).at(-1)
		expect(last?.event).toEqual({ type: 'customer-wrote', text: 'And the total is wrong, too\n12,50 €' })
		expect(await bot().tickets()).toHaveLength(1)
	})

	it('opens a second one with the other, with all that he typed', async () => {
		const first = await bot().openDispute()
		const said = await bot().presses('alex', 'open-dispute', AGAIN)
		await bot().presses('alex', 'open-dispute', dataOf(said, 'open-dispute'))
		const second = (await bot().tickets()).find(({ number }) => number !== first)
		expect(second).toMatchObject({ topic: 'wrong-amount', description: AGAIN.reason })
		expect(second?.dispute).toMatchObject({ invoice: 'g004512877', amount: { minor: 1250, currency: 'EUR' } })
	})

	it('is not asked when it is the same form, sent twice', async () => {
		const form = { ...AGAIN, card: 'form-1' }
		await bot().presses('alex', 'open-dispute', form)
		const said = await bot().presses('alex', 'open-dispute', form)
		expect(spoken(said)).not.toContain('already open')
		expect(await bot().tickets()).toHaveLength(1)
	})

	it('is not asked about a ticket of somebody else, one that is closed, or where no invoice is named', async () => {
		await bot().openDispute('chloe')
		const own = await bot().openDispute()
		await bot().presses('alex', 'withdraw', { ticket: own, reason: 'found it' })
		await bot().presses('alex', 'open-dispute', AGAIN)
		const nameless = { topic: 'wrong-amount', reason: 'The total is wrong' }
		await bot().presses('alex', 'open-dispute', nameless)
		await bot().presses('alex', 'open-dispute', nameless)
		expect(await bot().tickets()).toHaveLength(5)
	})
})
