import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createStatusLinks } from '../../src/server/status-link.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { act, type DeskProcess, openFor, staffToken, viewOf } from './start-desk.ts'
import { desk } from './demo-desk.ts'

let dana = ''
beforeAll(async () => {
	dana = await staffToken(desk(), 'dana')
})

const FIXED = { outcome: 'corrected', text: 'The second line is <b>gone</b> & "paid" back.' }

/** The private link to a ticket, as the desk's own mails carry it; `days` ago. */
async function linkTo(place: DeskProcess, number: string, { userId = 'alex', days = 0 } = {}): Promise<string> {
	const key = await readFile(path.join(place.folder, 'token-key'))
	const clock = () => new Date(Date.now() - days * 86_400_000)
	const links = createStatusLinks({ key, clock, publicUrl: () => '' })
	return links.linkTo({ number, reporter: { userId } } as Ticket)
}

/** A ticket with a proposed solution, and the link to it. */
async function proposed(reason?: string): Promise<{ number: string; link: string }> {
	const number = await openFor(desk(), dana, reason)
	await act(desk(), dana, number, 'resolve', FIXED)
	return { number, link: await linkTo(desk(), number) }
}

/** Fills in the form of the page and sends it. */
async function answer(link: string, said: 'yes' | 'no' | 'message', comment = '', over: Record<string, string> = {}) {
	const page = (await desk().ask(link)).text
	const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
	const form = { resolution: field('resolution'), id: field('id'), comment, answer: said, ...over }
	return { form, send: () => desk().ask(link, { method: 'POST', body: new URLSearchParams(form) }) }
}

const historyOf = async (number: string) => (await viewOf(desk(), dana, number)).history.map(({ text }) => text)

