import { type Activity } from 'botframework-directlinejs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clients, connect, postThrough, tokenFor } from './client.ts'
import { type Desk, startDesk } from './desk.ts'
import { request, started } from './raw.ts'

const MEGABYTE = 1024 * 1024

describe('files', () => {
	let desk: Desk
	const now = { late: 0 }
	beforeAll(async () => {
		desk = await startDesk({ clock: () => new Date(Date.UTC(2026, 9, 1) + now.late) })
	})
	afterAll(async () => {
		for (const client of clients.splice(0)) client.end()
		await desk.stop()
	})

	function form(files: readonly File[], activity: unknown = { type: 'message', text: 'see', from: { id: 'eve' } }): FormData {
		const data = new FormData()
		const text = typeof activity === 'string' ? activity : JSON.stringify(activity)
		data.append('activity', new Blob([text], { type: 'application/vnd.microsoft.activity' }))
		for (const file of files) data.append('file', file)
		return data
	}

	async function upload(body: FormData, { token, id }: { token: string; id: string }) {
		return request(desk, 'POST', `/conversations/${id}/upload?userId=eve`, { token, body })
	}

	it('go up through Microsoft’s client and come back byte for byte, as a harmless download', async () => {
		const client = connect(desk, { token: await tokenFor(desk) })
		await client.hears('Hello')
		const bytes = Uint8Array.from({ length: 3000 }, (_, index) => index % 256)
		const contentUrl = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
		const attachments = [
			{ contentType: 'image/png', name: 'été (1).png', contentUrl },
			{ contentType: 'text/html', name: '../evil.html', contentUrl: 'data:text/html,<script>1</script>' },
		]
		const message = { type: 'message', text: 'see', from: { id: 'me' }, attachments } as Activity
		const id = await postThrough(client.line, message)
		await client.hears('got été (1).png, evil.html')
		const echoed = client.activities.find((it) => it.id === id)
		const [image, page] = (echoed?.type === 'message' && echoed.attachments) || []
		expect(echoed).toMatchObject({ from: { id: 'anna' }, text: 'see' })
		const [first, second] = await Promise.all([image, page].map((it) => fetch((it as { contentUrl: string }).contentUrl)))
		expect(new Uint8Array((await first?.arrayBuffer()) ?? [])).toEqual(bytes)
		expect(first?.headers.get('content-type')).toBe('image/png')
		expect(second?.headers.get('content-type')).toBe('application/octet-stream')
		expect(second?.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''evil.html")
		for (const answer of [first, second]) {
			expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
			expect(answer?.headers.get('content-disposition')).toMatch(/^attachment/)
		}
	})

	it('are stored under a plain path, and each reader gets a fresh signed address that ends', async () => {
		const chat = await started(desk)
		await upload(form([new File(['a'], 'a.txt', { type: 'text/plain' })]), chat)
		const path = `/conversations/${chat.id}/activities`
		const stored = (await desk.stored(chat.id)).find(({ attachments }) => attachments)?.attachments?.[0]?.contentUrl ?? ''
		expect(stored).toMatch(/^\/v3\/directline\/files\/[\w-]+$/)
		const addressFrom = async () => {
			const { body } = await request(desk, 'GET', path, {
				token: (await desk.tokens.issue({ userId: 'anna', conversationId: chat.id })).token,
			})
			const activities = body['activities'] as { attachments?: { contentUrl: string }[] }[]
			return activities.find(({ attachments }) => attachments)?.attachments?.[0]?.contentUrl ?? ''
		}
		const address = await addressFrom()
		expect((await fetch(address)).status).toBe(200)
		expect((await fetch(desk.url + stored)).status).toBe(401)
		expect((await fetch(address.replace(/files\/[\w-]+/, 'files/other'))).status).toBe(403)
		now.late += 31 * 60_000
		expect((await fetch(address)).status).toBe(403)
		expect((await fetch(await addressFrom())).status).toBe(200)
	})

	it('are taken once when the same upload comes three times', async () => {
		const chat = await started(desk)
		const again = () => form([new File(['a'], 'a.txt')], { type: 'message', channelData: { clientActivityID: 'u-1' } })
		const answers = await Promise.all([1, 2, 3].map(() => upload(again(), chat)))
		await desk.turns.settled()
		expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['id'])}`)).size).toBe(1)
		expect((await desk.texts(chat.id)).filter((text) => text === 'got a.txt')).toHaveLength(1)
	})

	it('have limits: 4 MB each, 10 MB together, ten at once', async () => {
		const chat = await started(desk)
		const file = (size: number) => new File([new Uint8Array(size)], 'big.bin')
		const statusOf = async (files: File[]) => (await upload(form(files), chat)).status
		expect(await statusOf([file(4 * MEGABYTE), file(4 * MEGABYTE)])).toBe(200)
		expect(await statusOf([file(4 * MEGABYTE + 1)])).toBe(413)
		expect(await statusOf([1, 2, 3].map(() => file(3.5 * MEGABYTE)))).toBe(413)
		expect(await statusOf(Array.from({ length: 11 }, () => file(1)))).toBe(413)
	})

	it('are refused where they are no upload', async () => {
		const chat = await started(desk)
		const before = (await desk.stored(chat.id)).length
		const path = `/conversations/${chat.id}/upload`
		const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
		const statuses = [
			await upload(form([]), chat),
			await upload(form([new File(['a'], 'a.txt')], { type: 'event', name: 'x' }), chat),
			await upload(form([new File(['a'], 'a.txt')], '{"type"'), chat),
			await request(desk, 'POST', path, { token: chat.token, body: { type: 'message' } }),
			await request(desk, 'POST', path, { token: chat.token, body: 'torn', headers: multipart }),
		].map(({ status }) => status)
		expect(statuses).toEqual([400, 400, 400, 400, 400])
		expect(await desk.stored(chat.id)).toHaveLength(before)
	})
})
