import { generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { STAND_IN_APP_ID } from '../../src/bot/stand-in-app-id.ts'
import { stringsOf } from '../cards/card-check.ts'
import { connector, desk } from './demo-desk.ts'
import { type Answer, openFor, staffToken, viewOf } from './start-desk.ts'

const OBJECT_IDS = { dana: '11111111-1111-4111-8111-111111111111', stranger: '99999999-9999-4999-8999-999999999999' }

let dana = ''
beforeAll(async () => {
	dana = await staffToken(desk(), 'dana')
})

let ids = 0
function fromTeams(who: keyof typeof OBJECT_IDS, more: object): Record<string, unknown> {
	const conversation = { id: `a:${who}-${ids}`, conversationType: 'personal', tenantId: 'tenant' }
	const from = { id: `29:${who}`, name: 'Somebody', aadObjectId: OBJECT_IDS[who] }
	return { type: 'message', id: `activity-${(ids += 1)}`, from, conversation, ...more }
}
const execute = (verb: string, data: object, card = `card-${(ids += 1)}`) => ({
	type: 'invoke',
	name: 'adaptiveCard/action',
	value: { action: { type: 'Action.Execute', verb, data: { verb, card, ...data } }, trigger: 'manual' },
})

/** A post of this very body, with a good signature unless told otherwise. */
async function post(body: unknown, authorization?: string): Promise<Answer> {
	const shown = authorization ?? `Bearer ${await connector().token()}`
	return desk().ask('/api/messages', { body, headers: shown === '' ? {} : { authorization: shown } })
}

/** What the bot sent to the conversation of this activity. */
const sentFor = (activity: Record<string, unknown>) =>
	connector().sent.filter(({ conversationId }) => conversationId === (activity['conversation'] as { id: string }).id)
const wholeActivity = (who: keyof typeof OBJECT_IDS, more: object) => {
	const recipient = { id: `28:${STAND_IN_APP_ID}` }
	return { channelId: 'msteams', serviceUrl: connector().serviceUrl, recipient, ...fromTeams(who, more) }
}

/** Refused by one of these, said in the log once, and nothing of the inside told. */
async function expectRefused(answer: Answer, statuses: readonly number[]): Promise<void> {
	expect(statuses).toContain(answer.status)
	expect(answer.json).toEqual({ error: expect.objectContaining({ code: expect.any(String) as string }) as object })
	expect(answer.text).not.toMatch(/ {4}at |node:|node_modules|jwt|JWT|signature|openid|Zod|botframework/)
	const lines = await desk().loggedFor(answer)
	expect(lines).toHaveLength(1)
	expect(lines[0]).toContain('"level":30')
}

describe('an activity at the door of the bot', () => {
	it('that is signed is answered in its conversation', async () => {
		const activity = fromTeams('dana', { text: 'unassigned' })
		const { status } = await connector().sendActivity(desk().url, activity)
		expect(status).toBe(200)
		expect(stringsOf(sentFor(activity).map((sent) => sent.activity)).join()).toMatch(/Nothing is waiting|Waiting for an owner/)
	})

	it.each<[string, () => Promise<string> | string]>([
		['without a token', () => ''],
		['with a token that is none', () => 'Bearer x.y.z'],
		['with another scheme', async () => `Basic ${await connector().token()}`],
		['signed by another key', () => signedByAnotherKey()],
		[
			'for another audience',
			async () => `Bearer ${await connector().token({ audience: '00000000-0000-4000-8000-000000000000' })}`,
		],
		['of another issuer', async () => `Bearer ${await connector().token({ issuer: 'https://evil.example' })}`],
		['for another service', async () => `Bearer ${await connector().token({ serviceUrl: 'https://evil.example/' })}`],
		['that has expired', async () => `Bearer ${await connector().token({ expires: Math.floor(Date.now() / 1000) - 3600 })}`],
	])('%s is refused', async (_what, authorization) => {
		const activity = wholeActivity('dana', { text: 'my tickets' })
		const answer = await post(activity, await authorization())
		await expectRefused(answer, [401, 403])
		expect(sentFor(activity)).toEqual([])
	})

	it.each<[string, () => unknown]>([
		['an object of nobody knows what', () => ({ foo: 1 })],
		['a list', () => []],
		['nothing', () => ''],
		['text that is no JSON', () => 'hello'],
		['half of a JSON', () => '{"type":"message"'],
		['an activity without a conversation', () => ({ ...wholeActivity('dana', { text: 'x' }), conversation: undefined })],
		['an activity without a sender', () => ({ ...wholeActivity('dana', { text: 'x' }), from: {} })],
		['an activity whose text is an object', () => ({ ...wholeActivity('dana', { text: { a: 1 } }), serviceUrl: undefined })],
		['an address that is none', () => ({ ...wholeActivity('dana', { text: 'x' }), serviceUrl: 'nowhere' })],
	])('that is %s is refused by 400, with or without a token', async (_what, bodyOf) => {
		await expectRefused(await post(bodyOf()), [400])
		await expectRefused(await post(bodyOf(), ''), [400])
	})

	it.each(['text', 'value', 'channelData', 'entities', 'conversation'])(
		'that is nested too deep is refused before anybody walks it: %s',
		async (field) => {
			const nested = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
			const body = JSON.stringify({ ...wholeActivity('dana', { text: 'my tickets' }), [field]: 'HERE' }).replace('"HERE"', nested)
			await expectRefused(await post(body), [400])
		},
	)

	it.each([7, null, {}, [], 'x'.repeat(1000)])('that tells no language of ours (%j) is answered all the same', async (locale) => {
		const activity = { ...wholeActivity('dana', { text: 'unassigned' }), locale }
		expect((await post(activity)).status).toBe(200)
		expect(sentFor(activity)).toHaveLength(1)
	})

	it('that comes with an address which only looks like one of our files is answered', async () => {
		const attachments = [{ contentType: 'image/png', contentUrl: '/v3/directline/files/%E0%A4%A' }]
		const activity = wholeActivity('dana', { text: 'unassigned', attachments })
		expect((await post(activity)).status).toBe(200)
		expect(stringsOf(sentFor(activity).map((sent) => sent.activity)).join()).toMatch(/Nothing is waiting|Waiting for an owner/)
	})

	it('that is malformed deeper inside is refused too', async () => {
		await expectRefused(await post(wholeActivity('dana', { text: 7, attachments: 'x' })), [400])
	})

	it('from a channel that is not Teams is refused, though it is signed', async () => {
		await expectRefused(await post({ ...wholeActivity('dana', { text: 'my tickets' }), channelId: 'emulator' }), [401, 403])
	})

	it('beyond 256 KB is refused before it is parsed', async () => {
		await expectRefused(await post('x'.repeat(300 * 1024)), [413])
		await expectRefused(await post(wholeActivity('dana', { text: '😀'.repeat(250_000) }), ''), [413])
	})
})

describe('a button in Teams', () => {
	it.each(['no-such-verb', '__proto__', '', 'close-silent'])(
		'that nobody knows gets 200 and a friendly message: "%s"',
		async (verb) => {
			const { status, body } = await connector().sendActivity(desk().url, fromTeams('dana', execute(verb, {})))
			expect(status).toBe(200)
			expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' })
			expect((body as { value: string }).value).not.toBe('')
		},
	)

	it.each(['BD-9999', '../../x', '__proto__', ''])(
		'on a forged ticket id gets 200 and a friendly message: "%s"',
		async (ticket) => {
			for (const verb of ['take', 'show-form', 'show-ticket', 'resolve']) {
				const data = { ticket, version: 1, form: 'resolve', outcome: 'corrected', text: 'x' }
				const { status, body } = await connector().sendActivity(desk().url, fromTeams('dana', execute(verb, data)))
				expect(status).toBe(200)
				expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
			}
		},
	)

	it('of a kind that we do not use is answered all the same', async () => {
		for (const name of ['message/submitAction', 'composeExtension/query', 'task/fetch']) {
			const { status } = await connector().sendActivity(desk().url, fromTeams('dana', { type: 'invoke', name, value: {} }))
			expect(status).toBe(200)
		}
	})

	it('shows the ticket as it is after it was pressed', async () => {
		const number = await openFor(desk(), dana, 'A duplicate line')
		const { version } = (await viewOf(desk(), dana, number)).ticket
		const { body } = await connector().sendActivity(
			desk().url,
			fromTeams('dana', execute('add-note', { ticket: number, version, text: 'Seen' })),
		)
		expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
		expect(stringsOf(body).join()).toContain(number)
	})
})

describe('the same activity three times at once', () => {
	it('is one ticket and one reply', async () => {
		const count = async () => ((await desk().ask('/api/tickets?view=all', { token: dana })).json['tickets'] as unknown[]).length
		const before = await count()
		const value = { verb: 'open-dispute', card: 'once', customer: 'chloe', reason: 'Facturé deux fois' }
		const activity = fromTeams('dana', { value })
		const send = () => connector().sendActivity(desk().url, activity)
		const answers = [...(await Promise.all([send(), send(), send()])), await send()]
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
		expect(await count()).toBe(before + 1)
		const opened = sentFor(activity).filter((sent) => stringsOf(sent.activity).join().includes('is open for'))
		expect(opened).toHaveLength(1)
	})

	it('as a button is one change and the same card each time', async () => {
		const number = await openFor(desk(), dana)
		const { version } = (await viewOf(desk(), dana, number)).ticket
		const press = execute('set-priority', { ticket: number, version, priority: 'high' })
		const answers = await Promise.all([1, 2, 3].map(() => connector().sendActivity(desk().url, fromTeams('dana', press))))
		for (const { body } of answers) expect(body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' })
		expect((await viewOf(desk(), dana, number)).ticket.version).toBe(version + 1)
	})
})

describe('a stranger in Teams', () => {
	it('gets nothing but where to ask, by word or by button', async () => {
		const number = await openFor(desk(), dana)
		const asked = fromTeams('stranger', { text: `ticket ${number}` })
		await connector().sendActivity(desk().url, asked)
		expect(sentFor(asked).map(({ activity }) => activity['text'])).toEqual([expect.stringContaining('I do not know you yet')])
		const { body } = await connector().sendActivity(desk().url, fromTeams('stranger', execute('show-ticket', { ticket: number })))
		expect(JSON.stringify(body)).not.toMatch(/Northwind|Alex|twice/)
	})
})

describe('the log of the door', () => {
	it('holds no token, no words and no names of those who wrote', async () => {
		const token = await connector().token()
		await post(wholeActivity('dana', { text: 'UNIQUE-WORDS about an invoice' }), `Bearer ${token}`)
		await post(wholeActivity('stranger', { text: 'UNIQUE-WORDS again' }), `Bearer ${token}`)
		await post(wholeActivity('dana', { text: 'UNIQUE-WORDS' }), `Bearer ${token}x`)
		await post('UNIQUE-WORDS')
		for (const secret of [token, 'UNIQUE-WORDS', 'Somebody', OBJECT_IDS.dana]) expect(desk().log()).not.toContain(secret)
		expect(desk().log()).not.toContain('"level":50')
	})
})

async function signedByAnotherKey(): Promise<string> {
	const { privateKey } = await generateKeyPair('RS256')
	const now = Math.floor(Date.now() / 1000)
	const token = await new SignJWT({ serviceurl: connector().serviceUrl })
		.setProtectedHeader({ alg: 'RS256', kid: 'stand-in' })
		.setIssuer('https://api.botframework.com')
		.setAudience(STAND_IN_APP_ID)
		.setNotBefore(now - 60)
		.setExpirationTime(now + 600)
		.sign(privateKey)
	return `Bearer ${token}`
}
