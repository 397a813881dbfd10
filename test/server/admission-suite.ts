import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientOf } from '../../src/server/client-of.ts'
import { createRateLimit } from '../../src/server/rate-limit.ts'
import { desk } from './demo-desk.ts'
import type { Answer } from './start-desk.ts'

function refusal(work: () => void): unknown {
	try {
		work()
		return 'taken'
	} catch (error) {
		return error
	}
}

describe('a limit of requests', () => {
	it('takes so many at once and so many a second from each, and says when it takes the next', () => {
		let now = 5000
		const limit = createRateLimit({ atOnce: 3, perSecond: 2, clock: () => now })
		for (let left = 3; left > 0; left -= 1) limit.take('a')
		expect(refusal(() => limit.take('a'))).toMatchObject({ code: 'too-many', details: { seconds: 1 } })
		limit.take('b')
		now += 500
		limit.take('a')
		// What was refused did not count.
		expect(refusal(() => limit.take('a'))).toMatchObject({ code: 'too-many' })
		now += 1500
		for (let left = 3; left > 0; left -= 1) limit.take('a')
		expect(refusal(() => limit.take('a', 4))).toMatchObject({ details: { seconds: 2 } })
	})

	it('remembers so many clients only, and forgets the one that asked longest ago', () => {
		const limit = createRateLimit({ atOnce: 1, perSecond: 1, clock: () => 0, clients: 2 })
		for (const client of ['a', 'b', 'c']) limit.take(client)
		expect(refusal(() => limit.take('c'))).toMatchObject({ code: 'too-many' })
		expect(refusal(() => limit.take('a'))).toBe('taken')
	})
})

describe('the address by which a request is counted', () => {
	const client = (remoteAddress: string, forwarded?: string) =>
		clientOf({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage)

	it.each<[string, string | undefined, string | undefined]>([
		['127.0.0.1', undefined, undefined],
		['::1', undefined, undefined],
		['203.0.113.7', undefined, '203.0.113.7'],
		['::ffff:203.0.113.7', undefined, '203.0.113.7'],
		['127.0.0.1', '203.0.113.7', '203.0.113.7'],
		['10.1.2.3', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
		['::ffff:10.1.2.3', '203.0.113.7:50123', '203.0.113.7'],
		['fd00::1', '[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2'],
		['fe80::1%eth0', '2001:db8::1', '2001:db8:0:0'],
		['10.1.2.3', 'unknown', '10.1.2.3'],
		['10.1.2.3', '', '10.1.2.3'],
		['127.0.0.1', 'nobody', '127.0.0.1'],
	])('of %s, forwarded for %s, is %s', (remote, forwarded, counted) => {
		expect(client(remote, forwarded)).toBe(counted)
	})

	it('is not what somebody says who comes from the internet by himself', () => {
		expect(client('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
	})
})

describe('strangers at the door', () => {
	const from = (address: string) => ({ 'x-forwarded-for': address })
	const manyTimes = async (times: number, ask: () => Promise<Answer>): Promise<Answer[]> =>
		(await Promise.all(Array.from({ length: times }, ask))).filter(({ status }) => status !== 200)

	it('who begin one chat after the other are asked to wait, and nobody else is', async () => {
		const begin = (address: string) => desk().ask('/api/webchat/token', { body: {}, headers: from(address) })
		const [refused] = await manyTimes(140, () => begin('203.0.113.1'))
		expect(refused?.status).toBe(429)
		expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
		expect(refused?.json).toMatchObject({ error: { code: 'too-many', message: expect.stringContaining('wait') as string } })
		expect(await desk().loggedFor(refused as Answer)).toHaveLength(1)
		expect(desk().log()).not.toContain('203.0.113.1')
		expect((await begin('203.0.113.2')).status).toBe(200)
		expect((await desk().ask('/api/webchat/token', { body: { sample: 'alex' }, headers: from('203.0.113.1') })).status).toBe(200)
	})
})
