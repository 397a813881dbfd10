import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from './client.ts'
import { type Desk, startDesk } from './desk.ts'
import { request, started } from './raw.ts'

describe('what a client may say', () => {
	let desk: Desk
	let chat: Awaited<ReturnType<typeof started>>
	beforeAll(async () => {
		desk = await startDesk()
		chat = await started(desk)
	})
	afterAll(() => desk.stop())

	const post = (body: unknown, { token, id } = chat) => request(desk, 'POST', `/conversations/${id}/activities`, { token, body })
	const find = async (id: unknown) => (await desk.stored(chat.id)).find((activity) => activity.id === id)

	it('replaces everything that a client could claim', async () => {
		const forged = {
			type: 'message',
			id: 'mine',
			text: 'who',
			from: { id: 'loopdesk', name: 'The Bank', role: 'bot' },
			recipient: { id: 'eve' },
			conversation: { id: 'other', tenantId: 't' },
			channelId: 'msteams',
			serviceUrl: 'https://evil.example',
			timestamp: '1999-01-01T00:00:00Z',
			callerId: 'x',
			deliveryMode: 'expectReplies',
			attachments: [{ contentType: 'text/html', contentUrl: 'https://evil.example' }],
			channelData: { postBack: true, tenant: { id: 't' } },
			value: { choice: 1 },
		}
		const { status, body } = await post(forged)
		expect(status).toBe(200)
		await desk.turns.settled()
		expect(await find(body['id'])).toEqual({
			type: 'message',
			id: expect.not.stringMatching('mine'),
			text: 'who',
			textFormat: 'plain',
			from: { id: 'anna', role: 'user' },
			recipient: { id: 'loopdesk', name: 'Loopdesk', role: 'bot' },
			conversation: { id: chat.id },
			channelId: 'directline',
			timestamp: expect.stringMatching(/^20[2-9]/),
			channelData: { postBack: true },
			value: { choice: 1 },
		})
		expect(await desk.texts(chat.id)).toContain('anna|undefined|user|undefined')
	})

	it('takes the same message, posted three times at once and once later, as one', async () => {
		const body = { type: 'message', text: 'once', channelData: { clientActivityID: 'c-1' } }
		const answers = await Promise.all([post(body), post(body), post(body)])
		await desk.turns.settled()
		answers.push(await post(body))
		await desk.turns.settled()
		expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1)
		expect(desk.bot.heard.filter((text) => text === 'once')).toHaveLength(1)
		expect((await desk.texts(chat.id)).filter((text) => String(text).includes('once'))).toEqual(['once', 'echo once'])
	})

	it('takes the same client id in two conversations as two messages', async () => {
		const body = { type: 'message', text: 'again', channelData: { clientActivityID: 'c-2' } }
		const other = await started(desk, 'ben')
		const [first, second] = [await post(body), await post(body, other)]
		expect(first.body['id']).not.toBe(second.body['id'])
		await desk.turns.settled()
		expect(await desk.texts(other.id)).toEqual(['Hello', 'again', 'echo again'])
	})

	it('answers the post before the bot has finished its turn, and keeps turns in order', async () => {
		let open: () => void = () => undefined
		desk.bot.gate = new Promise((resolve) => {
			open = resolve
		})
		expect((await post({ type: 'message', text: 'wait' })).status).toBe(200)
		expect((await post({ type: 'message', text: 'next' })).status).toBe(200)
		await until(() => desk.bot.heard.includes('wait'))
		expect((await desk.texts(chat.id)).slice(-2)).toEqual(['wait', 'next'])
		open()
		await desk.turns.settled()
		expect((await desk.texts(chat.id)).slice(-4)).toEqual(['wait', 'next', 'echo wait', 'echo next'])
	})

	it('passes events and typing to the bot, and keeps no typing', async () => {
		const before = (await desk.stored(chat.id)).length
		expect((await post({ type: 'typing' })).body['id']).toEqual(expect.any(String))
		await post({ type: 'event', name: 'opened', value: { page: '/' } })
		await desk.turns.settled()
		const added = (await desk.stored(chat.id)).slice(before)
		expect(added.map(({ type }) => type)).toEqual(['event', 'message'])
		expect(added[1]).toMatchObject({ text: 'event opened {"page":"/"}', replyToId: added[0]?.id })
	})

	it('refuses what is no activity of a customer, stores nothing and tells no inner details', async () => {
		const before = (await desk.stored(chat.id)).length
		const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown
		const bad: unknown[] = [
			{ type: 'conversationUpdate', membersAdded: [{ id: 'eve' }] },
			{ type: 'installationUpdate' },
			{ type: 'contactRelationUpdate' },
			{ text: 'no type' },
			{ type: 'message', text: 'x'.repeat(8001) },
			{ type: 'message', text: { toString: 'x' } },
			{ type: 'message', text: 'x', value: deep },
			{ type: 'event', name: 'x'.repeat(101) },
			{ type: 'event' },
			{ type: 'invoke' },
			{ type: 'message', channelData: { clientActivityID: 'x'.repeat(201) } },
			[],
			null,
			'{"type":"message"',
			`${'['.repeat(60_000)}${']'.repeat(60_000)}`,
			undefined,
		]
		for (const body of bad) {
			const answer = await post(body)
			expect([answer.status, body]).toEqual([400, body])
			expect(answer.body).toEqual({
				error: { code: 'BadArgument', message: expect.not.stringMatching(/zod|node_modules|\bat /i) },
			})
		}
		expect(await desk.stored(chat.id)).toHaveLength(before)
	})

	it('takes a text of 8,000 characters, and none', async () => {
		expect((await post({ type: 'message', text: 'é'.repeat(8000) })).status).toBe(200)
		expect((await post({ type: 'message' })).status).toBe(200)
		await desk.turns.settled()
	})

	it('answers 413 to a body over 256 KB, announced or not', async () => {
		const body = JSON.stringify({ type: 'message', text: 'x'.repeat(300 * 1024) })
		expect((await post(body)).status).toBe(413)
		const headers = { authorization: `Bearer ${chat.token}`, 'content-type': 'application/json' }
		const url = `${desk.domain}/conversations/${chat.id}/activities`
		const unannounced = await fetch(url, {
			method: 'POST',
			headers,
			body: new Blob([body]).stream(),
			duplex: 'half',
		})
		expect(unannounced.status).toBe(413)
		expect(await unannounced.json()).toMatchObject({ error: { code: 'PayloadTooLarge' } })
	})

	it('shows a poll what follows its watermark, and refuses a watermark that is none', async () => {
		const poll = (watermark: string) =>
			request(desk, 'GET', `/conversations/${chat.id}/activities?watermark=${watermark}`, { token: chat.token })
		const all = await poll('')
		const activities = all.body['activities'] as { type: string }[]
		expect(activities.some(({ type }) => type === 'conversationUpdate')).toBe(false)
		expect((await poll(String(all.body['watermark']))).body).toEqual({ activities: [], watermark: all.body['watermark'] })
		expect((await poll('999999')).body).toEqual({ activities: [], watermark: all.body['watermark'] })
		for (const wrong of ['-1', '1.5', 'abc', '9'.repeat(40)]) expect((await poll(wrong)).status).toBe(400)
	})
})
