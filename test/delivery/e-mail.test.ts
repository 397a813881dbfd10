import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CarryOutcome, Channel } from '../../src/delivery/channel.ts'
import { createEMail, type SendMail } from '../../src/delivery/e-mail.ts'
import { createKeptMail } from '../../src/delivery/kept-mail.ts'
import { createSmtp } from '../../src/delivery/smtp.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { ALEX, DANA, SOLUTION, startDesk, type TestDesk } from './desk.ts'
import { type Behaviour, startSmtp } from './smtp-desk.ts'

const FROM = 'Billing desk <billing@partner.example>'
const LINK = 'https://desk.partner.example/t/a-secret?x=1&y=2'

let t: TestDesk
let smtp: Awaited<ReturnType<typeof startSmtp>> | undefined
beforeEach(async () => {
	t = await startDesk()
})
afterEach(async () => {
	await smtp?.stop()
	smtp = undefined
	await t.stop()
})

const eMail = (send: SendMail): Channel => createEMail({ send, mayDouble: true, kitFor: t.kitFor, statusLink: () => LINK })

async function resolved(text = SOLUTION.text, reporter = ALEX): Promise<{ ticket: Ticket; notice: Notice }> {
	const { number } = await t.openTicket(reporter)
	const ticket = await t.act(DANA, number, 'resolve', { ...SOLUTION, text })
	return { ticket, notice: await t.noticeOf(number, 'resolved') }
}

/** What one mail to a server that behaves like this comes to. */
async function sendTo(
	behaviour: Behaviour,
	options: { signIn?: boolean; silenceMs?: number; longestMs?: number; query?: string } = {},
): Promise<CarryOutcome> {
	smtp = await startSmtp(behaviour)
	const { ticket, notice } = await resolved()
	const { signIn, silenceMs = 5000, longestMs = 60_000, query = '' } = options
	const url = `${signIn ? smtp.url.replace('//', '//desk:wrong@') : smtp.url}${query}`
	return eMail(createSmtp({ url, from: FROM, silenceMs, longestMs })).carry(notice, ticket)
}

/** A header of a raw mail, unfolded. */
function header(raw: string, name: string): string | undefined {
	const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
	return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
}

describe('what a mail server answers', () => {
	it('accepts: delivered', async () => {
		expect(await sendTo({})).toEqual({ outcome: 'delivered' })
		expect(smtp?.mails).toMatchObject([{ from: 'billing@partner.example', to: ['alex@northwind.example'] }])
	})

	it.each([
		['nothing for anybody, for now or for good: the mail is not at fault', { greeting: 554 }, 'retryable', 'smtp-554'],
		['that we must sign in first', { mailFrom: 530 }, 'retryable', 'smtp-530'],
		['later, at the sender', { mailFrom: 451 }, 'retryable', 'smtp-451'],
		['later, at the recipient (greylisting)', { rcptTo: 450 }, 'retryable', 'smtp-450'],
		['later, with the whole mail in hands', { afterData: 451 }, 'retryable', 'smtp-451'],
		['never, at the recipient', { rcptTo: 550 }, 'permanent', 'smtp-550'],
		['never, with the whole mail in hands', { afterData: 554 }, 'permanent', 'smtp-554'],
		['nothing and hangs up before the mail was sent', { dropsAtMailFrom: true }, 'retryable', 'smtp-econnection'],
		['nothing and hangs up with the whole mail in hands', { dropsAfterData: true }, 'ambiguous', 'smtp-econnection'],
	] as const)('%s', async (_answer, behaviour, outcome, reason) => {
		expect(await sendTo(behaviour)).toEqual({ outcome, reason })
	})

	it('nothing at all with the whole mail in hands: it may have arrived', async () => {
		expect(await sendTo({ isSilentAfterData: true }, { silenceMs: 300 })).toEqual({
			outcome: 'ambiguous',
			reason: 'smtp-etimedout',
		})
	})

	it('something all the time, but no answer: it may have arrived, and nobody waits for ever', async () => {
		const options = { silenceMs: 5000, longestMs: 400 }
		expect(await sendTo({ tricklesAfterData: true }, options)).toEqual({ outcome: 'ambiguous', reason: 'smtp-etimedout' })
	})

	it('is read by us alone, whatever the address of the server asks for', async () => {
		const printed: unknown[] = []
		const { log } = console
		Object.assign(console, { log: (...words: unknown[]) => void printed.push(words) })
		const outcome = await sendTo({ dropsAfterData: true }, { query: '?logger=true&debug=true&pool=true' })
		Object.assign(console, { log })
		expect(outcome).toMatchObject({ outcome: 'ambiguous' })
		expect(printed).toEqual([])
	})

	it('refuses our password: tried again, since the mail is not at fault', async () => {
		expect(await sendTo({ refusesSignIn: true }, { signIn: true })).toEqual({ outcome: 'retryable', reason: 'smtp-535' })
	})

	it('is not there: tried again', async () => {
		const gone = await startSmtp()
		await gone.stop()
		const { ticket, notice } = await resolved()
		const outcome = await eMail(createSmtp({ url: gone.url, from: FROM })).carry(notice, ticket)
		expect(outcome).toEqual({ outcome: 'retryable', reason: 'smtp-esocket' })
	})
})

