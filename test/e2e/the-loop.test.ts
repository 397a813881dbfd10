import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { card, conversation, heard, openChat, press, said, write } from './customer-window.ts'
import { setStage } from './stage.ts'
import { act, comeBack, fill, form, loopSteps, openTab, openTicket, send, state, step } from './staff-window.ts'

const onStage = setStage()

test('a dispute goes all the way round: told, refused, told again, agreed, and only then closed', async () => {
	await onStage(async ({ desk, openWindow }) => {
		const [customer, agent, manager] = [await openWindow(), await openWindow(), await openWindow()]
		await Promise.all([openChat(customer, `${desk.url}/`), openTab(agent, desk.url, 'dana'), openTab(manager, desk.url, 'mina')])
		const ticket = await openDispute(customer)
		await takeAndAsk(agent, customer, ticket)
		await escalateUpstream(agent)
		await escalateToManager(agent, manager, ticket)
		await recordUpstreamAnswer(agent)

		await reload(customer)
		await writeWhile(desk.restart(), customer, agent)
		await resolve(agent, 'Microsoft has credited the second charge of 484.00 EUR.')
		await refuse(customer, agent)
		expect(await loopSteps(agent)).toEqual({ told: false, agreed: false, closed: false })
		await resolve(agent, 'The credit of 484.00 EUR stands on invoice G004512877 now.')
		await agree(customer, agent)
		expect(await loopSteps(agent)).toEqual({ told: true, agreed: true, closed: true })
	})
}, 120_000)

test('what was typed survives a reload, a used card says so, and a file arrives with its words', async () => {
	await onStage(async ({ desk, openWindow }) => {
		const customer = await openWindow()
		await openChat(customer, `${desk.url}/fr.html`)
		const welcome = card(customer, 'Bonjour Chloé')
		await press(welcome, 'Ouvrir un litige')
		const dispute = card(customer, 'Qu’est-ce qui ne va pas')
		const box = customer.getByRole('textbox', { name: 'Écrivez votre message' })
		await dispute.getByLabel('Qu’est-ce qui ne va pas').fill('Une ligne de trop')
		await dispute.getByLabel('Facture').selectOption('G004513002')
		await box.fill('Et puis')

		await customer.reload()
		expect(await dispute.getByLabel('Qu’est-ce qui ne va pas').inputValue()).toBe('Une ligne de trop')
		expect(await dispute.getByLabel('Facture').inputValue()).toBe('G004513002')
		expect(await box.inputValue()).toBe('Et puis')
		await press(dispute, 'Ouvrir le litige')
		await heard(customer, /BD-\d+/u).waitFor()
		const used = customer.locator('loopdesk-widget .card.used').getByRole('button', { name: 'Ouvrir le litige' })
		expect(await used.isDisabled()).toBe(true)
		expect(await used.getAttribute('class')).toContain('chosen')
		expect(await welcome.getByRole('button', { name: 'Ouvrir un litige' }).isEnabled()).toBe(true)

		const pdf = { name: 'relevé.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 relevé') }
		await customer.locator('loopdesk-widget input[type=file]').setInputFiles(pdf)
		await write(customer, 'Voici le relevé')
		await heard(customer, 'J’ai transmis votre message').waitFor()
		const file = customer.locator('loopdesk-widget .file-link').filter({ hasText: 'relevé.pdf' })
		expect(await (await fetch((await file.getAttribute('href')) ?? '')).text()).toBe('%PDF-1.4 relevé')
	})
})

async function openDispute(customer: Page): Promise<string> {
	await write(customer, 'I was charged twice for our licences in October')
	await press(card(customer, 'Charged twice'), 'Open a dispute')
	const dispute = card(customer, 'What is wrong?')
	await dispute.getByLabel('Invoice').selectOption('G004512877')
	await dispute.getByLabel('Amount').fill('484.00 EUR')
	await press(dispute, 'Open the dispute')
	const opened = heard(customer, 'your dispute is BD-')
	return /BD-\d+/u.exec(await opened.innerText())?.[0] ?? ''
}

async function takeAndAsk(agent: Page, customer: Page, ticket: string): Promise<void> {
	await openTicket(agent, ticket, 'unassigned')
	await agent.getByTestId('description').getByText('charged twice').waitFor()
	await act(agent, 'take')
	await heard(customer, `Dana Ortiz now looks after ${ticket}`).waitFor()
	await act(agent, 'ask-customer')
	await fill(form(agent), { 'Your question': 'Which of the two lines did you order?' })
	await send(agent)
	await state(agent, 'pending-customer').waitFor()
	await heard(customer, 'Which of the two lines').waitFor()
	const spoken = await conversation(customer)
	await write(customer, 'Only the first one. Can you cancel the second?')
	await agent.getByTestId('history').getByText('Only the first one').waitFor()
	await state(agent, 'open').waitFor()
	// The bot would have had an answer about cancelling; a person owns the conversation now.
	expect(await conversation(customer)).toHaveLength(spoken.length + 1)
}

