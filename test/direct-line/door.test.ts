import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, SITE_SECRET, startDesk } from './desk.ts'
import { request, started } from './raw.ts'

const MINUTE = 60_000

describe('who gets in', () => {
	let desk: Desk
	const now = { late: 0 }
	beforeAll(async () => {
		desk = await startDesk({ clock: () => new Date(Date.UTC(2026, 9, 1) + now.late) })
	})
	afterAll(() => desk.stop())

	it('gives tokens to the partner’s server only', async () => {
		const body = { user: { id: 'anna', name: 'Anna' }, locale: 'fr-FR' }
		const good = await request(desk, 'POST', '/tokens/generate', { token: SITE_SECRET, body })
		expect(good.status).toBe(200)
		expect(good.body).toMatchObject({ expires_in: 1800, conversationId: expect.any(String) })
		expect(await desk.tokens.verify(String(good.body['token']))).toMatchObject({ userId: 'anna', name: 'Anna', locale: 'fr-FR' })
		const statuses = [
			await request(desk, 'POST', '/tokens/generate', { body }),
			await request(desk, 'POST', '/tokens/generate', { token: 'wrong', body }),
			await request(desk, 'POST', '/tokens/generate', { token: String(good.body['token']), body }),
			await request(desk, 'POST', '/tokens/generate', { token: SITE_SECRET, body: { user: {} } }),
			await request(desk, 'POST', '/tokens/generate', { token: SITE_SECRET, body: '{"user":' }),
		].map(({ status }) => status)
		expect(statuses).toEqual([401, 403, 403, 400, 400])
	})

	it('answers 201 to a first start and 200 to a later one with either token', async () => {
		const { token, conversationId } = await desk.tokens.issue({ userId: 'anna' })
		const first = await request(desk, 'POST', '/conversations', { token, body: {} })
		expect(first).toMatchObject({ status: 201, body: { conversationId, expires_in: 1800 } })
		expect(first.body['streamUrl']).toMatch(`ws://127.0.0.1:${desk.port}/v3/directline/conversations/${conversationId}/stream?`)
		for (const again of [token, String(first.body['token'])]) {
			const next = await request(desk, 'POST', '/conversations', { token: again })
			expect(next).toMatchObject({ status: 200, body: { conversationId } })
		}
	})

	it('keeps a token to its own conversation', async () => {
		const mine = await started(desk)
		const theirs = await started(desk, 'eve')
		const routes = [
			['GET', ''],
			['GET', '/activities'],
			['POST', '/activities'],
			['POST', '/upload'],
		] as const
		for (const [method, tail] of routes) {
			const at = (token: string | undefined, id: string) =>
				request(desk, method, `/conversations/${id}${tail}`, {
					...(token === undefined ? {} : { token }),
					...(method === 'POST' ? { body: { type: 'message', text: 'x' } } : {}),
				})
			expect((await at(mine.token, theirs.id)).status).toBe(403)
			expect((await at(undefined, mine.id)).status).toBe(401)
			expect((await at('nonsense', mine.id)).status).toBe(403)
			expect((await at(SITE_SECRET, mine.id)).status).toBe(403)
			const { token: unused, conversationId } = await desk.tokens.issue({ userId: 'anna' })
			expect((await at(unused, conversationId)).status).toBe(404)
		}
		expect(await desk.texts(theirs.id)).toEqual(['Hello'])
	})

	it('refuses a token for a conversation of somebody else, even one that we signed', async () => {
		const { id } = await started(desk, 'eve')
		const { token } = await desk.tokens.issue({ userId: 'anna', conversationId: id })
		for (const [method, path] of [
			['POST', '/conversations'],
			['GET', `/conversations/${id}`],
		] as const) {
			expect((await request(desk, method, path, { token })).status).toBe(403)
		}
	})

	it('lets a laptop that slept come back to the same conversation', async () => {
		const { token, id } = await started(desk)
		now.late += 45 * MINUTE
		const post = { token, body: { type: 'message', text: 'awake' } }
		const refused = await request(desk, 'POST', `/conversations/${id}/activities`, post)
		expect(refused).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } })
		const refreshed = await request(desk, 'POST', '/tokens/refresh', { token })
		const reconnected = await request(desk, 'GET', `/conversations/${id}?watermark=2`, { token })
		for (const { status, body } of [refreshed, reconnected]) {
			expect(status).toBe(200)
			expect(body['conversationId']).toBe(id)
			const fresh = { ...post, token: String(body['token']) }
			expect((await request(desk, 'POST', `/conversations/${id}/activities`, fresh)).status).toBe(200)
		}
		now.late += 8 * 24 * 60 * MINUTE
		expect((await request(desk, 'POST', '/tokens/refresh', { token })).status).toBe(403)
		expect((await request(desk, 'GET', `/conversations/${id}`, { token })).status).toBe(403)
	})

	it('opens to browsers on the configured websites, errors included', async () => {
		const headers = { origin: 'https://shop.example' }
		const asked = { ...headers, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
		const preflight = await request(desk, 'OPTIONS', '/conversations/x/activities', { headers: asked })
		expect(preflight.status).toBe(204)
		expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
		const refused = await request(desk, 'POST', '/conversations', { headers })
		expect(refused.status).toBe(401)
		for (const answer of [preflight, refused]) {
			expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
			expect(answer.headers.get('vary')).toContain('Origin')
		}
		const stranger = await request(desk, 'OPTIONS', '/conversations', { headers: { ...asked, origin: 'https://evil.example' } })
		expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
		expect(stranger.headers.get('access-control-allow-headers')).toBeNull()
	})

	it('logs each refusal once, and never a token or a secret', async () => {
		const { token, id } = await started(desk)
		const before = desk.log.length
		await request(desk, 'GET', `/conversations/${id}/activities?watermark=-1`, { token })
		expect(desk.log.slice(before)).toHaveLength(1)
		const all = desk.log.join('')
		expect(all).not.toContain(SITE_SECRET)
		expect(all).not.toMatch(/eyJ[\w-]+\.[\w-]+/)
		expect(all).not.toContain('"stack"')
	})
})
