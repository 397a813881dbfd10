import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { createTokens } from '../../src/direct-line/tokens.ts'
import { AppError } from '../../src/errors.ts'

const KEY = new TextEncoder().encode('0123456789abcdef0123456789abcdef')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

function tokensAt(now: { at: number }) {
	let count = 0
	return createTokens({ key: KEY, clock: () => new Date(now.at), newId: () => `id-${++count}` })
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
	return promise.then(
		() => 'accepted',
		(error: unknown) => (error instanceof AppError ? (error.details['directLine'] ?? error.code) : error),
	)
}

describe('chat tokens', () => {
	it('say who speaks in which conversation, in the claims that Web Chat reads', async () => {
		const tokens = tokensAt({ at: Date.UTC(2026, 9, 1) })
		const issued = await tokens.issue({ userId: 'anna', name: 'Anna', locale: 'fr' })
		expect(issued).toMatchObject({ conversationId: 'id-1', expiresInSeconds: 1800 })
		expect(await tokens.verify(issued.token)).toEqual({
			userId: 'anna',
			name: 'Anna',
			conversationId: 'id-1',
			locale: 'fr',
			expiresAt: new Date(Date.UTC(2026, 9, 1, 0, 30)),
		})
		const claims = JSON.parse(Buffer.from(issued.token.split('.')[1] ?? '', 'base64url').toString()) as object
		expect(claims).toMatchObject({ user: 'anna', conv: 'id-1', iss: 'loopdesk', aud: 'direct-line' })
	})

	it('end after 30 minutes, and still resume their conversation until 7 days after their issue', async () => {
		const now = { at: Date.UTC(2026, 9, 1) }
		const tokens = tokensAt(now)
		const { token } = await tokens.issue({ userId: 'anna' })
		const at = async (later: number) => {
			now.at = Date.UTC(2026, 9, 1) + later
			return [await codeOf(tokens.verify(token)), await codeOf(tokens.verifyToResume(token))]
		}
		expect(await at(30 * MINUTE - 1000)).toEqual(['accepted', 'accepted'])
		expect(await at(30 * MINUTE)).toEqual(['TokenExpired', 'accepted'])
		expect(await at(7 * DAY - 1000)).toEqual(['TokenExpired', 'accepted'])
		expect(await at(7 * DAY)).toEqual(['TokenExpired', 'TokenExpired'])
		expect(await at(30 * DAY)).toEqual(['TokenExpired', 'TokenExpired'])
	})

	it('are good for their own purpose only', async () => {
		const tokens = tokensAt({ at: Date.UTC(2026, 9, 1) })
		const { token } = await tokens.issue({ userId: 'anna' })
		const visitor = await tokens.verify(token)
		const stream = await tokens.issueStream(visitor, visitor.expiresAt)
		const file = await tokens.issueFile('f1')
		expect(await tokens.verifyStream(stream)).toEqual({ userId: 'anna', conversationId: 'id-1', until: visitor.expiresAt })
		expect(await codeOf(tokens.verifyFile(file, 'f1'))).toBe('accepted')
		const misuses = [
			tokens.verify(stream),
			tokens.verify(file),
			tokens.verifyToResume(stream),
			tokens.verifyStream(token),
			tokens.verifyStream(file),
			tokens.verifyFile(token, 'f1'),
			tokens.verifyFile(file, 'f2'),
		]
		expect(await Promise.all(misuses.map(codeOf))).toEqual(misuses.map(() => 'not-allowed'))
	})

	it('are refused when someone else signed them, also long expired ones that could resume', async () => {
		const now = { at: Date.UTC(2026, 9, 1) }
		const tokens = tokensAt(now)
		const claims = { kind: 'conversation', user: 'anna', conv: 'id-1' }
		const sign = (issuer: string, audience: string, key: Uint8Array, alg = 'HS256') =>
			new SignJWT(claims)
				.setProtectedHeader({ alg })
				.setIssuer(issuer)
				.setAudience(audience)
				.setIssuedAt(now.at / 1000)
				.setExpirationTime(now.at / 1000 + 60)
				.sign(key)
		const otherKey = new TextEncoder().encode('fedcba9876543210fedcba9876543210')
		const longKey = new Uint8Array([...KEY, ...KEY])
		const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`
		expect(await codeOf(tokens.verify(await sign('loopdesk', 'direct-line', KEY)))).toBe('accepted')
		const forged = [
			await sign('loopdesk', 'direct-line', otherKey),
			await sign('loopdesk', 'status-link', KEY),
			await sign('elsewhere', 'direct-line', KEY),
			await sign('loopdesk', 'direct-line', longKey, 'HS512'),
			none,
			'',
			'not a token',
		]
		for (const token of forged) expect(await codeOf(tokens.verify(token))).toBe('not-allowed')
		now.at += DAY
		for (const token of forged) expect(await codeOf(tokens.verifyToResume(token))).toBe('not-allowed')
	})

	it('are not issued with a short key', () => {
		expect(() => createTokens({ key: new Uint8Array(31), clock: () => new Date(), newId: () => '1' })).toThrow(AppError)
	})
})