describe('the private link to a ticket', () => {
	it('shows where it stands, and not what the team talks about', async () => {
		const number = await openFor(desk(), dana)
		await act(desk(), dana, number, 'add-note', { text: 'SECRET-NOTE' })
		await act(desk(), dana, number, 'escalate-to-manager', { reason: 'SECRET-REASON' })
		const { status, text, headers } = await desk().ask(await linkTo(desk(), number))
		expect(status).toBe(200)
		expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
		expect(headers.get('cache-control')).toBe('no-store')
		expect(text).toContain(number)
		expect(text).toContain('The line is there twice')
		expect(text).not.toMatch(/SECRET|Urgent|Priority|value="(?:yes|no)"/)
		expect(text).toContain('noindex')
	})

	it('is in the mail that the customer gets, and leads there', async () => {
		const { number } = await proposed()
		const mailed = async () => {
			const { text } = await desk().ask('/demo/mail?as=text')
			return [...text.matchAll(/href="([^"]*\/t\/[^"]+)"/g)].map(([, href]) => href ?? '').find((href) => href !== '')
		}
		let link = await mailed()
		for (let left = 50; left > 0 && link === undefined; left -= 1) {
			await new Promise((resolve) => setTimeout(resolve, 20))
			link = await mailed()
		}
		expect((await fetch(link ?? '')).status).toBe(200)
		expect(number).toMatch(/^BD-\d+$/)
	})

	it('says whose desk it is, and speaks to the customer, not about him', async () => {
		const { number, link } = await proposed()
		await act(desk(), dana, number, 'reply-to-customer', { text: 'We look into it.' })
		const { text } = await desk().ask(link)
		expect(text).toContain('<p class="brand">Harbour Cloud</p>')
		expect(text).toContain(`<p class="soft"><span class="number">${number}</span></p>`)
		expect(text).toContain('Dana Ortiz wrote to you')
		expect(text).not.toContain('the customer')
	})

	it('is the only link of a mail in the demo’s box, whatever people wrote', async () => {
		const { number } = await proposed('See https://elsewhere.example/t/x')
		const mail = async () =>
			(await desk().ask('/demo/mail?as=text')).text.split('<article>').find((each) => each.includes(`${number}:`))
		let text = await mail()
		for (let left = 50; left > 0 && text === undefined; left -= 1) {
			await new Promise((resolve) => setTimeout(resolve, 20))
			text = await mail()
		}
		expect([...(text ?? '').matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([expect.stringContaining('/t/ey')])
	})

	it('writes in the language of the reporter', async () => {
		const number = await openFor(desk(), dana, 'Facturé deux fois', 'chloe')
		const { text } = await desk().ask(await linkTo(desk(), number, { userId: 'chloe' }))
		expect(text).toContain('<html lang="fr">')
		expect(text).toContain('Ce qui s’est passé jusqu’ici')
	})

	it.each<[string, (link: string, number: string) => Promise<string> | string]>([
		['forged', (link) => `${link.slice(0, -8)}AAAAAAAA`],
		['of another person', (_link, number) => linkTo(desk(), number, { userId: 'chloe' })],
		['of a ticket that there is not', () => linkTo(desk(), 'BD-9999')],
		['older than thirty days', (_link, number) => linkTo(desk(), number, { days: 31 })],
		['cut off', (link) => link.slice(0, 30)],
		['that is no token', () => '/t/..%2f..%2fetc'],
		['unsigned', (link) => `/t/${Buffer.from('{"alg":"none"}').toString('base64url')}.${link.split('.')[1]}.`],
	])('is a friendly page that says what to do when it is %s', async (_what, spoil) => {
		const { number, link } = await proposed()
		const spoilt = await spoil(link, number)
		for (const method of ['GET', 'POST']) {
			const { status, text } = await desk().ask(spoilt, {
				method,
				...(method === 'POST' && { body: new URLSearchParams({ answer: 'yes' }) }),
			})
			expect(status).toBe(404)
			expect(text).toContain('This link has expired')
			expect(text).toContain('Write to us in the chat')
			expect(text).not.toMatch(/BD-\d|Alex|Northwind|JW[ST]/)
		}
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('resolved')
	})

	it('still opens after twenty-nine days', async () => {
		const { number } = await proposed()
		expect((await desk().ask(await linkTo(desk(), number, { days: 29 }))).status).toBe(200)
	})
})

describe('an answer on the page', () => {
	it('of yes closes the ticket, since who answers has read the solution above it', async () => {
		const { number, link } = await proposed()
		const { text } = await (await answer(link, 'yes', 'Thank you!')).send()
		expect(text).toContain('Thank you, your answer has arrived')
		expect((await viewOf(desk(), dana, number)).loop).toEqual(expect.objectContaining({ told: true, agreed: true, closed: true }))
		expect(await historyOf(number)).toContain('The customer was told by status page')
	})

	it('of no reopens it and keeps the comment, also after it was closed', async () => {
		const { number, link } = await proposed()
		await (await answer(link, 'yes')).send()
		const { text } = await (await answer(link, 'no', 'It is back on the new invoice')).send()
		expect(text).toContain('We are on it again')
		const { ticket, history } = await viewOf(desk(), dana, number)
		expect(ticket.state).toBe('open')
		expect(history.some(({ quote }) => quote === 'It is back on the new invoice')).toBe(true)
	})

	it('of yes with a comment that says the opposite reopens it (rule 2)', async () => {
		const { number, link } = await proposed()
		await (await answer(link, 'yes', 'but the amount is still wrong')).send()
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('open')
	})

	it('sent twice acts once', async () => {
		const { number, link } = await proposed()
		const { send } = await answer(link, 'no', 'Still there')
		const answers = [...(await Promise.all([send(), send()])), await send()]
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
		expect((await historyOf(number)).filter((text) => text.includes('reopened'))).toHaveLength(1)
	})

	it('to an older solution shows the newer one and changes nothing', async () => {
		const { number, link } = await proposed()
		const old = await answer(link, 'yes')
		await (await answer(link, 'no')).send()
		await act(desk(), dana, number, 'resolve', { ...FIXED, text: 'Now it is really gone.' })
		const { text } = await old.send()
		expect(text).toContain('There is a newer solution')
		expect(text).toContain('Now it is really gone.')
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('resolved')
	})

	it('may be a message while it is worked on, which the team reads once', async () => {
		const number = await openFor(desk(), dana)
		const { send } = await answer(await linkTo(desk(), number), 'message', 'It is line 7')
		await Promise.all([send(), send()])
		const { ticket, history } = await viewOf(desk(), dana, number)
		expect(history.filter(({ quote }) => quote === 'It is line 7')).toHaveLength(1)
		expect(ticket.state).toBe('open')
	})

	it('is refused as a message without words', async () => {
		const number = await openFor(desk(), dana)
		const before = (await viewOf(desk(), dana, number)).ticket.version
		expect((await (await answer(await linkTo(desk(), number), 'message', '  ')).send()).text).toContain('Please correct it')
		expect((await viewOf(desk(), dana, number)).ticket.version).toBe(before)
	})

	it('that fits nothing changes nothing', async () => {
		const { number, link } = await proposed()
		for (const over of [{ resolution: 'x' }, { resolution: '-1' }, { resolution: '99' }, { resolution: '' }]) {
			expect((await (await answer(link, 'yes', '', over)).send()).status).toBe(200)
		}
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('resolved')
	})

	it('beyond 80 KB is refused, on a page for people', async () => {
		const { link, number } = await proposed()
		const { status, text } = await (await answer(link, 'no', 'x'.repeat(90_000))).send()
		expect(status).toBe(413)
		expect(text).toContain('That is too large')
		expect(text).toContain('name="answer" value="no"')
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('resolved')
	})

	it('may have 8,000 characters of any alphabet', async () => {
		const { link, number } = await proposed()
		const { text } = await (await answer(link, 'no', '金'.repeat(8000))).send()
		expect(text).toContain('We are on it again')
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('open')
	})

	it('that could not be taken stands in the form again', async () => {
		const { link } = await proposed()
		const { text } = await (await answer(link, 'no', 'Half <an> hour of typing', { resolution: '99' })).send()
		expect(text).toContain('>Half &#60;an&#62; hour of typing</textarea>')
	})
})

describe('words on the page', () => {
	it('stay words, whatever they look like', async () => {
		const nasty = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`
		const { number, link } = await proposed(nasty)
		await (await answer(link, 'no', `</textarea><script>alert(3)</script>`)).send()
		await act(desk(), dana, number, 'resolve', { ...FIXED, text: `<a href="javascript:alert(4)">here</a>` })
		const { text } = await desk().ask(link)
		expect(text).not.toMatch(/<script|<img|<a /)
		expect(text).toContain('&#60;script&#62;alert(1)')
		for (const query of ['', '?as=text']) {
			const mails = (await desk().ask(`/demo/mail${query}`)).text
			expect(mails).not.toMatch(/<script|<img|href="javascript/)
			expect(mails.match(/sandbox="[^"]*"/)?.[0]).toBe(query === '' ? FRAMED : undefined)
		}
	})
})

const FRAMED = 'sandbox="allow-popups allow-popups-to-escape-sandbox"'

describe('the log of the page', () => {
	it('holds no link and no word of the customer', async () => {
		const { link } = await proposed('UNIQUE-REASON')
		await (await answer(link, 'no', 'UNIQUE-COMMENT')).send()
		await desk().ask(`${link}x`)
		for (const secret of [link.slice(3, 60), 'UNIQUE']) expect(desk().log()).not.toContain(secret)
	})
})
