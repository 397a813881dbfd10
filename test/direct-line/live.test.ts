import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { until } from './client.ts'
import { type Desk, type DeskOptions, startDesk } from './desk.ts'
import { request, started } from './raw.ts'

interface Frame {
	activities: { text?: string; type: string }[]
	watermark?: string
}

describe('open sockets', () => {
	let desk: Desk
	let chat: Awaited<ReturnType<typeof started>>
	let seen: string[]
	const sockets: WebSocket[] = []
	const now = { late: 0 }

	async function open(options: DeskOptions = {}): Promise<void> {
		desk = await startDesk({ clock: () => new Date(Date.UTC(2026, 9, 1) + now.late), confirmMs: 300, ...options })
		seen = []
		desk.adapter.onSeen((conversationId, ids) => void seen.push(...ids.map((id) => `${conversationId}/${id}`)))
		chat = await started(desk)
		await desk.turns.settled()
	}

	function listen(url = chat.streamUrl, options = {}): { socket: WebSocket; frames: Frame[] } {
		const socket = new WebSocket(url, options)
		const frames: Frame[] = []
		socket.on('message', (data: Buffer) => void frames.push(JSON.parse(data.toString()) as Frame))
		socket.on('error', () => undefined)
		sockets.push(socket)
		return { socket, frames }
	}

	async function refusal(url: string, options = {}): Promise<number> {
		const { socket } = listen(url, options)
		const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
		return answer.statusCode
	}

	const isSeen = (id: string) => seen.includes(`${chat.id}/${id}`)
	const textsOf = (frames: Frame[]) => frames.flatMap(({ activities }) => activities.map(({ text }) => text))

	beforeEach(async () => {
		now.late = 0
		await open()
	})
	afterEach(async () => {
		for (const socket of sockets.splice(0)) socket.terminate()
		await desk.stop()
	})

	it('replay after the watermark, then go on live, in frames as Direct Line sends them', async () => {
		await desk.adapter.post(chat.id, { text: 'before' })
		const { frames } = listen(chat.streamUrl.replace('watermark=0', 'watermark=2'))
		await until(() => frames.length === 1)
		await Promise.all(['a', 'b', 'c'].map((text) => desk.adapter.post(chat.id, { text })))
		await until(() => textsOf(frames).length === 4)
		expect(frames[0]).toMatchObject({
			activities: [{ type: 'message', text: 'before', from: { id: 'loopdesk' } }],
			watermark: '3',
		})
		expect(new Set(textsOf(frames))).toEqual(new Set(['before', 'a', 'b', 'c']))
		expect(frames.at(-1)?.watermark).toBe('6')
	})

	it('make a notice seen when the client has it', async () => {
		const { frames } = listen()
		await until(() => frames.length === 1)
		const { id, seen: isThere } = await desk.adapter.post(chat.id, { text: 'solved' })
		expect(isThere).toBe(true)
		await until(() => isSeen(id))
	})

	it('leave a notice unseen while nobody listens, until a poll fetches it, once', async () => {
		const posted = await desk.adapter.post(chat.id, { text: 'solved' })
		expect(posted.seen).toBe(false)
		expect(isSeen(posted.id)).toBe(false)
		for (const _ of [1, 2]) await request(desk, 'GET', `/conversations/${chat.id}/activities?watermark=0`, { token: chat.token })
		await until(() => isSeen(posted.id))
		expect(seen.filter((entry) => entry.endsWith(posted.id))).toHaveLength(1)
		expect(await desk.adapter.post(chat.id, { id: posted.id, text: 'solved' })).toEqual({ id: posted.id, seen: true })
		expect((await desk.texts(chat.id)).filter((text) => text === 'solved')).toHaveLength(1)
	})

	it('leave a notice unseen until a stream replays it', async () => {
		const { id } = await desk.adapter.post(chat.id, { text: 'solved' })
		const { frames } = listen()
		await until(() => isSeen(id))
		expect(textsOf(frames)).toEqual(['Hello', 'solved'])
	})

	it('do not make a notice seen when the client has stopped reading', async () => {
		const { socket, frames } = listen()
		await until(() => frames.length === 1)
		socket.pause()
		const { id, seen: isThere } = await desk.adapter.post(chat.id, { text: 'solved' })
		expect(isThere).toBe(false)
		socket.resume()
		await until(() => isSeen(id))
	})

	it('report what was seen before a restart again when the client comes back', async () => {
		const { id } = await desk.adapter.post(chat.id, { text: 'solved' })
		const { transcripts } = desk
		await desk.stop()
		const { id: conversationId, token } = chat
		await open({ transcripts })
		await request(desk, 'GET', `/conversations/${conversationId}/activities?watermark=3`, { token })
		await until(() => seen.length > 0)
		expect(seen).toEqual([`${conversationId}/${conversationId}.join.1`, `${conversationId}/${id}`])
	})

	it('refuse a notice for a conversation that does not exist', async () => {
		await expect(desk.adapter.post('none', { text: 'x' })).rejects.toMatchObject({ code: 'not-found' })
	})

	it('speak in a proactive turn without taking the ids of an earlier one', async () => {
		const posted = { token: chat.token, body: { type: 'message', text: 'one' } }
		const { body } = await request(desk, 'POST', `/conversations/${chat.id}/activities`, posted)
		await desk.turns.settled()
		const reference = {
			activityId: String(body['id']),
			channelId: 'directline',
			serviceUrl: 'x',
			conversation: { id: chat.id, isGroup: false, conversationType: 'personal', name: '' },
			user: { id: 'anna', name: '' },
			bot: { id: 'loopdesk', name: '' },
		}
		await desk.adapter.continueConversationAsync(
			'app',
			reference,
			async (context) => void (await context.sendActivity('by the way')),
		)
		expect(await desk.texts(chat.id)).toEqual(['Hello', 'one', 'echo one', 'by the way'])
	})

	it('close when the token ends, and last longer with a newer one', async () => {
		const { socket, frames } = listen()
		await until(() => frames.length === 1)
		now.late = 20 * 60_000
		await request(desk, 'POST', '/tokens/refresh', { token: chat.token })
		now.late = 45 * 60_000
		expect((await desk.adapter.post(chat.id, { text: 'still in' })).seen).toBe(true)
		now.late = 51 * 60_000
		const closed = once(socket, 'close')
		expect((await desk.adapter.post(chat.id, { text: 'secret' })).seen).toBe(false)
		expect((await closed)[0]).toBe(1008)
		expect(textsOf(frames)).toEqual(['Hello', 'still in'])
	})

	it('are dropped when they give no sign of life', async () => {
		await desk.stop()
		await open({ heartbeatMs: 50 })
		const living = listen()
		const dead = listen(chat.streamUrl, { autoPong: false })
		await until(() => dead.socket.readyState === WebSocket.CLOSED)
		expect(living.socket.readyState).toBe(WebSocket.OPEN)
	})

	it('never pile up memory for a client that does not read, and serve the others', async () => {
		await desk.stop()
		await open({ heartbeatMs: 1000, confirmMs: 0 })
		const stuck = listen()
		const good = listen()
		await until(() => stuck.frames.length === 1 && good.frames.length === 1)
		stuck.socket.pause()
		const channelData = { padding: 'x'.repeat(200_000) }
		for (let count = 0; count < 100; count++) await desk.adapter.post(chat.id, { text: `n${count}`, channelData })
		await until(() => textsOf(good.frames).includes('n99'))
		expect(textsOf(good.frames)).toHaveLength(101)
		expect(desk.bufferedBytes()).toBeLessThan(2_000_000)
		await until(() => desk.log.some((line) => line.includes('no sign of life')))
		await until(() => desk.bufferedBytes() === 0)
	})

	it('are dropped when more than 1 MB waits for a client that does not read', async () => {
		const { socket, frames } = listen()
		await until(() => frames.length === 1)
		socket.pause()
		const typing = { id: 't', type: 'typing', timestamp: '2026-10-01T01:00:00Z', channelData: { padding: 'x'.repeat(200_000) } }
		for (let count = 0; count < 100; count++) {
			desk.live.showTyping(chat.id, typing)
			await new Promise((resolve) => setImmediate(resolve))
		}
		expect(desk.log.some((line) => line.includes('the client does not read'))).toBe(true)
	})

	it('are refused at wrong addresses, with foreign tokens and from foreign websites', async () => {
		const base = `ws://127.0.0.1:${desk.port}`
		const other = await started(desk, 'eve')
		const t = new URL(chat.streamUrl).searchParams.get('t') ?? ''
		const stream = (id: string, token: string) => `${base}/v3/directline/conversations/${id}/stream?t=${token}&watermark=0`
		expect(await refusal(`${base}/elsewhere`)).toBe(404)
		expect(await refusal(`${base}/v3/directline/conversations/${chat.id}/stream`)).toBe(401)
		expect(await refusal(stream(other.id, t))).toBe(403)
		expect(await refusal(stream(chat.id, chat.token))).toBe(403)
		expect(await refusal(stream(chat.id, 'nonsense'))).toBe(403)
		expect(await refusal(chat.streamUrl, { origin: 'https://evil.example' })).toBe(403)
		now.late = 61_000
		expect(await refusal(chat.streamUrl)).toBe(403)
		const { body } = await request(desk, 'GET', `/conversations/${chat.id}?watermark=2`, { token: chat.token })
		const { socket } = listen(String(body['streamUrl']), { origin: 'https://shop.example' })
		await once(socket, 'open')
	})
})
