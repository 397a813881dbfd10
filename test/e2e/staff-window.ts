import type { Locator, Page } from 'playwright-core'

/** Opens the tab as one of the sample staff. */
export async function openTab(page: Page, url: string, person: string): Promise<void> {
	await page.goto(`${url}/tab/`)
	await page.getByTestId('person').selectOption(person)
	await page.locator('[data-view]').first().waitFor()
}

/** Opens a ticket out of a view's list. */
export async function openTicket(page: Page, ticket: string, view = 'all'): Promise<void> {
	await page.locator(`[data-view="${view}"]`).click()
	await page.locator(`[data-ticket="${ticket}"]`).click()
	await page.getByTestId('loop').waitFor()
}

/** Comes back to the window: the tab then looks at once instead of within its three seconds. */
export async function comeBack(page: Page): Promise<void> {
	await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
}

/** The open ticket's state, told by its badge. */
export function state(page: Page, name: string): Locator {
	return page.locator(`#ticket-pane [data-state="${name}"]`)
}

/** A step of the loop, done or not. */
export function step(page: Page, name: 'told' | 'agreed' | 'closed', isDone: boolean): Locator {
	return page.getByTestId('loop').locator(`[data-step=${name}][data-done=${isDone}]`)
}

/** How far the loop is, as the tab shows it. */
export async function loopSteps(page: Page): Promise<Record<string, boolean>> {
	const steps = await page.getByTestId('loop').locator('[data-step]').all()
	const read = async (each: Locator) =>
		[await each.getAttribute('data-step'), (await each.getAttribute('data-done')) === 'true'] as const
	return Object.fromEntries(await Promise.all(steps.map(read)))
}

/** Presses the button of a verb, wherever it stands: in the bar or in the menu behind it. */
export async function act(page: Page, verb: string): Promise<void> {
	const button = page.locator(`#ticket-pane .action-bar > [data-verb="${verb}"]`)
	const item = page.locator(`#ticket-pane [role=menuitem][data-verb="${verb}"]`)
	await button.or(item).first().waitFor({ state: 'attached' })
	if ((await button.count()) > 0) return button.click()
	await page.locator('#ticket-pane .action-bar [popovertarget]').click()
	await item.click()
}

/** The form that is open. */
export function form(page: Page): Locator {
	return page.getByRole('dialog')
}

/** Fills fields in by their labels: text, a choice by its words, or a tick. */
export async function fill(within: Locator, fields: Readonly<Record<string, string | true>>): Promise<void> {
	for (const [label, value] of Object.entries(fields)) {
		const field = within.getByLabel(label).first()
		const tag = await field.evaluate((element: { tagName: string }) => element.tagName)
		if (value === true) await field.check()
		else if (tag === 'SELECT') await field.selectOption({ label: value })
		else await field.fill(value)
	}
}

/** Sends the open form and waits until the desk has said yes. */
export async function send(page: Page): Promise<void> {
	const dialog = form(page)
	await dialog.getByTestId('submit').click()
	await dialog.waitFor({ state: 'detached' })
}
