import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../src/cards/plain.ts'
import { launchBrowser } from '../browser/launch-browser.ts'

const WEB = path.join(import.meta.dirname, '../../src/web')
const SOURCE = path.join(WEB, 'tab/dom.ts')

let browser: Browser
let page: Page

beforeAll(async () => {
	browser = await launchBrowser()
	page = await browser.newPage()
	const script = stripTypeScriptTypes(await readFile(SOURCE, 'utf8'))
	await page.addScriptTag({ type: 'module', content: `${script}\nObject.assign(window, { draw, h })` })
	await page.evaluate(`
		window.pressed = []
		window.show = (...names) => draw(document.body, names.map((name) =>
			h('button', { key: name, id: name, style: 'position:fixed;top:0;left:0', onclick: () => pressed.push(name) }, name)))
	`)
})

afterAll(() => browser?.close())

async function pressWhile(before: string[], after: string[]): Promise<unknown> {
	await page.evaluate(`pressed.length = 0; document.body.replaceChildren(); show(...${JSON.stringify(before)})`)
	await page.mouse.move(5, 5)
	await page.mouse.down()
	await page.evaluate(`show(...${JSON.stringify(after)})`)
	await page.mouse.up()
	return page.evaluate('pressed')
}

test.for([
	[['a', 'b', 'pressed'], ['pressed']],
	[
		['a', 'pressed'],
		['new', 'a', 'pressed'],
	],
	[
		['a', 'b', 'pressed'],
		['new', 'b', 'pressed'],
	],
])('a button that the page redraws under the finger, %o to %o, is pressed all the same', async ([before = [], after = []]) => {
	expect(await pressWhile(before, after)).toEqual(['pressed'])
})

test('the order of a list follows its description', async () => {
	await page.evaluate(`document.body.replaceChildren(); show('a', 'b', 'c', 'd'); show('d', 'x', 'b', 'a')`)
	expect(await page.evaluate('[...document.body.children].map((each) => each.id)')).toEqual(['d', 'x', 'b', 'a'])
})

test.for(['tab/base.css', 'widget/bubbles.css'])(
	'a ticket number breaks at no width, and is copied as it is: %s',
	async (style) => {
		const words = 'Done: your dispute is BD-1001. See **BD-1002** and [ticket BD-1003](https://x.example/).'
		await page.setContent(`<style>${await readFile(path.join(WEB, style), 'utf8')}</style><div class="bubble"></div>`)
		await loadMarkdown()
		const broken = await page.evaluate(`(() => {
		const bubble = document.querySelector('.bubble')
		bubble.replaceChildren(renderMarkdown(${JSON.stringify(words)}))
		const numbers = [...bubble.querySelectorAll('.ticket-number')]
		const widths = Array.from({ length: 60 }, (_, each) => 90 + each * 5)
		const breaks = widths.filter((width) => {
			bubble.style.width = width + 'px'
			return numbers.some((number) => number.getClientRects().length > 1)
		})
		return { breaks, count: numbers.length, text: bubble.textContent }
	})()`)
		expect(broken).toEqual({ breaks: [], count: 3, text: 'Done: your dispute is BD-1001. See BD-1002 and ticket BD-1003.' })
	},
)

async function loadMarkdown(): Promise<void> {
	const shared = ['element', 'ticket-numbers', 'inline-marks', 'markdown'].map((name) =>
		readFile(path.join(WEB, `shared/${name}.ts`), 'utf8'),
	)
	const script = stripTypeScriptTypes((await Promise.all(shared)).join('\n').replaceAll(/^import .*$/gmu, ''))
	await page.addScriptTag({ type: 'module', content: `${script}\nObject.assign(window, { renderMarkdown })` })
}

test.for([
	[
		'a *new bank account*? and *la nôtre*, **not ours**',
		'a <em>new bank account</em>? and <em>la nôtre</em>, <strong>not ours</strong>',
	],
	['2 * 3 * 4, 2*3*4, a* b *c, **bold**', '2 * 3 * 4, 2*3*4, a* b *c, <strong>bold</strong>'],
	[plain('I *really* paid <b>twice</b>'), plain('I *really* paid <b>twice</b>').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
])('what our texts stress is drawn so, and other stars stay: %s', async ([text, drawn]) => {
	await page.setContent('<div></div>')
	await loadMarkdown()
	const html = await page.evaluate(`(() => {
		document.querySelector('div').replaceChildren(renderMarkdown(${JSON.stringify(text)}))
		return document.querySelector('div p').innerHTML
	})()`)
	expect(html).toBe(drawn)
})
