import { expect, test } from 'vitest'
import { newRequestId, openFor, staffToken } from '../server/start-desk.ts'
import { setStage } from './stage.ts'
import { card, cards, heard, openChat, press, said, write } from './customer-window.ts'
import { act, comeBack, fill, form, openTab, openTicket, send } from './staff-window.ts'

const walk = setStage()
const PACKET = {
	healthChecked: 'true',
	knownIssuesChecked: 'true',
	noDuplicate: 'true',
	stepsTried: 'Compared both lines with the order',
	tenant: 'northwind-bikes.example',
	subscription: '8d0f4a6e-52c1-4b7f-9a3d-61e0c2b9f411',
	invoice: 'G004512877',
	amount: '484.00 EUR',
	period: '2026-10',
	evidence: 'Lines 1 and 2',
	impact: 'The customer withholds payment',
	contactName: 'Dana Ortiz',
	contactEmail: 'billing@harbour-cloud.example',
	contactPhone: '+33 1 00 00 00 00',
	claim: 'other',
	happenedOn: new Date().toISOString().slice(0, 10),
}

test('what did not help becomes a gap with its ticket, and a draft once a person has answered', () =>
	walk(async ({ desk, openWindow }) => {
		const customer = await openWindow()
		await openChat(customer, desk.url)
		await write(customer, 'I was charged twice for the wobblegong licences')
		await press(card(customer, 'Charged twice'), 'That did not help')
		await press(card(customer, 'I am sorry'), 'Talk to a person')
		await heard(customer, /BD-\d+/u)
			.or(card(customer, /BD-\d+/u))
			.first()
			.waitFor()

		const staff = await openWindow()
		await openTab(staff, desk.url, 'mina')
		await staff.getByTestId('report').click()
		const gap = staff.locator('.gap').filter({ hasText: 'wobblegong' })
		await gap.waitFor()
		expect(await gap.getByTestId('draft').count()).toBe(0)
		const number = (await gap.locator('a.number').innerText()).trim()

		await openTicket(staff, number)
		await act(staff, 'reply-to-customer')
		await fill(form(staff), { 'Your message': 'It is the yearly line; nothing was charged twice.' })
		await send(staff)
		await staff.getByTestId('report').click()
		await gap.getByTestId('draft').click()
		await form(staff).getByLabel('Title').waitFor()
		expect(
			await form(staff)
				.getByLabel(/^Answer/u)
				.inputValue(),
		).toBe('It is the yearly line; nothing was charged twice.')
		expect(await form(staff).getByTestId('approve').isEnabled()).toBe(true)
		await form(staff).getByRole('button', { name: 'Cancel' }).click()

		await staff.locator('[data-page=articles]').click()
		const row = staff.locator('[data-article="en/duplicate-charge"]')
		expect(await row.locator('[data-column=notHelped]').innerText()).toBe('1')
		await staff.getByRole('button', { name: 'Français' }).click()
		await staff.getByRole('columnheader', { name: 'N’a pas aidé' }).waitFor()
		expect(await staff.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
	}))

test("a manager deletes a customer's data, and the chat that is open starts afresh", () =>
	walk(async ({ desk, openWindow }) => {
		const customer = await openWindow()
		await openChat(customer, `${desk.url}/fr.html`)
		await write(customer, 'Please forget these words of mine')

		const manager = await openWindow()
		await openTab(manager, desk.url, 'mina')
		await manager.getByTestId('erase-customer').click()
		const dialog = form(manager)
		await dialog.getByRole('searchbox').fill('chlo')
		await dialog.locator('[data-customer=chloe]').click()
		await dialog.getByTestId('goes').getByText('Chat messages').waitFor()
		await dialog.getByTestId('erase').click()
		await dialog.getByText('To confirm, type the name').waitFor()
		await dialog.getByLabel('To confirm').fill('Chloé Garnier')
		await dialog.getByTestId('erase').click()
		await dialog.getByTestId('erase-done').waitFor()

		await customer.getByText('n’est plus conservée').waitFor()
		await cards(customer).first().waitFor()
		expect(await said(customer, 'Please forget').count()).toBe(0)
		await customer.reload()
		await cards(customer).first().waitFor()
		expect(await said(customer, 'Please forget').count()).toBe(0)
	}))

test('a manager finds a visitor who has no ticket by what he wrote, and deletes what is kept of him', () =>
	walk(async ({ desk, openWindow }) => {
		const visitor = (await desk.ask('/api/webchat/token', { body: {} })).json
		const chat = (await desk.ask('/v3/directline/conversations', { token: String(visitor['token']), body: {} })).json
		const code = String(chat['conversationId']).slice(0, 8)
		await desk.ask(`/v3/directline/conversations/${String(chat['conversationId'])}/activities`, {
			token: String(chat['token']),
			body: { type: 'message', text: 'I am ulysse@visitor.example, why did my bill go up?' },
		})
		const manager = await openWindow({ locale: 'fr-FR' })
		await openTab(manager, desk.url, 'mina')
		await manager.getByTestId('erase-customer').click()
		const dialog = form(manager)
		await dialog.getByRole('searchbox').fill('ULYSSE@')
		await dialog.getByRole('button', { name: `Visiteur ${code}` }).click()
		await dialog.getByLabel('Pour confirmer').fill(code)
		await dialog.getByTestId('erase').click()
		await dialog.getByTestId('erase-done').waitFor()
		expect((await desk.ask('/v3/directline/conversations', { token: String(visitor['token']), body: {} })).status).toBe(404)
	}))

test('a form that opens on a newer ticket than the page shows says so, and the text that it hands out can be copied', () =>
	walk(async ({ desk, openWindow }) => {
		const mina = await staffToken(desk, 'mina')
		const number = await openFor(desk, mina)
		const change = async (verb: string, data: object) => {
			const { json } = await desk.ask(`/api/tickets/${number}`, { token: mina })
			const body = { verb, data, requestId: newRequestId(), version: (json['ticket'] as { version: number }).version }
			expect((await desk.ask(`/api/tickets/${number}/actions`, { token: mina, body })).status).toBe(200)
		}
		await change('prepare-packet', PACKET)
		const agent = await openWindow()
		await agent.context().grantPermissions(['clipboard-read', 'clipboard-write'])
		await openTab(agent, desk.url, 'dana')
		await openTicket(agent, number)
		let isHeld = true
		await agent.route(`**/api/tickets/${number}`, (route) => (isHeld ? route.abort() : route.continue()))
		await agent.route('**/forms/escalate-upstream', (route) => {
			isHeld = false
			return route.continue()
		})
		await change('set-priority', { priority: 'urgent' })
		await act(agent, 'escalate-upstream')
		await form(agent).getByText('Changed meanwhile: Mina Okafor set the priority').waitFor()
		await form(agent).getByTestId('copy').click()
		await form(agent).getByRole('button', { name: 'Copied' }).waitFor()
		expect(await agent.evaluate('navigator.clipboard.readText()')).toContain('Invoice: G004512877')
	}))

test("a manager is told the day on which the bot's secret expires, what is left, and what to do", () =>
	walk(async ({ desk, openWindow }) => {
		let secret: object | undefined
		const manager = await openWindow()
		await manager.route('**/api/notifications', async (route) => {
			const response = await route.fetch()
			await route.fulfill({ response, json: { ...((await response.json()) as object), secret } })
		})
		const shows = async (text: RegExp, told: object) => {
			secret = told
			await comeBack(manager)
			await manager.getByTestId('secret').filter({ hasText: text }).waitFor()
		}
		await openTab(manager, desk.url, 'mina')
		const term = { level: 'soon', expires: '2027-02-01', daysLeft: 12 }
		await shows(/expires on 1 February 2027 \(in 12 days\);.* Make a new client secret in .*, and restart/u, term)
		await shows(/expires on .* \(today\);/u, { ...term, level: 'urgent', daysLeft: 0 })
		await shows(/expired on .* \(3 days ago\);/u, { ...term, level: 'expired', daysLeft: -3 })
		await shows(/its value is needed, not its ID/u, { level: 'refused', refusal: 'wrong' })
		await manager.getByRole('button', { name: 'Français' }).click()
		await shows(/^Le secret du bot expire le 1er février 2027 \(dans 12 jours\)/u, term)
		await shows(/^Le secret du bot a expiré\u00a0: plus rien/u, { level: 'refused', refusal: 'expired' })
		secret = undefined
		await comeBack(manager)
		await expect.poll(() => manager.getByTestId('secret').count()).toBe(0)
	}))