async function escalateUpstream(agent: Page): Promise<void> {
	await act(agent, 'prepare-packet')
	const packet = form(agent)
	await fill(packet, { 'I checked service health': true, 'What we have tried': 'Compared the lines with the order.' })
	await packet.getByTestId('submit').click()
	await packet.getByText('Still lacking').waitFor()
	await packet.getByRole('listitem').getByText('Evidence').waitFor()
	await fill(packet, {
		'I looked for known issues': true,
		'There is no other request': true,
		Subscription: '8d0f4a6e-52c1-4b7f-9a3d-61e0c2b9f411',
		Evidence: 'Invoice G004512877, lines 1 and 2',
		'Impact on the customer': '484.00 EUR too much',
		'Contact’s e-mail': 'billing@harbour-cloud.example',
		'Contact’s phone': '+33 1 00 00 00 00',
		'Kind of claim': 'Other billing error',
		'Date of the purchase': '2026-11-08',
	})
	await packet.getByTestId('submit').click()
	await packet.getByText('Ready to paste').waitFor()
	await packet.getByText('Evidence: Invoice G004512877, lines 1 and 2').waitFor()
	await fill(packet, { 'Number of the request': '2611220040001234' })
	await send(agent)
	await state(agent, 'pending-upstream').waitFor()
}

async function escalateToManager(agent: Page, manager: Page, ticket: string): Promise<void> {
	await act(agent, 'escalate-to-manager')
	await fill(form(agent), { 'What do you need': 'The customer threatens to leave.' })
	await send(agent)
	await comeBack(manager)
	await manager.getByTestId('bell').click()
	const notification = form(manager).locator('[data-kind=escalated]')
	await notification.getByText(`escalated ${ticket} to you`).waitFor()
	await notification.getByRole('button', { name: 'Acknowledge' }).click()
	await manager.getByTestId('history').getByText('acknowledged the escalation').waitFor()
}

async function recordUpstreamAnswer(agent: Page): Promise<void> {
	await act(agent, 'record-upstream-answer')
	await fill(form(agent), { 'Their answer': 'Duplicate confirmed, credit granted.', 'They solved it': true })
	await send(agent)
	await agent.locator('#ticket-pane .alarm').getByText('customer not told yet').waitFor()
}

async function reload(customer: Page): Promise<void> {
	const before = await conversation(customer)
	await customer.reload()
	await expect.poll(() => conversation(customer), { timeout: 30_000 }).toEqual(before)
}

/** The desk is away for a moment; what the customer writes then arrives when it is back, and nothing else has changed. */
async function writeWhile(away: Promise<void>, customer: Page, agent: Page): Promise<void> {
	const before = await conversation(customer)
	await write(customer, 'Is there any news?')
	await away
	await comeBack(agent)
	await agent.getByTestId('history').getByText('Is there any news?').waitFor()
	await customer.locator('loopdesk-widget [data-status=online]').waitFor()
	expect(await conversation(customer)).toEqual([...before, 'You: Is there any news?'])
}

async function resolve(agent: Page, words: string): Promise<void> {
	await act(agent, 'resolve')
	await fill(form(agent), { Outcome: 'Credit granted', 'explained to the customer': words })
	await send(agent)
	await state(agent, 'resolved').waitFor()
}

async function refuse(customer: Page, agent: Page): Promise<void> {
	const outcome = card(customer, 'Microsoft has credited')
	await outcome.getByText('Is it solved for you?').waitFor()
	await comeBack(agent)
	await step(agent, 'told', true).waitFor()
	expect(await loopSteps(agent)).toEqual({ told: true, agreed: false, closed: false })
	await outcome.getByLabel('Anything to add?').fill('I do not see it on the invoice.')
	await press(outcome, 'No, not solved')
	await heard(customer, 'is open again').waitFor()
	await comeBack(agent)
	await state(agent, 'open').waitFor()
	await agent.getByTestId('history').getByText('I do not see it on the invoice.').waitFor()
	await step(agent, 'told', false).waitFor()
}

async function agree(customer: Page, agent: Page): Promise<void> {
	const outcome = card(customer, 'stands on invoice')
	await press(outcome, 'Yes, solved')
	await said(customer, 'Yes, solved').waitFor()
	await heard(customer, /you said that it is solved/iu).waitFor()
	await comeBack(agent)
	await state(agent, 'closed').waitFor()
}
