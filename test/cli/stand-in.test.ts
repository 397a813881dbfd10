import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { CardFactory } from 'botbuilder'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bot } from '../../src/bot/create-bot.ts'
import { createTeamsAdapter } from '../../src/bot/teams-adapter.ts'
import { standInAuthentication } from '../../src/bot/teams-authentication.ts'
import type { Card } from '../../src/cards/templates.ts'
import { press, wordsOf } from '../../src/cli/stand-in/card.ts'
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import { type TeamsPerson, teamsPerson } from '../../src/cli/stand-in/teams-person.ts'
import { type WebCustomer, webCustomer } from '../../src/cli/stand-in/web-customer.ts'
import { keepingOf } from '../delivery/memory-replies.ts'
import { type DeskProcess, startDesk } from '../../src/cli/tour/desk-process.ts'
import { createReplyLine } from '../../src/delivery/reply-line.ts'
import { createSendingGate } from '../../src/delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { statusOf, AppError } from '../../src/errors.ts'

const CARD: Card = {
	type: 'AdaptiveCard',
	body: [
		{ type: 'TextBlock', text: 'Which colour?' },
		{ type: 'Input.Text', id: 'why', label: 'Why', isRequired: true, value: '' },
		{ type: 'Input.ChoiceSet', id: 'colour', value: 'red', choices: [{ title: 'Red', value: 'red' }] },
	],
	actions: [
		{ type: 'Action.Execute', title: 'Send', verb: 'send', data: { verb: 'send', ticket: 'BD-1' } },
		{ type: 'Action.Execute', title: 'Back', verb: 'back', data: { verb: 'back' }, associatedInputs: 'none' },
	],
}

/** The real door for Teams with a bot behind it that shows a card and answers a press with what it got. */
async function startBot(standIn: ConnectorStandIn) {
	const echo: Bot = async (context) => {
		const { type, text, value } = context.activity
		if (type !== 'invoke')
			return void (await context.sendActivity(
				text === 'card' ? { attachments: [CardFactory.adaptiveCard(CARD)] } : `You: ${text}`,
			))
		const said = JSON.stringify((value as { action: unknown }).action)
		const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: said }
		await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
	}
	const authentication = standInAuthentication(standIn.url)
	const logger = pino({ level: 'silent' })
	const { carry } = createReplyLine({
		gate: createSendingGate({ limits: createSendingLimits(createSendsInMemory(Date.now)), clock: Date.now }),
		clock: Date.now,
		logger,
	})
	const adapter = createTeamsAdapter({
		authentication,
		logger,
		onTurnError: async () => undefined,
		replies: keepingOf(carry, logger),
	})
	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		try {
			const { status, body } = await adapter.receive(request.headers.authorization ?? '', await json(request), echo)
			response.statusCode = status
			response.end(JSON.stringify(body ?? {}))
		} catch (error) {
			response.statusCode = error instanceof AppError ? statusOf(error) : 500
			response.end()
		}
	}
	const server = createServer((request, response) => void serve(request, response))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(resolve)) }
}