describe('a mail', () => {
	async function sent(notice: Notice, ticket: Ticket): Promise<string> {
		smtp ??= await startSmtp()
		await eMail(createSmtp({ url: smtp.url, from: FROM })).carry(notice, ticket)
		return smtp.mails.at(-1)?.raw ?? ''
	}

	it('has the same id each time it is sent, and the thread of its ticket', async () => {
		const { ticket, notice } = await resolved()
		const [first, second] = [await sent(notice, ticket), await sent(notice, ticket)]
		expect(header(first, 'Message-ID')).toMatch(/^<[0-9a-f]{32}@partner\.example>$/)
		expect(header(second, 'Message-ID')).toBe(header(first, 'Message-ID'))
		const replied = await t.act(DANA, (await t.openTicket()).number, 'reply-to-customer', { text: 'Hello.' })
		const other = await sent(await t.noticeOf(replied.number, 'reply'), replied)
		expect(header(other, 'Message-ID')).not.toBe(header(first, 'Message-ID'))
		expect(header(other, 'References')).not.toBe(header(first, 'References'))
		await t.act(DANA, ticket.number, 'reopen', { reason: 'A mistake of ours.' })
		const sibling = await sent(await t.noticeOf(ticket.number, 'reopened'), await t.load(ticket.number))
		expect([header(sibling, 'References'), header(sibling, 'In-Reply-To')]).toEqual(Array(2).fill(header(first, 'References')))
	})

	it('says that nobody wrote it only where nobody did', async () => {
		const { ticket, notice } = await resolved()
		expect(header(await sent(notice, ticket), 'Auto-Submitted')).toBeUndefined()
		await t.act(DANA, ticket.number, 'reopen', { reason: 'A mistake of ours.' })
		const automatic = await sent(await t.noticeOf(ticket.number, 'reopened'), await t.load(ticket.number))
		expect(header(automatic, 'Auto-Submitted')).toBe('auto-generated')
	})

	it('carries nothing internal: neither the notice, nor the user, nor a note', async () => {
		const { number } = await t.openTicket({ ...ALEX, userId: 'user-4711' })
		await t.act(DANA, number, 'add-note', { text: 'A difficult customer.' })
		const ticket = await t.act(DANA, number, 'reply-to-customer', { text: 'Hello.' })
		const raw = await sent(await t.noticeOf(number, 'reply'), ticket)
		expect(raw).not.toMatch(/user-4711|difficult|X-Mailer|dana/)
	})

	it('goes to one person even where a visitor typed several', async () => {
		for (const email of ['a@x.example, b@x.example', 'a@x.example\r\nBcc: b@x.example', '"a" <a@x.example>', 'nobody']) {
			const { ticket, notice } = await resolved(SOLUTION.text, { ...ALEX, email })
			expect(await eMail(async () => ({ outcome: 'delivered' })).carry(notice, ticket)).toEqual({
				outcome: 'permanent',
				reason: 'bad-address',
			})
		}
	})

	it('cannot go to somebody without an address', async () => {
		const { email: _, ...reporter } = ALEX
		const { ticket, notice } = await resolved(SOLUTION.text, reporter)
		const outcome = await eMail(async () => ({ outcome: 'delivered' })).carry(notice, ticket)
		expect(outcome).toEqual({ outcome: 'permanent', reason: 'no-address' })
	})
})

describe('without a mail server', () => {
	const kept = async () => t.store.mailbox.keptMails(10)
	const keep = () => eMail(createKeptMail({ mailbox: t.store.mailbox, clock: t.clock }))

	it('a mail is kept once and counts as delivered', async () => {
		const { ticket, notice } = await resolved()
		expect(await keep().carry(notice, ticket)).toEqual({ outcome: 'delivered' })
		await keep().carry(notice, ticket)
		expect(await kept()).toMatchObject([
			{ id: notice.id, to: 'alex@northwind.example', subject: expect.stringContaining(ticket.number) },
		])
	})

	it('asks for a yes or no about an open outcome, in plain words and in HTML, with the private link', async () => {
		const { ticket, notice } = await resolved('Line one.\nThe <b>second</b> & "last" one.')
		await keep().carry(notice, ticket)
		const [mail] = await kept()
		expect(mail?.text).toContain(`Hello Alex Morgan,\n\n${mail?.subject}\n\n> Line one.\n> The <b>second</b> & "last" one.`)
		expect(mail?.text).toContain(`\n${LINK}\n`)
		expect(mail?.html).toContain('Line one.<br>The &lt;b&gt;second&lt;/b&gt; &amp; &quot;last&quot; one.')
		expect(mail?.html).toContain('href="https://desk.partner.example/t/a-secret?x=1&amp;y=2">Say yes or no</a>')
	})

	it('only informs when the outcome is no longer open', async () => {
		const { ticket, notice } = await resolved()
		await keep().carry(notice, await t.act(DANA, ticket.number, 'reopen', { reason: 'A mistake of ours.' }))
		expect((await kept())[0]?.html).toContain('>See my ticket</a>')
	})

	it('speaks French to whoever reads French', async () => {
		const { ticket, notice } = await resolved(SOLUTION.text, { ...ALEX, name: 'Chloé Garnier', locale: 'fr' })
		await keep().carry(notice, ticket)
		const [mail] = await kept()
		expect(mail?.html).toContain('<html lang="fr">')
		expect(mail?.text).toContain('Bonjour Chloé Garnier,')
		expect(mail?.text).toContain('Le problème est-il réglé pour vous\u00a0?')
	})
})
