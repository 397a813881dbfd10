import { existsSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../cards/kit.ts'
import { desk } from './demo-desk.ts'

/** A request whose path is sent as it stands: fetch would tidy it up. */
function rawGet(route: string): Promise<{ status: number; text: string }> {
	const { hostname, port } = new URL(desk().url)
	return new Promise((resolve, reject) => {
		const asked = request({ hostname, port, path: route }, (answer) => {
			let text = ''
			answer.setEncoding('utf8').on('data', (part: string) => (text += part))
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
		})
		asked.on('error', reject).end()
	})
}

describe('the health of the desk', () => {
	it('is measured at /metrics, in numbers, for this machine only', async () => {
		const answer = await desk().ask('/metrics')
		const { text } = answer
		expect(answer.headers.get('content-type')).toContain('text/plain')
		for (const name of ['loopdesk_http_requests_total', 'loopdesk_tickets{state="open"}', 'loopdesk_notice_late_seconds']) {
			expect(text).toContain(name)
		}
		expect((await desk().ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404)
	})

	it('is told at /healthz and /readyz', async () => {
		for (const route of ['/healthz', '/readyz']) {
			const { status, json, headers } = await desk().ask(route)
			expect({ status, json }).toEqual({ status: 200, json: { ok: true } })
			expect(headers.get('cache-control')).toBe('no-store')
		}
	})
})

describe('every answer', () => {
	it('carries the security headers, refusals included', async () => {
		for (const route of ['/', '/tab/', '/healthz', '/no-such-page', '/api/me', '/t/x', '/demo/mail']) {
			const { headers } = await desk().ask(route)
			const [policy, more] = [headers.get('content-security-policy') ?? '', Object.fromEntries(headers)]
			expect({ route, ...more }).toMatchObject({ route, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
			expect(policy).toContain("default-src 'self'")
			expect(policy).toContain(route.startsWith('/tab') ? 'https://teams.microsoft.com' : "frame-ancestors 'none'")
			expect(headers.get('server') ?? '').toBe('')
		}
	})

	it('to a HEAD is the one to a GET without its body, but where a GET would tell that somebody has read', async () => {
		for (const route of ['/healthz', '/', '/site.css']) {
			const [got, head] = [await desk().ask(route), await desk().ask(route, { method: 'HEAD' })]
			expect({ route, status: head.status, text: head.text }).toEqual({ route, status: 200, text: '' })
			expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'))
		}
		for (const route of ['/api/session', '/v3/directline/conversations/x/activities']) {
			expect((await desk().ask(route, { method: 'HEAD' })).status).toBe(405)
		}
	})

	it('to an unknown path or method is logged once, without the path', async () => {
		const lines = await desk().loggedFor(await desk().ask('/UNIQUE-PATH', { body: {} }))
		expect(lines).toHaveLength(1)
		expect(lines[0]).toContain('"status":405')
		expect(desk().log()).not.toContain('UNIQUE-PATH')
	})

	it('to an unknown path or method is a plain 404 or 405', async () => {
		expect((await desk().ask('/no/such/page')).status).toBe(404)
		expect((await desk().ask('/no/such/page', { body: {} })).status).toBe(405)
		expect((await desk().ask('/healthz', { method: 'DELETE' })).status).toBe(405)
	})
})

describe('files', () => {
	it('are served with their type, and not sent again while they are the same', async () => {
		const first = await desk().ask('/')
		expect(first.status).toBe(200)
		expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8')
		const again = await desk().ask('/', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
		expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' })
		expect((await desk().ask('/site.css')).headers.get('content-type')).toContain('text/css')
	})

	it('of the tab are at /tab/, where /tab leads', async () => {
		const { status, headers } = await desk().ask('/tab')
		expect({ status, location: headers.get('location') }).toEqual({ status: 301, location: '/tab/' })
		const isBuilt = existsSync(path.join(ROOT, 'dist/web/tab/index.html'))
		for (const route of ['/tab/', '/widget.js']) expect((await desk().ask(route)).status).toBe(isBuilt ? 200 : 404)
	})

	it.each([
		'/../package.json',
		'/tab/../../../package.json',
		'/..%2f..%2fpackage.json',
		'/%2e%2e/%2e%2e/package.json',
		'/tab/..%5c..%5cpackage.json',
		'/tab/..%2fwidget.js',
		'/..%2f..%2f..%2fnode_modules%2fadaptivecards%2fdist%2fadaptivecards.js',
		'/..%2f..%2f..%2fsrc%2fweb%2ftab%2findex.html',
		'/tab/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
		'//etc/passwd',
		'/%00.html',
		'/tab/assets/..%2f..%2f..%2f..%2fdata%2fstore%2ftoken-key',
		'/%E0%A4%A',
		'/tab/%',
		'/assets/',
		'/customers.json',
		'/../customers.json',
	])('outside of the folders are not served: %s', async (route) => {
		const { status, text } = await rawGet(route)
		expect([400, 404]).toContain(status)
		expect(text).not.toMatch(/loopdesk"|root:|Northwind|node_modules|\/work|ENOENT/)
	})
})

describe('a body that is too large', () => {
	const ROUTES = ['/api/webchat/token', '/api/demo/session', '/v3/directline/tokens/generate']

	it.each(ROUTES)('is refused by 413 before it is parsed: %s', async (route) => {
		const token = 'x'
		const { status, text } = await desk().ask(route, { token, body: 'x'.repeat(300 * 1024) })
		// The Direct Line door looks at the token first.
		expect(status).toBe(route.includes('generate') ? 403 : 413)
		expect(text).not.toMatch(/ {4}at |node:/)
	})

	it('may be a megabyte of emoji', async () => {
		expect((await desk().ask('/api/webchat/token', { body: JSON.stringify('😀'.repeat(250_000)) })).status).toBe(413)
	})

	it('may be 50 MB of upload, and the desk goes on', async () => {
		const { json } = await desk().ask('/api/webchat/token', { body: { sample: 'alex' } })
		const started = await desk().ask('/v3/directline/conversations', { token: String(json['token']), body: {} })
		const { conversationId, token } = started.json as { conversationId: string; token: string }
		const status = await pour(`/v3/directline/conversations/${conversationId}/upload`, token, 50)
		expect([413, 'broken off']).toContain(status)
		expect((await desk().ask('/healthz')).status).toBe(200)
	})

	it('may come without its length', async () => {
		expect(await pour('/api/webchat/token', 'x', 1, { 'transfer-encoding': 'chunked' })).toBe(413)
	})

	it('at its limit is still read', async () => {
		const { status } = await desk().ask('/api/webchat/token', { body: `{"locale":"en"${' '.repeat(255 * 1024)}}` })
		expect(status).toBe(200)
	})

	it('that is compressed is refused, whatever it would become', async () => {
		const { status } = await desk().ask('/api/webchat/token', { body: 'x', headers: { 'content-encoding': 'gzip' } })
		expect(status).toBe(400)
	})

	/** Sends so many megabytes as fast as the desk takes them. */
	function pour(route: string, token: string, megabytes: number, more?: Record<string, string>): Promise<number | 'broken off'> {
		const { hostname, port } = new URL(desk().url)
		const length = more === undefined ? { 'content-length': String(megabytes * 1024 * 1024) } : more
		const headers = { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x', ...length }
		return new Promise((resolve) => {
			const asked = request({ hostname, port, path: route, method: 'POST', headers }, (answer) => {
				answer.resume()
				resolve(answer.statusCode ?? 0)
			})
			asked.on('error', () => resolve('broken off'))
			const part = Buffer.alloc(1024 * 1024, 'x')
			for (let sent = 0; sent < megabytes; sent += 1) asked.write(part)
			asked.end()
		})
	}
})

describe('a body that comes slowly', () => {
	it('holds up nobody else, and counts once it is whole', async () => {
		const { hostname, port } = new URL(desk().url)
		const body = '{"locale":"fr"}'
		const headers = { 'content-type': 'application/json', 'content-length': String(body.length) }
		const slow = request({ hostname, port, path: '/api/webchat/token', method: 'POST', headers })
		const answered = new Promise<number>((resolve, reject) => {
			slow.on('response', (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject)
		})
		for (const letter of body.slice(0, -1)) {
			slow.write(letter)
			await new Promise((resolve) => setTimeout(resolve, 10))
		}
		expect((await desk().ask('/healthz')).status).toBe(200)
		slow.end(body.at(-1))
		expect(await answered).toBe(200)
	})

	it('and breaks off is no error of ours', async () => {
		const before = desk().log().length
		const { hostname, port } = new URL(desk().url)
		const headers = { 'content-length': '100' }
		const broken = request({ hostname, port, path: '/api/webchat/token', method: 'POST', headers }).on('error', () => undefined)
		broken.write('{"lo')
		await new Promise((resolve) => setTimeout(resolve, 50))
		broken.destroy()
		await new Promise((resolve) => setTimeout(resolve, 50))
		expect((await desk().ask('/healthz')).status).toBe(200)
		expect(desk().log().slice(before)).not.toContain('"level":50')
	})
})

describe('a body that is no JSON of ours', () => {
	it.each(['{', 'null', '[]', '"text"', '{"locale":"de"}', '{"sample":7}', '{"identity":{}}', '\\u0000'])(
		'is refused by 400, logged once, and shows nothing of the inside: %s',
		async (body) => {
			const answer = await desk().ask('/api/webchat/token', { body })
			const { status, json, text } = answer
			expect(status).toBe(400)
			expect(json['error']).toMatchObject({ code: 'bad-input' })
			expect(text).not.toMatch(/Zod|JSON|position|Unexpected|stack/)
			expect(await desk().loggedFor(answer)).toHaveLength(1)
		},
	)
})
