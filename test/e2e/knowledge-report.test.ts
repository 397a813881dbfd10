import { expect, test } from 'vitest'
import { setStage } from './stage.ts'
import { card, cards, heard, openChat, press, said, write } from './customer-window.ts'
import { act, fill, form, openTab, openTicket, send } from './staff-window.ts'

const walk = setStage()

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
