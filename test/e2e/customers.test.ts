import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { card, cards, conversation, heard, openChat, press, said, write } from './customer-window.ts'
import { setStage } from './stage.ts'
import { act, comeBack, fill, form, loopSteps, openTab, openTicket, send, state } from './staff-window.ts'

/** These walks always have two processes: what is kept in one of them only shows here. */
const onStage = setStage('two-on-postgres')

test('a French customer is answered in French, and the chat changes its language with him', async () => {
	await onStage(async ({ desk, openWindow }) => {
		const customer = await openWindow({ locale: 'fr-FR' })
		await openChat(customer, `${desk.url}/fr.html`)
		await card(customer, 'Bonjour Chloé').waitFor()
		await write(customer, 'J’ai été facturée deux fois ce mois-ci')
		await press(card(customer, 'Cela m’a aidé'), 'Ouvrir un litige')
		const dispute = card(customer, 'Qu’est-ce qui ne va pas ?')
		await dispute.getByLabel('Facture').selectOption('G004513002')
		await dispute.getByLabel('Montant').fill('629,80 €')
		await press(dispute, 'Ouvrir le litige')
		await heard(customer, /votre litige porte le numéro BD-\d+/u).waitFor()

		await customer.getByRole('button', { name: 'English' }).click()
		await heard(customer, 'I’ll continue in English.').waitFor()
		await customer.getByRole('textbox', { name: 'Write your message' }).waitFor()
		expect(await conversation(customer)).toContain('You: J’ai été facturée deux fois ce mois-ci')
	})
})

test('a customer who has left the chat is written to, answers and decides under the private link, and the ticket closes', async () => {
	await onStage(async ({ desk, openWindow }) => {
		const customer = await openWindow()
		await openChat(customer, `${desk.url}/`)
		const ticket = await openDispute(customer, 'The October invoice is too high')
		await customer.close()

		const agent = await openWindow()
		await openTab(agent, desk.url, 'dana')
		await openTicket(agent, ticket, 'unassigned')
		await act(agent, 'ask-customer')
		await fill(form(agent), { 'Your question': 'How many licences do you use?' })
		await send(agent)

		const mailbox = await openWindow()
		await openMail(mailbox, desk.url, `Dana Ortiz has a question about ${ticket}`)
		await mailbox.getByLabel('Your message').fill('Thirty of the forty.')
		await mailbox.getByRole('button', { name: 'Send' }).click()
		await mailbox.getByText('Thank you, we have your message.').waitFor()
		await comeBack(agent)
		await agent.getByTestId('history').getByText('Thirty of the forty.').waitFor()
		await act(agent, 'resolve')
		await fill(form(agent), { Outcome: 'Invoice corrected', 'explained to the customer': 'The invoice is 484.00 EUR lower now.' })
		await send(agent)
		await state(agent, 'resolved').waitFor()

		const page = await openAsItLooks(mailbox, desk.url, `${ticket}: here is what we found`)
		await page.getByText('The invoice is 484.00 EUR lower now.').first().waitFor()
		await page.getByRole('button', { name: 'Yes, solved' }).click()
		await page.getByText('Thank you, your answer has arrived.').waitFor()
		await comeBack(agent)
		await state(agent, 'closed').waitFor()
		expect(await loopSteps(agent)).toEqual({ told: true, agreed: true, closed: true })
	})
})

test('a double click opens one dispute, and two tabs of one customer show one conversation', async () => {
	await onStage(async ({ desk, openWindow }) => {
		const first = await openWindow()
		await openChat(first, `${desk.url}/`)
		await write(first, 'I would like to open a dispute')
		const dispute = card(first, 'What is wrong?')
		await dispute.getByLabel('What is wrong?').fill('Charged after we cancelled')
		await dispute.getByRole('button', { name: 'Open the dispute' }).dblclick()
		await heard(first, 'Done: your dispute is').last().waitFor()

		const second = await openWindow({ beside: first })
		await openChat(second, `${desk.url}/`)
		await write(second, 'Where does my dispute stand?')
		await said(first, 'Where does my dispute stand?').waitFor()
		await Promise.all([first, second].map((page) => card(page, 'BD-').waitFor()))
		const apart = async () => {
			const [one, other] = await Promise.all([first, second].map(conversation))
			return { one: one?.filter((row) => !other?.includes(row)), other: other?.filter((row) => !one?.includes(row)) }
		}
		await expect.poll(apart, { timeout: 30_000 }).toEqual({ one: [], other: [] })
		const agent = await openWindow()
		await openTab(agent, desk.url, 'dana')
		await agent.locator('[data-view=all]').click()
		await agent.locator('[data-ticket]').first().waitFor()
		expect(await agent.locator('[data-ticket]').filter({ hasText: 'Charged after we cancelled' }).count()).toBe(1)
	})
})

/** Opens a dispute by the welcome card; answers its number. */
async function openDispute(customer: Page, reason: string): Promise<string> {
	await press(cards(customer).first(), 'Open a dispute')
	const dispute = card(customer, 'What is wrong?')
	await dispute.getByLabel('What is wrong?').fill(reason)
	await press(dispute, 'Open the dispute')
	const opened = heard(customer, 'Done: your dispute is').last()
	return /BD-\d+/u.exec(await opened.innerText())?.[0] ?? ''
}

/** Presses the button of the mail with this subject as a mail program shows it, which opens a window. */
async function openAsItLooks(page: Page, url: string, subject: string): Promise<Page> {
	const mail = await mailIn(page, `${url}/demo/mail`, subject)
	const opened = page.waitForEvent('popup')
	await mail.frameLocator('iframe').getByRole('link', { name: 'Say yes or no' }).click()
	return opened
}

/** Follows the private link of the mail with this subject, as soon as the mail is there. */
async function openMail(page: Page, url: string, subject: string): Promise<void> {
	const mail = await mailIn(page, `${url}/demo/mail?as=text`, subject)
	await mail.getByRole('link').first().click()
}

async function mailIn(page: Page, address: string, subject: string): Promise<Locator> {
	const mail = page.locator('article').filter({ hasText: subject })
	await expect
		.poll(
			async () => {
				await page.goto(address)
				return mail.count()
			},
			{ timeout: 30_000 },
		)
		.toBeGreaterThan(0)
	return mail.first()
}
