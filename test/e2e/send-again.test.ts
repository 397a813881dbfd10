import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'
import { startSmtp } from '../delivery/smtp-desk.ts'
import { openFor, staffToken } from '../server/start-desk.ts'
import { useDesk } from '../server/use-desk.ts'
import { openTab, openTicket } from './staff-window.ts'

const server = { dropsAfterData: true }
let smtp: Awaited<ReturnType<typeof startSmtp>>
let browser: Browser
const desk = useDesk(async () => {
	smtp = await startSmtp(server)
	return { SMTP_URL: smtp.url }
})
beforeAll(async () => {
	browser = await launchBrowser()
})
afterAll(async () => {
	await browser?.close()
	await smtp.stop()
})

test('an agent sees that a mail may or may not have arrived, and sends it again with one press', async () => {
	const number = await openFor(desk(), await staffToken(desk(), 'dana'))
	const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 860 } })
	await openTab(page, desk().url, 'dana')
	await openTicket(page, number)
	const notices = page.getByTestId('notices')
	await notices.getByText('Peut-être arrivé, sans certitude').first().waitFor()
	server.dropsAfterData = false
	await notices.getByRole('button', { name: 'Renvoyer' }).click()
	await notices.locator('[data-status="delivered"]').waitFor()
	expect(await notices.getByRole('button').count()).toBe(0)
	expect(smtp.mails).toHaveLength(2)
	await page.getByTestId('history').getByText('Dana Ortiz a renvoyé un avis').waitFor()
}, 60_000)
