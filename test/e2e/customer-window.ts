import type { Locator, Page } from 'playwright-core'

/** Opens the partner's page and the chat on it. */
export async function openChat(page: Page, address: string): Promise<void> {
	await page.goto(address)
	await page.getByRole('button', { name: /^(Open the chat|Ouvrir la discussion)/u }).click()
	await cards(page).first().waitFor()
}

/** The cards in the chat, oldest first. */
export function cards(page: Page): Locator {
	return page.locator('loopdesk-widget .card')
}

/** The latest card that says this and still waits for an answer. */
export function card(page: Page, words: string | RegExp): Locator {
	return page.locator('loopdesk-widget .card:not(.used)').filter({ hasText: words }).last()
}

/** What the desk, or a colleague, said without a card. */
export function heard(page: Page, words: string | RegExp): Locator {
	return page.locator('loopdesk-widget :is(.row-bot, .row-agent) .bubble').filter({ hasText: words })
}

/** What the customer said. */
export function said(page: Page, words: string): Locator {
	return page.locator('loopdesk-widget .row-user .bubble').filter({ hasText: words })
}

/** Writes into the chat, as somebody who types and presses Enter. */
export async function write(page: Page, words: string): Promise<void> {
	const box = page.getByRole('textbox', { name: /^(Write your message|Écrivez votre message)$/u })
	await box.fill(words)
	await box.press('Enter')
	await said(page, words).last().waitFor()
}

/** Presses a button of a card. */
export async function press(within: Locator, name: string): Promise<void> {
	await within.getByRole('button', { name, exact: true }).click()
}

/** What stands in the chat, for comparing it: who said what, in order. */
export async function conversation(page: Page): Promise<string[]> {
	const rows = await page.locator('loopdesk-widget .message-body').allInnerTexts()
	return rows.map((row) => row.replaceAll(/\s+/gu, ' ').trim())
}
