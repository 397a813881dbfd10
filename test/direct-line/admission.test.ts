import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdmission } from '../../src/server/admission.ts'
import { type Desk, startDesk } from './desk.ts'
import { request, started } from './raw.ts'

const SLOWLY = 0.001
const HEADERS = { 'x-forwarded-for': '203.0.113.1' }

describe('somebody who fills the store', () => {
	let desk: Desk
	beforeAll(async () => {
		const admission = createAdmission({
			visitors: { atOnce: 1, perSecond: SLOWLY },
			messages: { atOnce: 5, perSecond: SLOWLY },
			uploadedBytes: { atOnce: 3000, perSecond: SLOWLY },
		})
		desk = await startDesk({ admission })
	})
	afterAll(() => desk.stop())

	it('with files or messages is asked to wait, and what came too much is not kept', async () => {
		const { token, id } = await started(desk)
		const upload = (bytes: number, headers: Record<string, string> = HEADERS) => {
			const body = new FormData()
			body.append('file', new Blob(['x'.repeat(bytes)]), 'x.txt')
			return request(desk, 'POST', `/conversations/${id}/upload`, { token, body, headers })
		}
		const say = (text: string) =>
			request(desk, 'POST', `/conversations/${id}/activities`, { token, body: { type: 'message', text }, headers: HEADERS })
		const first = [await upload(1500), await upload(1500), await upload(600), await say('four')]
		expect(first.map(({ status }) => status)).toEqual([200, 429, 200, 200])
		expect(first[1]?.headers.get('retry-after')).toMatch(/^\d+$/)
		const rest = [await say('five'), await say('six'), await upload(1)]
		expect(rest.map(({ status }) => status)).toEqual([200, 429, 429])
		expect(rest[1]).toMatchObject({ body: { error: { code: 'TooManyRequests' } } })
		// Somebody else is not concerned.
		expect((await upload(600, { 'x-forwarded-for': '203.0.113.2' })).status).toBe(200)
		await desk.turns.settled()
		const files = (await desk.stored(id)).filter(({ attachments }) => attachments !== undefined)
		expect(files).toHaveLength(3)
		expect(await desk.texts(id)).not.toContain('six')
		expect(desk.log.filter((line) => line.includes('"status":429'))).toHaveLength(3)
		expect(desk.log.join('')).not.toContain('203.0.113')
	})
})
