import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'
import { startSmtp } from '../delivery/smtp-desk.ts'
import { openFor, staffToken } from '../server/start-desk.ts'
import { type DeskProcess, deskMode, startDesk } from './desk-process.ts'
import { openTab, openTicket } from './staff-window.ts'

const server = { dropsAfterData: true }
let smtp: Awaited<ReturnType<typeof startSmtp>>
let browser: Browser
let desk: DeskProcess
beforeAll(async () => {
	smtp = await startSmtp(server)
	;[browser, desk] = await Promise.all([launchBrowser(), startDesk(deskMode(), { SMTP_URL: smtp.url })])
})
afterAll(async () => {
	await browser?.close()
	await desk?.stop()
	await smtp.stop()
})

test('an agent sees that a mail may or may not have arrived, and sends it again with one press', async () => {
	const number = await openFor(desk, await staffToken(desk, 'dana'))
	const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 860 } })
	await openTab(page, desk.url, 'dana')
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
