import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from './launch-browser.ts'

const PAGE = `<!doctype html><title>Probe</title><body style="margin:20px;background:#fff;font:24px/1.4 'Segoe UI', sans-serif">
<p id="text">Réglé : le litige n°&nbsp;1042 est clos → ✓</p>
<p style="width:1200px">The quick brown fox <b>jumps</b> <i>over</i> the lazy dog, 1 234,56 €</p>`

const server = createServer((_request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE))
let browser: Browser
let address: string

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
	browser = await launchBrowser()
})

afterAll(async () => {
	await browser?.close()
	server.close()
})

test('the bundled browser opens a local page and reads its text', async () => {
	const page = await browser.newPage()
	await page.goto(address)
	expect(await page.textContent('#text')).toContain('le litige n°')
	await page.close()
})

test('text is really drawn: the screenshot of a page with text differs from one whose text is hidden', async () => {
	const page = await browser.newPage({ viewport: { width: 800, height: 200 } })
	await page.goto(address)
	const written = await page.screenshot()
	await page.evaluate(`document.body.style.color = 'transparent'`)
	const blank = await page.screenshot()
	expect(written.length).toBeGreaterThan(blank.length * 3)
	await page.close()
})

test('letters come from a proportional font: an i is narrower than a w', async () => {
	const page = await browser.newPage()
	await page.goto(address)
	const width = (letter: string) =>
		page.evaluate(`(() => { const c = document.createElement('canvas').getContext('2d'); c.font = '24px sans-serif';
			return c.measureText('${letter}').width })()`)
	expect(await width('i')).toBeLessThan(Number(await width('w')))
	await page.close()
})
