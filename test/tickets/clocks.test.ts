import { describe, expect, it } from 'vitest'
import { clocksOf } from '../../src/tickets/clocks.ts'
import { unansweredNotices } from '../../src/tickets/loop.ts'
import type { Policy } from '../../src/tickets/policy.ts'
import { alarmsOf, dueOf, nextPromise } from '../../src/tickets/promises.ts'
import { createTestDesk, PACKET, RESOLUTION, type TestDesk } from './model/desk.ts'
import { DAY, HOUR, OFFICE_POLICY, POLICY, START } from './model/people.ts'

const clock = (the: TestDesk, number: string, measures: string, policy: Policy = POLICY) =>
	clocksOf(the.ticket(number), policy).find((one) => one.measures === measures)

/** All hours count, so that times can be read. */
const PLAIN: Policy = { ...POLICY, promises: { ...POLICY.promises, normal: { ...POLICY.promises.normal, resolutionHours: 100 } } }
const resolutionAt = (the: TestDesk, number: string, policy: Policy) => {
	const found = clock(the, number, 'resolution', policy)
	const at = found?.reach(found.time)
	return at === undefined ? undefined : (at - START) / HOUR
}

describe('the clock of the resolution', () => {
	it('goes on while upstream has the word where the policy does not let it stand still', async () => {
		const policy: Policy = { ...PLAIN, pauses: { update: [], resolution: ['pending-customer'] } }
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		the.pass(10 * HOUR)
		expect(resolutionAt(the, number, policy)).toBe(100)
		expect(clock(the, number, 'resolution', policy)?.paused).toBeUndefined()
		expect(resolutionAt(the, number, PLAIN)).toBeUndefined()
	})

	it('goes on while the customer has the word where only upstream stops it', async () => {
		const policy: Policy = { ...PLAIN, pauses: { update: [], resolution: ['pending-upstream'] } }
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		expect(resolutionAt(the, number, policy)).toBe(100)
	})

	it('goes on for a ticket that nobody had when it was withdrawn, and that was reopened', async () => {
		const the = createTestDesk(PLAIN)
		const number = await the.open()
		the.pass(10 * HOUR)
		await the.does('reporter', 'withdraw', number)
		expect(clocksOf(the.ticket(number), PLAIN)).toEqual([])
		the.pass(7 * HOUR)
		await the.does('agent', 'reopen', number, { reason: 'he called: not solved' })
		expect([the.ticket(number).state, resolutionAt(the, number, PLAIN)]).toEqual(['new', 107])
	})

	it('stands still while the customer has the word, says since when, and goes on with his answer', async () => {
		const the = createTestDesk(PLAIN)
		const number = await the.open('agent')
		the.pass(10 * HOUR)
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		const wait = { state: 'pending-customer', from: START + 10 * HOUR }
		expect(resolutionAt(the, number, PLAIN)).toBeUndefined()
		expect(clock(the, number, 'resolution', PLAIN)?.paused).toEqual(wait)
		expect(clock(the, number, 'update', PLAIN)?.paused).toEqual(wait)
		the.pass(5 * HOUR)
		await the.does('agent', 'add-note', number, { text: 'no answer yet' })
		await the.does('agent', 'ask-customer', number, { text: 'which line, please?' })
		expect(clock(the, number, 'resolution', PLAIN)?.paused).toEqual(wait)
		expect(clock(the, number, 'update', PLAIN)?.paused).toEqual(wait)
		await the.does('reporter', 'add-message', number, { text: 'the second' })
		expect(resolutionAt(the, number, PLAIN)).toBe(105)
		await the.does('agent', 'ask-customer', number, { text: 'which month?' })
		await the.does('reporter', 'add-message', number, { text: 'September' })
		// What took no time is no wait.
		expect(the.ticket(number).waits).toEqual([{ ...wait, to: START + 15 * HOUR }])
	})

	it('ends with a proposed outcome', async () => {
		const the = createTestDesk(PLAIN)
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(clocksOf(the.ticket(number), PLAIN)).toEqual([])
		expect(nextPromise(the.ticket(number), PLAIN)).toBeUndefined()
		await the.receives(number)
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		expect(nextPromise(the.ticket(number), PLAIN)).toBeUndefined()
	})

	it.each([
		['before', 120],
		['at the moment of', 100],
	])('stays broken when it was broken %s a question to the customer', async (_name, hours) => {
		const the = createTestDesk(PLAIN)
		const number = await the.open('agent')
		the.pass(hours * HOUR)
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		expect(resolutionAt(the, number, PLAIN)).toBe(100)
		the.pass(5 * HOUR)
		await the.does('reporter', 'add-message', number, { text: 'the second' })
		expect(resolutionAt(the, number, PLAIN)).toBe(100)
	})

	it('goes on after several waits, none of them counted', async () => {
		const the = createTestDesk(PLAIN)
		const number = await the.open('agent')
		for (const text of ['which line?', 'which month?']) {
			the.pass(10 * HOUR)
			await the.does('agent', 'ask-customer', number, { text })
			the.pass(7 * HOUR)
			await the.does('reporter', 'add-message', number, { text: 'this one' })
		}
		expect(resolutionAt(the, number, PLAIN)).toBe(114)
	})
})

