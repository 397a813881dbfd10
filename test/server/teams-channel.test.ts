import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectorStandIn, type Sent, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import { act, openFor, staffToken, viewOf } from './start-desk.ts'
import { useDesk } from './use-desk.ts'

let standIn: ConnectorStandIn
const desk = useDesk(async () => {
	standIn = await startConnectorStandIn()
	return { CONNECTOR_STAND_IN: standIn.url }
})
afterAll(() => standIn.close())

const OBJECT_IDS = { dana: '11111111-1111-4111-8111-111111111111', lucas: '22222222-2222-4222-8222-222222222222' }
let token = ''
let number = ''
beforeEach(async () => {
	token = await staffToken(desk(), 'dana')
	number = await openFor(desk(), token)
})

let ids = 0
/** Sends an activity under a new id, as Teams does also when it sends the same again. */
function send(who: keyof typeof OBJECT_IDS, more: object) {
	const conversation = { id: `a:${who}`, conversationType: 'personal', tenantId: 'tenant' }
	const from = { id: `29:${who}`, aadObjectId: OBJECT_IDS[who] }
	return standIn.sendActivity(desk().url, { type: 'message', id: `teams-${(ids += 1)}`, from, conversation, ...more })
}

function button(verb: string, card: string, data: object) {
	const value = { action: { type: 'Action.Execute', verb, data: { verb, card, ticket: number, ...data } }, trigger: 'manual' }
	return { type: 'invoke', name: 'adaptiveCard/action', value }
}

/** A card without the ids that are fresh each time it is drawn. */
function withoutNonces(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'card' ? 'fresh' : inner)))
}

const notes = async () => (await viewOf(desk(), token, number)).history.filter(({ quote }) => quote === 'Looks right').length

describe('a button that Teams sends again under another id', () => {
	it('acts once and is answered the same', async () => {
		const note = button('add-note', 'card-1', { text: 'Looks right', version: 1 })
		const first = await send('dana', note)
		const second = await send('dana', note)
		expect(await notes()).toBe(1)
		expect(first.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
		expect(withoutNonces(second)).toEqual(withoutNonces(first))
	})

	it('acts once when all of them come at once, and none is told that it came too late', async () => {
		const note = button('add-note', 'card-2', { text: 'Looks right', version: 1 })
		const answers = await Promise.all([1, 2, 3, 4].map(() => send('dana', note)))
		expect(await notes()).toBe(1)
		expect(new Set(answers.map((answer) => JSON.stringify(withoutNonces(answer)))).size).toBe(1)
	})

	it('acts once as a message too, as older clients send it, and the person is answered once', async () => {
		const value = { verb: 'open-dispute', card: 'card-3', customer: 'chloe', reason: 'Facturé deux fois' }
		const count = async () => ((await desk().ask('/api/tickets?view=all', { token })).json['tickets'] as unknown[]).length
		const before = await count()
		const already = standIn.sent.length
		await send('dana', { value })
		await send('dana', { value })
		expect(await count()).toBe(before + 1)
		const opened = () => standIn.sent.slice(already).filter((sent) => toDana(sent) && 'text' in sent.activity)
		await expect.poll(opened).toHaveLength(1)
	})

	it('acts for each of two people who press the same card', async () => {
		await send('dana', button('add-note', 'card-4', { text: 'Looks right', version: 1 }))
		await send('lucas', button('add-note', 'card-4', { text: 'Looks right', version: 2 }))
		expect(await notes()).toBe(2)
	})

	it('acts again when the same person presses it on a card that was drawn anew', async () => {
		await send('dana', button('add-note', 'card-5', { text: 'Looks right', version: 1 }))
		await send('dana', button('add-note', 'card-6', { text: 'Looks right', version: 2 }))
		expect(await notes()).toBe(2)
	})
})

const toDana = ({ conversationId }: { conversationId: string }) => conversationId === 'a:dana'

describe('somebody who blocked the bot', () => {
	const give = async (to: string) => {
		const mina = await staffToken(desk(), 'mina')
		const given = await openFor(desk(), mina)
		expect((await act(desk(), mina, given, 'assign', { to })).status).toBe(200)
		return given
	}
	const toldOf = (given: string) => (sent: Sent) => toDana(sent) && JSON.stringify(sent.activity).includes(given)

	it('is told in Teams again as soon as he has written, and of what came meanwhile in the tab', async () => {
		await send('dana', { text: 'my tickets' })
		await standIn.waitFor(toldOf(await give('dana')))
		const { happened } = standIn.fail({ status: 403, code: 'ConversationBlockedByUser', fits: toDana })
		const missed = await give('dana')
		await happened
		await expect.poll(async () => (await desk().ask('/api/notifications', { token })).text).toContain(missed)
		await send('dana', { text: 'my tickets' })
		await standIn.waitFor(toldOf(await give('dana')))
		const notices = standIn.sent.filter(({ kind, activity }) => kind === 'send' && activity['summary'] !== undefined)
		expect(notices.filter(toldOf(missed))).toEqual([])
	})
})

describe('a connector that takes two seconds', () => {
	it('gets what was said meanwhile afterwards, once, although its activity was acknowledged', async () => {
		const already = standIn.sent.length
		const { happened } = standIn.fail({ hangMs: 2000, fits: toDana })
		await send('dana', { text: `ticket ${number}` })
		await happened
		await send('dana', { text: 'my tickets' })
		const arrived = () => standIn.sent.slice(already).filter(({ kind, ...sent }) => kind === 'reply' && toDana(sent)).length
		expect(arrived()).toBe(1)
		await expect.poll(arrived).toBe(2)
	})
})

describe('a connector that hangs for 20 s', () => {
	const answered = async (work: Promise<{ status: number }>) => {
		const begin = performance.now()
		const { status } = await work
		return { status, isSoon: performance.now() - begin < 15_000 }
	}

	it('keeps no activity waiting; what it asked for is done once, and what the bot said arrives once', async () => {
		const already = standIn.sent.length
		standIn.fail({ hangMs: 20_000, fits: toDana })
		const message = { id: 'teams-hangs', text: `ticket ${number}` }
		expect(await answered(send('dana', message))).toEqual({ status: 200, isSoon: true })
		expect(await answered(send('dana', message))).toEqual({ status: 200, isSoon: true })
		const note = button('add-note', 'card-7', { text: 'Looks right', version: 1 })
		expect(await answered(send('dana', note))).toEqual({ status: 200, isSoon: true })
		expect(await notes()).toBe(1)
		expect(await answered(send('lucas', { text: `ticket ${number}` }))).toEqual({ status: 200, isSoon: true })
		const sentTo = (id: string) => standIn.sent.slice(already).filter(({ conversationId }) => conversationId === id)
		// The stand-in counts what it has answered, and what was said before in this chat may keep the answer waiting for its place.
		const arrived = () => [sentTo('a:dana').length, sentTo('a:lucas').length]
		await expect.poll(arrived, { timeout: 60_000 }).toEqual([1, 1])
		expect((await act(desk(), token, number, 'add-note', { text: 'And the tab works' })).status).toBe(200)
	})
})
