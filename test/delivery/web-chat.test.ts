import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { createOutbox, type Outbox } from '../../src/delivery/outbox.ts'
import { createWebChat } from '../../src/delivery/web-chat.ts'
import { type Desk as DirectLine, startDesk as startDirectLine } from '../direct-line/desk.ts'
import { ALEX, DANA, SOLUTION, startDesk, type TestDesk } from './desk.ts'

let t: TestDesk
let line: DirectLine
let outbox: Outbox
beforeEach(async () => {
	t = await startDesk()
	line = await startDirectLine({ transcripts: t.store.transcripts, clock: () => new Date(t.clock()) })
	const channels = { customer: [webChat()], staff: [] }
	outbox = createOutbox({ notices: t.store.notices, desk: t.desk, channels, logger: t.logger })
	line.adapter.onSeen(outbox.seen)
})
afterEach(async () => {
	await outbox.stop()
	await line.stop()
	await t.stop()
})

function webChat(locale?: 'en' | 'fr'): Channel {
	return createWebChat({
		kitFor: t.kitFor,
		chat: {
			newestOf: async (userId) => {
				const [newest] = await t.store.transcripts.conversationsOfUser(userId)
				return newest && { id: newest.id, locale }
			},
			post: (conversationId, message) => line.adapter.post(conversationId, message),
		},
	})
}

async function chatOf(userId: string, id: string, createdAt = new Date(t.clock())): Promise<void> {
	await t.store.transcripts.createConversation({ id, userId, locale: undefined, createdAt })
}

/** What Direct Line's polling does: everything so far, then the watermark, which says that it has come. */
async function fetchAll(conversation: string): Promise<void> {
	const { token } = await line.tokens.issue({ userId: ALEX.userId, conversationId: conversation })
	const url = `${line.domain}/conversations/${conversation}/activities`
	const headers = { authorization: `Bearer ${token}` }
	const { watermark } = (await (await fetch(url, { headers })).json()) as { watermark: string }
	expect((await fetch(`${url}?watermark=${watermark}`, { headers })).status).toBe(200)
}

async function resolved(): Promise<string> {
	const { number } = await t.openTicket()
	await t.act(DANA, number, 'resolve', SOLUTION)
	return number
}

describe('a notice in the web chat', () => {
	it('asks for a yes or no with the card of the outcome, in the newest conversation of that customer only', async () => {
		await chatOf('alex', 'old', new Date(t.clock() - 1000))
		await chatOf('alex', 'new')
		await chatOf('eve', 'foreign')
		const number = await resolved()
		await webChat().carry(await t.noticeOf(number, 'resolved'), await t.load(number))
		const [message] = await line.stored('new')
		expect(message).toMatchObject({
			type: 'message',
			from: { id: 'loopdesk' },
			text: expect.stringContaining(number),
			channelData: { ticket: number },
		})
		const card = JSON.stringify(message?.attachments)
		expect(card).toContain(SOLUTION.text)
		expect(card).toContain('"verb":"confirm"')
		expect(card).toContain('"resolution":1')
		expect([await line.stored('old'), await line.stored('foreign')]).toEqual([[], []])
	})

	it('brings the words of a colleague under the name of the colleague, as typed', async () => {
		await chatOf('alex', 'chat')
		const { number } = await t.openTicket()
		const ticket = await t.act(DANA, number, 'ask-customer', { text: 'Which *invoice* is it?' })
		await webChat().carry(await t.noticeOf(number, 'question'), ticket)
		expect(await line.stored('chat')).toMatchObject([
			{
				from: { id: 'loopdesk', name: 'Dana Ortiz', role: 'bot' },
				text: 'Which *invoice* is it?',
				textFormat: 'plain',
				channelData: { agent: true, ticket: number },
			},
		])
	})

	it('has no buttons any more when the outcome has been overtaken', async () => {
		await chatOf('alex', 'chat')
		const number = await resolved()
		await t.act(DANA, number, 'reopen', { reason: 'A mistake of ours.' })
		await t.act(DANA, number, 'resolve', { ...SOLUTION, text: 'The second solution.' })
		const [first] = (await t.store.notices.noticesOf(number)).filter(({ kind }) => kind === 'resolved')
		if (first !== undefined) await webChat().carry(first, await t.load(number))
		const [message] = await line.stored('chat')
		expect(message?.attachments).toBeUndefined()
		expect(message?.['text']).toContain(SOLUTION.text)
	})

	it('speaks the language last spoken in the chat', async () => {
		await chatOf('alex', 'chat')
		const number = await resolved()
		await webChat('fr').carry(await t.noticeOf(number, 'resolved'), await t.load(number))
		expect(JSON.stringify(await line.stored('chat'))).toContain(t.kitFor('fr', 'web').text('outcome.yes'))
	})

	it('stands there once, however often it is carried', async () => {
		await chatOf('alex', 'chat')
		const number = await resolved()
		const notice = await t.noticeOf(number, 'resolved')
		for (let times = 0; times < 3; times += 1) {
			expect(await webChat().carry(notice, await t.load(number))).toEqual({ outcome: 'unseen' })
		}
		expect(await line.stored('chat')).toHaveLength(1)
	})

	it('cannot reach who never opened a chat', async () => {
		const number = await resolved()
		const outcome = await webChat().carry(await t.noticeOf(number, 'resolved'), await t.load(number))
		expect(outcome).toEqual({ outcome: 'permanent', reason: 'no-conversation' })
	})

	it('counts as told only once the client has fetched it', async () => {
		await chatOf('alex', 'chat')
		const number = await resolved()
		outbox.wake()
		await outbox.settle()
		expect((await t.load(number)).resolution?.told).toEqual([])
		await fetchAll('chat')
		await expect.poll(async () => (await t.load(number)).resolution?.told).toMatchObject([{ channel: 'web-chat' }])
	})
})
