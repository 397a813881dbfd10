import { describe, expect, it } from 'vitest'
import { clocksOf } from '../../src/tickets/clocks.ts'
import { alarmsOf, dueOf, nextPromise } from '../../src/tickets/promises.ts'
import { solvedUpstreamUntold } from '../../src/tickets/ticket.ts'
import { createTestDesk, PACKET, RESOLUTION, type TestDesk } from './model/desk.ts'
import { DAY, HOUR, POLICY, START } from './model/people.ts'

const due = (the: TestDesk, number: string) => dueOf(the.ticket(number), POLICY).map(({ verb, at }) => [verb, at - START])

describe('promises and what is due', () => {
	it.each([
		['low', 24],
		['normal', 8],
		['high', 4],
		['urgent', 1],
	])('promises the first response to a %s ticket within %i hours', async (priority, hours) => {
		const the = createTestDesk()
		const number = await the.open('agent', { priority })
		expect(nextPromise(the.ticket(number), POLICY)).toBe(START + hours * HOUR)
		expect(the.store.dueAt(number)).toBe(START + hours * HOUR)
	})

	it('raises the alarm of a promise when it is broken, not before, and once', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const key = 'first-response:0:1'
		the.pass(8 * HOUR - 1)
		await the.does('clock', 'raise-alarm', number, { key })
		expect(the.events(number)).toEqual(['opened'])
		the.pass(1)
		await the.does('clock', 'raise-alarm', number, { key })
		await the.does('clock', 'raise-alarm', number, { key })
		expect(the.events(number)).toEqual(['opened', 'alarm-raised'])
		expect(the.store.historyNow(number).at(-1)?.event).toStrictEqual({ type: 'alarm-raised', alarm: 'first-response', key })
		expect(the.store.dueAt(number)).toBe(the.now() + 90 * HOUR)
	})

	it('raises the next level of an alarm a pause after the one before, so that a broken promise is never forgotten', async () => {
		const the = createTestDesk()
		const number = await the.open()
		for (const level of [1, 2, 3]) {
			the.pass(90 * HOUR)
			await the.does('clock', 'raise-alarm', number, { key: `first-response:0:${level}` })
			await the.does('clock', 'raise-alarm', number, { key: `first-response:0:${level + 1}` })
		}
		expect(the.events(number)).toEqual(['opened', 'alarm-raised', 'alarm-raised', 'alarm-raised'])
	})

	it('reminds the assignee of a question that the customer leaves unanswered', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		expect(alarmsOf(the.ticket(number), POLICY)).toMatchObject([{ alarm: 'no-answer', at: the.now() + 90 * HOUR }])
	})

	it('calls the next update late again once the question is answered', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		the.pass(HOUR)
		await the.does('reporter', 'add-message', number, { text: 'the second' })
		expect(alarmsOf(the.ticket(number), POLICY)).toMatchObject([{ alarm: 'update', at: the.now() + 90 * HOUR }])
	})

	it('does not take words about the outcome for silence: they wait for our answer', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		the.pass(HOUR)
		await the.does('reporter', 'add-message', number, { text: 'which invoice will show it?' })
		const late = [{ alarm: 'update', at: the.now() + 90 * HOUR }]
		expect(alarmsOf(the.ticket(number), POLICY)).toMatchObject(late)
		expect(due(the, number).map(([verb]) => verb)).toEqual(['raise-alarm'])
		the.pass(HOUR)
		await the.does('agent', 'add-note', number, { text: 'not answered yet' })
		expect(alarmsOf(the.ticket(number), POLICY)).toMatchObject(late)
		await the.does('agent', 'reply-to-customer', number, { text: 'the next one' })
		expect(due(the, number).map(([verb]) => verb)).toEqual(['remind-customer'])
	})

	it('raises no alarm that only the caller claims', async () => {
		const the = createTestDesk()
		const number = await the.open()
		the.pass(400 * DAY)
		await the.does('clock', 'raise-alarm', number, { key: 'update:1:1' })
		expect(the.events(number)).toEqual(['opened'])
	})

	it('does not take an internal note or an assignment for a response', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'assign', number)
		await the.does('agent', 'add-note', number, { text: 'note' })
		expect(the.ticket(number).firstResponseAt).toBeUndefined()
	})

	it('promises the next update from the last word to the customer', async () => {
		const the = createTestDesk()
		const number = await the.open()
		the.pass(HOUR)
		await the.does('agent', 'reply-to-customer', number, { text: 'we look at it' })
		expect(nextPromise(the.ticket(number), POLICY)).toBe(START + HOUR + 90 * HOUR)
		await the.does('agent', 'set-priority', number, { priority: 'urgent' })
		expect(nextPromise(the.ticket(number), POLICY)).toBe(START + HOUR + 20 * HOUR)
	})

	it('stops our clock while the customer has to answer, and starts it anew when he has', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		expect(nextPromise(the.ticket(number), POLICY)).toBeUndefined()
		the.pass(30 * DAY)
		await the.does('reporter', 'add-message', number, { text: 'the second' })
		expect(nextPromise(the.ticket(number), POLICY)).toBe(the.now() + 90 * HOUR)
	})

	it('runs two clocks while upstream works: our update and their answer', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		expect(due(the, number)).toEqual([
			['raise-alarm', 36 * HOUR],
			['raise-alarm', 90 * HOUR],
		])
		expect(alarmsOf(the.ticket(number), POLICY).map(({ alarm }) => alarm)).toEqual(['update', 'upstream-late'])
	})

	it('calls "solved upstream, customer untold" until the customer was told, not only until somebody resolved', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		const untold = () => alarmsOf(the.ticket(number), POLICY).filter(({ alarm }) => alarm === 'untold')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		await the.does('agent', 'record-upstream-answer', number, { text: 'credited', solved: true })
		expect(untold()).toMatchObject([{ at: the.now() + 5 * HOUR }])
		the.pass(HOUR)
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(untold()).toMatchObject([{ at: the.now() + 5 * HOUR }])
		await the.receives(number)
		expect(untold()).toEqual([])
	})

	it('does not call a ticket untold whose customer withdrew after upstream had solved it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		await the.does('agent', 'record-upstream-answer', number, { text: 'credited', solved: true })
		expect(solvedUpstreamUntold(the.ticket(number))).toBe(true)
		the.pass(1)
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(solvedUpstreamUntold(the.ticket(number))).toBe(true)
		await the.does('reporter', 'withdraw', number)
		expect(solvedUpstreamUntold(the.ticket(number))).toBe(false)
	})

	it('calls it untold also where an earlier outcome was told', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		await the.does('reporter', 'reject', number, { resolution: 1 })
		the.pass(HOUR)
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		the.pass(HOUR)
		await the.does('agent', 'record-upstream-answer', number, { text: 'credited', solved: true })
		const untold = alarmsOf(the.ticket(number), POLICY).filter(({ alarm }) => alarm === 'untold')
		expect(untold).toMatchObject([{ at: the.now() + 5 * HOUR }])
	})

	it('does not call an answer untold that did not solve it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		await the.does('agent', 'record-upstream-answer', number, { text: 'refused', solved: false })
		expect(alarmsOf(the.ticket(number), POLICY).map(({ alarm }) => alarm)).toEqual(['update'])
	})

	it('reminds after the delivered outcome, then waits for silence', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(due(the, number)).toEqual([['raise-alarm', 5 * HOUR]])
		await the.receives(number)
		expect(due(the, number)).toEqual([['remind-customer', 3 * DAY]])
		the.pass(3 * DAY)
		await the.does('clock', 'remind-customer', number)
		expect(due(the, number)).toEqual([['remind-customer', 6 * DAY]])
		await the.receives(number, 'reminder')
		expect(due(the, number)).toEqual([['close-silent', 10 * DAY]])
	})

	it('counts the days to the next reminder from the last words of the customer, once they are answered', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		the.pass(2 * DAY)
		await the.does('reporter', 'add-message', number, { text: 'which invoice will show it?' })
		the.pass(HOUR)
		await the.does('agent', 'reply-to-customer', number, { text: 'the next one' })
		expect(due(the, number)).toEqual([['remind-customer', 5 * DAY]])
	})

	it('calls an untold outcome out again every day', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		the.pass(5 * HOUR)
		await the.does('clock', 'raise-alarm', number, { key: `untold:${START}:1` })
		expect(due(the, number)).toEqual([['raise-alarm', 5 * HOUR + DAY]])
	})

	it.each([
		['reporter', 'reject', { resolution: 1, comment: 'still two lines' }],
		['agent', 'reopen', { reason: 'the amount was wrong' }],
	] as const)('has neither a reminder nor a closing due once the %s has reopened the ticket', async (who, verb, input) => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		the.pass(3 * DAY)
		await the.does('clock', 'remind-customer', number)
		await the.receives(number, 'reminder')
		the.pass(HOUR)
		await the.does(who, verb, number, input)
		the.pass(HOUR)
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		expect(due(the, number)).toEqual([
			['raise-alarm', 3 * DAY + 2 * HOUR + 36 * HOUR],
			['raise-alarm', 3 * DAY + 2 * HOUR + 90 * HOUR],
		])
	})

	it('has nothing due on a closed ticket', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('reporter', 'withdraw', number)
		expect(due(the, number)).toEqual([])
		expect(the.store.dueAt(number)).toBeUndefined()
		expect(clocksOf(the.ticket(number), POLICY)).toEqual([])
	})
})
