import { describe, expect, it } from 'vitest'
import { nextChannel, standingAfter } from '../../src/delivery/next-step.ts'
import type { Attempt, ChannelName } from '../../src/tickets/notice.ts'
import { DAY, NOON } from './desk.ts'

const CUSTOMER: ChannelName[] = ['web-chat', 'e-mail']
const STAFF: ChannelName[] = ['teams', 'tab']

const tried = (channel: ChannelName, outcome: Attempt['outcome'], at = NOON): Attempt => ({ channel, outcome, at })
const times = (count: number, attempt: Attempt) => Array.from({ length: count }, () => attempt)

function standing(attempts: Attempt[], channels = CUSTOMER, now = NOON, pauseMs = 0, random = 0) {
	return standingAfter({ attempts, channels, now }, pauseMs, random)
}

describe('the next step of a notice', () => {
	it('starts with the first channel', () => {
		expect(nextChannel({ attempts: [], channels: CUSTOMER, now: NOON })).toBe('web-chat')
	})

	it('doubles the pause from one second up to ten minutes', () => {
		const pauses = [1, 2, 3, 4, 10, 11, 40].map((count) => {
			return (standing(times(count, tried('e-mail', 'retryable')), ['e-mail']).nextAttemptAt ?? 0) - NOON
		})
		expect(pauses).toEqual([1000, 2000, 4000, 8000, 512_000, 600_000, 600_000])
	})

	it('spreads the tries by up to a quarter', () => {
		expect(standing([tried('e-mail', 'retryable')], ['e-mail'], NOON, 0, 0.9999).nextAttemptAt).toBe(NOON + 750)
	})

	it('waits as long as the other side asks for up to an hour, and never less than its own pause', () => {
		expect(standing([tried('teams', 'retryable')], STAFF, NOON, 30_000).nextAttemptAt).toBe(NOON + 30_000)
		expect(standing([tried('teams', 'retryable')], STAFF, NOON, 30 * DAY).nextAttemptAt).toBe(NOON + 3_600_000)
		expect(standing(times(4, tried('teams', 'retryable')), STAFF, NOON, 10).nextAttemptAt).toBe(NOON + 8000)
	})

	it.each(['permanent', 'ambiguous', 'unseen'] as const)('goes to the next channel at once after %s', (outcome) => {
		const attempts = [tried('web-chat', outcome)]
		expect(standing(attempts)).toEqual({ status: 'waiting', nextAttemptAt: NOON })
		expect(nextChannel({ attempts, channels: CUSTOMER, now: NOON })).toBe('e-mail')
	})

	it('leaves a channel after eight tries when there is another one', () => {
		const at = (count: number) => nextChannel({ attempts: times(count, tried('teams', 'retryable')), channels: STAFF, now: NOON })
		expect([at(7), at(8)]).toEqual(['teams', 'tab'])
	})

	it('tries the last channel for a whole day', () => {
		const attempts = times(100, tried('e-mail', 'retryable'))
		expect(standing(attempts, ['e-mail'], NOON + DAY - 1).status).toBe('waiting')
		expect(standing(attempts, ['e-mail'], NOON + DAY)).toEqual({ status: 'failed' })
	})

	it('waits a day for the customer to see what lies in the chat, then it has failed', () => {
		const attempts = [tried('web-chat', 'unseen'), tried('e-mail', 'permanent', NOON + 5)]
		expect(standing(attempts, CUSTOMER, NOON + 5)).toEqual({ status: 'waiting', nextAttemptAt: NOON + DAY })
		expect(standing(attempts, CUSTOMER, NOON + DAY)).toEqual({ status: 'failed' })
	})

	it('is not certain of failure when one try may have arrived', () => {
		expect(standing([tried('web-chat', 'permanent'), tried('e-mail', 'ambiguous')])).toEqual({ status: 'ambiguous' })
		expect(standing([tried('web-chat', 'ambiguous'), tried('e-mail', 'permanent')])).toEqual({ status: 'ambiguous' })
		expect(standing([tried('web-chat', 'permanent'), tried('e-mail', 'permanent')])).toEqual({ status: 'failed' })
	})
})