describe('the clock of the next word', () => {
	it('goes on while upstream works, where the policy says so: their answer is no word to the customer', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		the.pass(10 * HOUR)
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		the.pass(10 * HOUR)
		await the.does('agent', 'record-upstream-answer', number, { text: 'refused', solved: false })
		expect(nextPromise(the.ticket(number), POLICY)).toBe(START + 100 * HOUR)
	})

	it('counts the first response from the report, though the ticket was withdrawn and reopened before it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		the.pass(2 * HOUR)
		await the.does('reporter', 'withdraw', number)
		the.pass(2 * HOUR)
		await the.does('agent', 'reopen', number, { reason: 'he called: not solved' })
		expect(nextPromise(the.ticket(number), POLICY)).toBe(START + 8 * HOUR)
	})
})

describe('the levels after a promise', () => {
	it('come in the order of their time, however the policy lists them', async () => {
		const policy: Policy = { ...POLICY, alarms: { remindBeforeHours: [1, 3], afterHours: [9, 0, 5] } }
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		const told: number[] = []
		for (let hour = 0; hour <= 20; hour += 1) {
			const due = alarmsOf(the.ticket(number), policy).filter(({ at }) => at <= the.now())
			for (const { key } of due) await the.does('clock', 'raise-alarm', number, { key })
			if (due.length > 0) told.push(hour)
			the.pass(HOUR)
		}
		expect(told).toEqual([5, 7, 8, 13, 17])
	})
})

describe('a reminder before a promise', () => {
	it.each([
		[7, ['due-soon 1', 'overdue 8']],
		[8, ['overdue 8']],
		[9, ['overdue 8']],
	])('comes %i hours before, where the promise is longer than that', async (remindBefore, expected) => {
		const policy: Policy = { ...POLICY, alarms: { remindBeforeHours: [remindBefore], afterHours: [0] } }
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		const told: string[] = []
		for (let hour = 0; hour <= 8; hour += 1) {
			for (const { at, verb, input } of dueOf(the.ticket(number), policy)) {
				if (at > the.now()) continue
				await the.does('clock', verb, number, input)
				told.push(`${the.lastNotices()[0]?.split(' ')[0]} ${hour}`)
			}
			the.pass(HOUR)
		}
		expect(told).toEqual(expected)
	})
})

describe('the silence of a customer', () => {
	/** Told twice on a Monday at 11:00 in Paris. */
	async function toldTwice(policy: Policy) {
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		the.pass(3 * DAY)
		const [due] = dueOf(the.ticket(number), policy)
		if (due?.verb === 'remind-customer') the.pass(due.at - the.now())
		await the.does('clock', 'remind-customer', number)
		await the.receives(number, 'reminder')
		const closing = dueOf(the.ticket(number), policy).find(({ verb }) => verb === 'close-silent')
		return { the, reminded: new Date(due?.at ?? 0).toISOString(), closes: new Date(closing?.at ?? 0).toISOString() }
	}

	it('asks for all notices again after the customer wrote and was answered', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		the.pass(3 * DAY)
		await the.does('clock', 'remind-customer', number)
		await the.receives(number, 'reminder')
		the.pass(DAY)
		await the.does('reporter', 'add-message', number, { text: 'which invoice will show it?' })
		the.pass(DAY)
		await the.does('agent', 'reply-to-customer', number, { text: 'the next one' })
		the.pass(400 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
	})

	it('is ours while his words are unanswered, though notices arrive after them', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		the.pass(3 * DAY)
		await the.does('clock', 'remind-customer', number)
		await the.does('reporter', 'add-message', number, { text: 'which invoice will show it?' })
		await the.receives(number, 'resolved', 'e-mail')
		expect(unansweredNotices(the.ticket(number))).toEqual([])
		the.pass(1)
		await the.receives(number, 'resolved', 'phone')
		await the.receives(number, 'reminder')
		the.pass(400 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
		await the.does('agent', 'reply-to-customer', number, { text: 'the next one' })
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).closure?.reason).toBe('silent')
	})

	it('is counted in days of every week where the policy names no calendar, and ends in opening hours', async () => {
		const { reminded, closes } = await toldTwice({ ...OFFICE_POLICY, silence: { notices: 2, remindAfterDays: 3, waitDays: 3 } })
		expect([reminded, closes]).toEqual(['2026-10-08T09:00:00.000Z', '2026-10-12T07:00:00.000Z'])
	})

	it('is counted in working days where the policy names whose', async () => {
		const silence = { notices: 2, remindAfterDays: 3, waitDays: 3, calendar: 'office' }
		const { reminded, closes } = await toldTwice({ ...OFFICE_POLICY, silence })
		expect([reminded, closes]).toEqual(['2026-10-08T09:00:00.000Z', '2026-10-13T09:00:00.000Z'])
	})
})