describe('the stand-in of the Bot Connector', () => {
	let standIn: ConnectorStandIn
	let bot: Awaited<ReturnType<typeof startBot>>
	let dana: TeamsPerson

	beforeEach(async () => {
		standIn = await startConnectorStandIn()
		bot = await startBot(standIn)
		dana = teamsPerson(standIn, bot.url, { name: 'Dana', aadObjectId: '11111111-1111-4111-8111-111111111111' })
	})

	afterEach(async () => {
		await bot.stop()
		await standIn.close()
	})

	it('signs what a person says so that the bot takes it, and records what the bot answers', async () => {
		const [reply] = await dana.says('hello')
		expect(reply).toMatchObject({ text: 'You: hello', conversationId: 'a:1-11111111-1111-4111-8111-111111111111' })
		expect(standIn.sent).toMatchObject([{ kind: 'reply', authorization: 'Bearer stand-in' }])
		expect(dana.messages).toEqual([reply])
	})

	it('lets a wrong token be tried: the bot refuses each, and answers nothing', async () => {
		const now = Math.floor(Date.now() / 1000)
		const wrong = [
			{ issuer: 'http://127.0.0.1:1' },
			{ audience: 'another-bot' },
			{ serviceUrl: 'http://127.0.0.1:1/' },
			{ expires: now - 3600, notBefore: now - 7200 },
		]
		const activity = { type: 'message', text: 'hi', from: { id: 'x' }, conversation: { id: 'y' } }
		const tried = wrong.map(async (claims) => standIn.sendActivity(bot.url, activity, `Bearer ${await standIn.token(claims)}`))
		const statuses = (await Promise.all(tried)).map(({ status }) => status)
		expect(statuses.filter((status) => status !== 401 && status !== 403)).toEqual([])
		expect((await standIn.sendActivity(bot.url, activity, 'Bearer nothing')).status).toBe(401)
		expect((await standIn.sendActivity(bot.url, activity)).status).toBe(200)
		expect(standIn.sent).toHaveLength(1)
	})

	it('takes nothing from a bot without an authorization', async () => {
		const url = `${standIn.serviceUrl}v3/conversations/a/activities`
		expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
		expect(standIn.sent).toEqual([])
	})

	it('plays sending, replying, replacing, taking away and creating', async () => {
		const call = (method: string, path: string, body: object) =>
			fetch(`${standIn.serviceUrl}v3/conversations${path}`, {
				method,
				headers: { authorization: 'x' },
				body: JSON.stringify(body),
			})
		await call('POST', '/19%3Aa%40b/activities', { text: '1' })
		await call('POST', '/c/activities/7', { text: '2' })
		await call('PUT', '/c/activities/7', { text: '3' })
		await call('DELETE', '/c/activities/7', {})
		const created = (await (await call('POST', '', { activity: { text: '4' } })).json()) as { id: string }
		expect(standIn.sent).toMatchObject([
			{ kind: 'send', conversationId: '19:a@b', activity: { text: '1' } },
			{ kind: 'reply', activityId: '7', activity: { text: '2' } },
			{ kind: 'update', id: '7', activity: { text: '3' } },
			{ kind: 'delete', id: '7' },
			{ kind: 'create', conversationId: created.id, activity: { text: '4' } },
		])
		expect((await call('GET', '/c/members', {}).catch(() => ({ status: 404 }))).status).toBe(404)
	})

	it('fails as it was told, as often as it was told', async () => {
		const send = () =>
			fetch(`${standIn.serviceUrl}v3/conversations/c/activities`, { method: 'POST', headers: { authorization: 'x' }, body: '{}' })
		standIn.fail({ status: 429, retryAfterS: 2, code: 'Throttled', times: 2 })
		for (const _ of [1, 2]) {
			const refused = await send()
			expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
			expect(await refused.json()).toMatchObject({ error: { code: 'Throttled' } })
		}
		expect((await send()).status).toBe(201)
		expect(standIn.sent).toHaveLength(1)
		standIn.fail({ drop: 'before-reading' })
		await expect(send()).rejects.toThrow('fetch failed')
		expect(standIn.sent).toHaveLength(1)
		standIn.fail({ drop: 'after-reading' })
		await expect(send()).rejects.toThrow('fetch failed')
		expect(standIn.sent).toHaveLength(2)
	})

	it('presses a button with what stands in the inputs, as Teams does, and shows what came of it', async () => {
		const [shown] = await dana.says('card')
		if (shown === undefined) throw new Error('no card')
		const sent = await dana.presses(shown, 'Send', { why: 'because' })
		expect(JSON.parse(sent.text)).toMatchObject({
			verb: 'send',
			data: { ticket: 'BD-1', why: 'because', colour: 'red', verb: 'send' },
		})
		const back = await dana.presses(shown, 'Back')
		expect(JSON.parse(back.text)).toMatchObject({ data: { verb: 'back' } })
		expect(back.text).not.toContain('colour')
	})

	it('waits for what comes, and says so when it does not', async () => {
		const waited = standIn.waitFor(({ activity }) => activity['text'] === 'You: later')
		await dana.says('later')
		expect((await waited).kind).toBe('reply')
		await expect(standIn.waitFor(() => false, 20)).rejects.toThrow('waited 20 ms in vain; there were 1 activities sent')
	})
})

describe('a card in the hands of a played person', () => {
	it('lets nobody do what a client would not let them do', () => {
		expect(() => press(CARD, 'Sent')).toThrow('no button “Sent”, but “Send”, “Back”')
		expect(() => press(CARD, 'Send')).toThrow('“Why” must be filled in')
		expect(() => press(CARD, 'Send', { why: 'x', colour: 'blue' })).toThrow('“blue” is not among the choices red')
		expect(() => press(CARD, 'Send', { why: 'x', size: '3' })).toThrow('no input “size”')
	})

	it('is read in the order in which a person reads it', () => {
		const facts = { type: 'FactSet', facts: [{ title: 'Invoice', value: 'G1' }] }
		expect(wordsOf({ body: [{ type: 'TextBlock', text: 'First' }, facts] })).toBe('First\nInvoice: G1')
	})
})

describe('the played customer', () => {
	let standIn: ConnectorStandIn
	let desk: DeskProcess
	let alex: WebCustomer

	beforeAll(async () => {
		standIn = await startConnectorStandIn()
		desk = await startDesk(standIn.url)
		alex = await webCustomer(desk.url, { sample: 'alex', locale: 'en' })
	})

	afterAll(async () => {
		alex.leaves()
		await desk.stop()
		await standIn.close()
	})

	it('talks to a real desk over Direct Line, presses its buttons, and goes on where it was after being away', async () => {
		const greeting = await alex.waitFor(({ card }) => card !== undefined)
		await alex.presses(greeting, 'Where does it stand?')
		await alex.waitFor(({ text }) => text.startsWith('You have no open tickets'))
		const before = alex.messages.length
		alex.goesOffline()
		await alex.comesBack()
		await alex.says('thank you')
		await alex.waitFor(({ isMine }, index) => index > before && !isMine)
		expect(alex.messages.filter(({ isMine, text }) => isMine && text !== '').map(({ text }) => text)).toEqual(['thank you'])
		expect(new Set(alex.messages.map(({ id }) => id)).size).toBe(alex.messages.length)
	})
})
