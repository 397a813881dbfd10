import { beforeEach, describe, expect, it } from 'vitest'
import type { Attempt, Notice, Recipient } from '../../src/tickets/notice.ts'
import type { NoticeStore } from '../../src/tickets/ports.ts'
import type { Opened } from './contract.ts'
import { NOON, notice, opening } from './samples.ts'

const ANNA: Recipient = { kind: 'customer', id: 'anna' }
const BOB: Recipient = { kind: 'customer', id: 'bob' }
const LEA: Recipient = { kind: 'staff', id: 'lea' }
const TEAM: Recipient = { kind: 'team', id: 'team' }

export function describeNoticeStore({ store }: Opened): void {
	let notices: NoticeStore
	let opened = 1000
	beforeEach(() => {
		notices = store().notices
	})
	async function give(...given: Notice[]): Promise<void> {
		opened += 1
		expect(await store().tickets.commit(`n-${opened}`, [{ ...opening(`BD-${opened}`), notices: given }])).toBe('committed')
	}
	const attempt = (outcome: Attempt['outcome'], at = NOON): Attempt => ({ channel: 'web-chat', at, outcome })
	const idsOf = (found: readonly Notice[]) => found.map(({ id }) => id)

	describe('the queue of notices', () => {
		it('gives each recipient the oldest waiting notice only', async () => {
			await give(notice('a1', ANNA), notice('a2', ANNA), notice('b1', BOB, { nextAttemptAt: NOON - 1 }))
			expect(idsOf(await notices.ready(NOON, 9)).toSorted()).toEqual(['a1', 'b1'])
			expect(idsOf(await notices.ready(NOON, 1))).toEqual(['b1'])
			await notices.recordAttempt('a1', attempt('delivered'), { status: 'delivered' })
			expect(idsOf(await notices.ready(NOON, 9)).toSorted()).toEqual(['a2', 'b1'])
		})

		it('keeps the order while the oldest waits for its next attempt', async () => {
			await give(notice('a1', ANNA))
			await give(notice('a2', ANNA, { at: NOON - 5 }))
			await notices.recordAttempt('a1', attempt('retryable'), { status: 'waiting', nextAttemptAt: NOON + 60 })
			expect(await notices.ready(NOON + 59, 9)).toEqual([])
			expect(await notices.nextAttempt()).toBe(NOON + 60)
			expect(idsOf(await notices.ready(NOON + 60, 9))).toEqual(['a1'])
			await notices.recordAttempt('a1', attempt('permanent'), { status: 'failed' })
			expect(idsOf(await notices.ready(NOON, 9))).toEqual(['a2'])
		})

		it('lets the younger ones pass one that lies unseen in the chat, which comes up at its own time', async () => {
			await give(notice('a1', ANNA), notice('a2', ANNA))
			await notices.recordAttempt('a1', attempt('unseen'), { status: 'waiting', nextAttemptAt: NOON + 60 })
			expect(idsOf(await notices.ready(NOON, 9))).toEqual(['a2'])
			expect(idsOf(await notices.ready(NOON + 60, 9)).toSorted()).toEqual(['a1', 'a2'])
			await notices.recordAttempt('a1', attempt('retryable'), { status: 'waiting', nextAttemptAt: NOON + 90 })
			expect(await notices.ready(NOON + 60, 9)).toEqual([])
			await notices.recordAttempt('a1', attempt('delivered'), { status: 'delivered' })
			expect(idsOf(await notices.ready(NOON, 9))).toEqual(['a2'])
		})

		it.each(['permanent', 'ambiguous'] as const)(
			'lets them pass one that lies there too when its mail ended as %s',
			async (ended) => {
				await give(notice('a1', ANNA), notice('a2', ANNA))
				await notices.recordAttempt('a1', attempt('unseen'), { status: 'waiting', nextAttemptAt: NOON })
				await notices.recordAttempt(
					'a1',
					{ ...attempt(ended), channel: 'e-mail' },
					{ status: 'waiting', nextAttemptAt: NOON + 60 },
				)
				expect(idsOf(await notices.ready(NOON, 9))).toEqual(['a2'])
				expect(idsOf(await notices.ready(NOON + 60, 9)).toSorted()).toEqual(['a1', 'a2'])
			},
		)

		it('does not take a customer and a colleague with the same id for one', async () => {
			await give(notice('c', { kind: 'customer', id: 'x' }), notice('s', { kind: 'staff', id: 'x' }))
			expect(idsOf(await notices.ready(NOON, 9)).toSorted()).toEqual(['c', 's'])
		})

		it.each([3_600_000, 365 * 24 * 3_600_000])('is not held back by a clock that is set back by %d ms', async (back) => {
			await give(notice('a1', ANNA), notice('a2', ANNA), notice('b1', BOB, { nextAttemptAt: NOON + 600_000 }))
			await notices.recordAttempt('a1', attempt('retryable'), { status: 'waiting', nextAttemptAt: NOON + 5000 })
			expect(await notices.ready(NOON, 9)).toEqual([])
			const now = NOON - back
			expect(idsOf(await notices.ready(now, 9)).toSorted()).toEqual(['a1', 'b1'])
			for (const id of ['a1', 'b1']) {
				await notices.recordAttempt(id, attempt('retryable', now), { status: 'waiting', nextAttemptAt: now + 90_000 })
			}
			expect(await notices.ready(now, 9)).toEqual([])
			await notices.recordAttempt('a1', attempt('delivered', now), { status: 'delivered' })
			expect(idsOf(await notices.ready(now + 60_000, 9))).toEqual(['a2'])
		})

		it('tells when the next attempt is, and nothing where nothing waits', async () => {
			expect(await notices.nextAttempt()).toBeUndefined()
			await give(notice('a1', ANNA, { nextAttemptAt: NOON + 9 }), notice('b1', BOB, { nextAttemptAt: NOON + 5 }))
			expect(await notices.nextAttempt()).toBe(NOON + 5)
			await notices.recordAttempt('b1', attempt('ambiguous'), { status: 'ambiguous' })
			expect(await notices.nextAttempt()).toBe(NOON + 9)
			await notices.recordAttempt('a1', attempt('delivered'), { status: 'delivered' })
			expect(await notices.nextAttempt()).toBeUndefined()
		})
	})

	describe('attempts', () => {
		it('add up and set the status', async () => {
			await give(notice('a1', ANNA))
			await notices.recordAttempt('a1', attempt('retryable', NOON), { status: 'waiting', nextAttemptAt: NOON + 1 })
			const after = await notices.recordAttempt('a1', attempt('delivered', NOON + 1), { status: 'delivered' })
			expect(after).toEqual(await notices.notice('a1'))
			expect(after).toMatchObject({ status: 'delivered', attempts: [attempt('retryable'), attempt('delivered', NOON + 1)] })
			expect(after.nextAttemptAt).toBeUndefined()
		})

		it('never take back a delivery, whatever comes after', async () => {
			await give(notice('a1', ANNA))
			const both = [
				notices.recordAttempt('a1', attempt('delivered'), { status: 'delivered' }),
				notices.recordAttempt('a1', attempt('retryable'), { status: 'waiting', nextAttemptAt: NOON + 1 }),
			]
			expect((await Promise.all(both)).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
			expect(await notices.notice('a1')).toMatchObject({ status: 'delivered' })
			expect((await notices.notice('a1'))?.attempts).toHaveLength(2)
			expect(await notices.ready(NOON + 99, 9)).toEqual([])
		})

		it('are noted when they begin, until their outcome is', async () => {
			await give(notice('a1', ANNA))
			await notices.begin('a1', { channel: 'e-mail', at: NOON })
			await notices.begin('none', { channel: 'e-mail', at: NOON })
			expect((await notices.ready(NOON, 9)).map(({ begun }) => begun)).toEqual([{ channel: 'e-mail', at: NOON }])
			await notices.recordAttempt('a1', attempt('retryable'), { status: 'waiting', nextAttemptAt: NOON + 1 })
			expect((await notices.notice('a1'))?.begun).toBeUndefined()
			await notices.recordAttempt('a1', attempt('delivered'), { status: 'delivered' })
			await notices.begin('a1', { channel: 'e-mail', at: NOON })
			expect((await notices.notice('a1'))?.begun).toBeUndefined()
		})

		it('are refused for an unknown notice', async () => {
			await expect(notices.recordAttempt('none', attempt('delivered'), { status: 'delivered' })).rejects.toMatchObject({
				code: 'not-found',
			})
			expect(await notices.notice('none')).toBeUndefined()
		})
	})

	describe('the inbox', () => {
		it('holds what is for the person and for the team, newest first', async () => {
			await give(notice('l1', LEA), notice('t1', TEAM), notice('m1', { kind: 'staff', id: 'max' }), notice('a1', ANNA))
			await give(notice('l2', LEA))
			expect(idsOf(await notices.inbox('lea', 9))).toEqual(['l2', 't1', 'l1'])
			expect(idsOf(await notices.inbox('lea', 1))).toEqual(['l2'])
			expect(idsOf(await notices.inbox('anna', 9))).toEqual(['t1'])
		})

		it('remembers who has read what and when first, and only what is for them', async () => {
			await give(notice('l1', LEA), notice('t1', TEAM), notice('m1', { kind: 'staff', id: 'max' }))
			await notices.markRead('lea', ['l1', 't1', 'm1', 'none'], NOON)
			await notices.markRead('lea', ['t1'], NOON + 5)
			await notices.markRead('max', ['t1'], NOON + 7)
			expect((await notices.notice('l1'))?.readBy).toEqual({ lea: NOON })
			expect((await notices.notice('t1'))?.readBy).toEqual({ lea: NOON, max: NOON + 7 })
			expect((await notices.notice('m1'))?.readBy).toBeUndefined()
		})
	})
}
