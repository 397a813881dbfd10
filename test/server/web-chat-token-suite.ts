import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { desk, SITE_SECRET as SECRET } from './demo-desk.ts'

const PERSON = { name: 'Sam Doe', email: 'sam@shop.example', locale: 'fr', customer: { id: 'shop', name: 'Shop Ltd' } }

async function identity(
	claims: object = PERSON,
	{ secret = SECRET, subject = 'sam', issuedAt = 0, alg = 'HS256' } = {},
): Promise<string> {
	const signed = new SignJWT({ ...claims }).setProtectedHeader({ alg }).setIssuedAt(Math.floor(Date.now() / 1000) + issuedAt)
	return (subject === '' ? signed : signed.setSubject(subject)).sign(new TextEncoder().encode(secret))
}

const ask = (body: object, headers?: Record<string, string>) =>
	desk().ask('/api/webchat/token', { body, ...(headers && { headers }) })
const claimsOf = (token: unknown) =>
	JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

describe('a token for the chat', () => {
	it('makes a visitor of somebody whom nobody vouches for, each time another one', async () => {
		const [one, two] = await Promise.all([ask({ locale: 'fr' }), ask({})])
		expect(one.json).toMatchObject({ userId: expect.stringMatching(/^visitor-/) as string, locale: 'fr' })
		expect(two.json['userId']).not.toBe(one.json['userId'])
		expect(claimsOf(one.json['token'])['user']).toBe(one.json['userId'])
	})

	it('is for a sample customer in the demo, and 404 for one that there is not', async () => {
		expect((await ask({ sample: 'chloe' })).json).toMatchObject({ userId: 'chloe', locale: 'fr' })
		for (const sample of ['nobody', '__proto__', '']) expect((await ask({ sample })).status).toBe(404)
	})

	it('is for the person whom the website vouches for, under an id that no sample can have', async () => {
		const { status, json } = await ask({ identity: await identity() })
		expect(status).toBe(200)
		expect(json).toMatchObject({ userId: 'site:sam', locale: 'fr' })
	})

	it('goes on in the conversation that this person had last', async () => {
		const first = await ask({ identity: await identity(PERSON, { subject: 'returning' }) })
		expect(first.json['conversationId']).toBeUndefined()
		const started = await desk().ask('/v3/directline/conversations', { token: String(first.json['token']), body: {} })
		const again = await ask({ identity: await identity(PERSON, { subject: 'returning' }) })
		expect(again.json['conversationId']).toBe(started.json['conversationId'])
	})

	it.each<[string, () => Promise<string>]>([
		['signed with another secret', () => identity(PERSON, { secret: 'another secret of the same length....' })],
		['older than ten minutes', () => identity(PERSON, { issuedAt: -601 })],
		['without a subject', () => identity(PERSON, { subject: '' })],
		['without a customer', () => identity({ ...PERSON, customer: undefined })],
		['with another algorithm', () => identity(PERSON, { alg: 'HS512' })],
		['without a signature', async () => `${(await identity()).split('.').slice(0, 2).join('.')}.`],
		[
			'that says "none"',
			async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await identity()).split('.')[1]}.`,
		],
		['empty', async () => ''],
		['that is no token', async () => 'x.y.z'],
	])('is refused for an identity %s', async (_what, forged) => {
		const answer = await ask({ identity: await forged(), sample: 'alex' })
		const { status, json, text } = answer
		expect(status).toBe(401)
		expect(json).toEqual({ error: expect.objectContaining({ code: 'not-signed-in' }) as object })
		expect(text).not.toMatch(/JWS|JWT|signature|claim/)
		expect(await desk().loggedFor(answer)).toHaveLength(1)
	})

	it('may be asked for by the websites of the list, and by no other one', async () => {
		const listed = await ask({}, { origin: 'https://shop.example' })
		expect(listed.headers.get('access-control-allow-origin')).toBe('https://shop.example')
		const other = await ask({}, { origin: 'https://evil.example' })
		expect(other.headers.get('access-control-allow-origin')).toBeNull()
		const preflight = await desk().ask('/api/webchat/token', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } })
		expect(preflight.headers.get('access-control-allow-methods')).toBeNull()
	})

	it('never reaches the log, nor does who asked for it', async () => {
		const token = await identity({ ...PERSON, name: 'UNIQUE-NAME', email: 'unique@shop.example' })
		const { json } = await ask({ identity: token })
		await ask({ identity: `${token}x` })
		for (const secret of [token, String(json['token']), 'UNIQUE-NAME', 'unique@shop.example', SECRET]) {
			expect(desk().log()).not.toContain(secret)
		}
	})
})
