import { describe, expect, it } from 'vitest'
import { createTestDesk, PACKET, refusal, RESOLUTION, type TestDesk } from './model/desk.ts'
import { DAY, HOUR } from './model/people.ts'

async function resolved(): Promise<{ the: TestDesk; number: string }> {
	const the = createTestDesk()
	const number = await the.open()
	await the.does('agent', 'resolve', number, RESOLUTION)
	return { the, number }
}

/** The clock does what is due now, once. */
async function tick(the: TestDesk, number: string): Promise<void> {
	await the.does('clock', 'remind-customer', number)
	await the.does('clock', 'close-silent', number)
}

describe('rule 1: a ticket is closed only when the loop is closed', () => {
	it('stays resolved when the customer says yes before any notice has reached him', async () => {
		const { the, number } = await resolved()
		expect((await the.does('reporter', 'confirm', number, { resolution: 1 })).state).toBe('resolved')
	})

	it('closes on the delivery when the yes came first', async () => {
		const { the, number } = await resolved()
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		expect((await the.receives(number)).closure).toEqual({ reason: 'agreed', at: the.now() })
	})

	it('closes on the yes when the notice was delivered before', async () => {
		const { the, number } = await resolved()
		await the.receives(number, 'resolved', 'e-mail')
		expect((await the.does('reporter', 'confirm', number, { resolution: 1 })).state).toBe('closed')
		expect(the.events(number).slice(-2)).toEqual(['agreed', 'closed'])
	})

	it('does not count the delivery of an older resolution', async () => {
		const { the, number } = await resolved()
		const [old] = [...the.store.notices.values()].filter(({ kind }) => kind === 'resolved')
		await the.does('reporter', 'reject', number, { resolution: 1 })
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.does('reporter', 'confirm', number, { resolution: 2 })
		const late = { notice: old?.id, kind: 'resolved', resolution: 1, outcome: 'delivered', channel: 'web-chat' }
		expect((await the.does('delivery', 'record-delivery', number, late)).state).toBe('resolved')
		expect((await the.receives(number)).state).toBe('closed')
	})

	it('does not count a yes to an older resolution', async () => {
		const { the, number } = await resolved()
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		await the.does('agent', 'reopen', number, { reason: 'the amount was wrong' })
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect((await the.receives(number)).state).toBe('resolved')
	})

	it('does not count a yes after which the customer wrote something else, until he says it again', async () => {
		const { the, number } = await resolved()
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		await the.does('reporter', 'add-message', number, { text: 'wait, I look once more' })
		expect((await the.receives(number)).state).toBe('resolved')
		expect((await the.does('reporter', 'confirm', number, { resolution: 1 })).state).toBe('closed')
	})

	it('does not close again by the old yes when it was reopened', async () => {
		const { the, number } = await resolved()
		await the.receives(number)
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		await the.does('reporter', 'reject', number, { resolution: 1 })
		await the.does('agent', 'add-note', number, { text: 'look at it again' })
		await the.does('reporter', 'add-message', number, { text: 'any news?' })
		expect(the.ticket(number).state).toBe('open')
	})

	it('records who was told over which channel, each once, and nothing of notices about something else', async () => {
		const { the, number } = await resolved()
		await the.receives(number, 'resolved', 'web-chat')
		await the.receives(number, 'resolved', 'web-chat')
		await the.receives(number, 'resolved', 'e-mail')
		const commits = the.store.commits.length
		await the.receives(number, 'resolved', 'e-mail')
		await the.does('agent', 'reply-to-customer', number, { text: 'soon' })
		await the.receives(number, 'reply')
		expect(the.ticket(number).resolution?.told.map(({ channel }) => channel)).toEqual(['web-chat', 'e-mail'])
		expect(the.store.commits).toHaveLength(commits + 1)
	})

	it('refuses a yes or a no to an older resolution', async () => {
		const { the, number } = await resolved()
		await the.does('agent', 'reopen', number, { reason: 'the amount was wrong' })
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(await refusal(the.does('reporter', 'confirm', number, { resolution: 1 }))).toBe('stale older-resolution')
		expect(await refusal(the.does('reporter', 'reject', number, { resolution: 1 }))).toBe('stale older-resolution')
	})

	it('does not count a failed delivery', async () => {
		const { the, number } = await resolved()
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		const failed = { notice: 'n', kind: 'resolved', resolution: 1, outcome: 'failed', channel: 'e-mail', reason: 'bounced' }
		expect((await the.does('delivery', 'record-delivery', number, failed)).state).toBe('resolved')
	})

	it('takes a recorded phone call, with who and when, as a channel', async () => {
		const { the, number } = await resolved()
		the.pass(HOUR)
		const call = { at: the.now() - 60_000, with: 'Person user-1', said: 'agreed' }
		const ticket = await the.does('otherAgent', 'record-call', number, call)
		expect(ticket.closure?.reason).toBe('agreed')
		expect(ticket.resolution?.told).toMatchObject([{ channel: 'phone', at: call.at, by: 'Staff agent-2 → Person user-1' }])
	})

	it('reopens when the customer disagreed on the phone', async () => {
		const { the, number } = await resolved()
		const call = { at: the.now(), with: 'Person user-1', said: 'disagreed', comment: 'still two lines' }
		expect((await the.does('otherAgent', 'record-call', number, call)).state).toBe('open')
		expect(the.lastNotices()).toContain('customer-rejected -> agent-1')
	})

	it('refuses a call from before the resolution, from the future, or without who was called', async () => {
		const { the, number } = await resolved()
		const call = (at: number, whom = 'Person user-1') =>
			refusal(the.does('agent', 'record-call', number, { at, with: whom, said: 'agreed' }))
		expect(await call(the.now() - 1)).toBe('bad-input call-time')
		expect(await call(the.now() + 2 * HOUR)).toBe('bad-input call-time')
		expect(await call(the.now(), ' ')).toBe('bad-input')
	})

	it('keeps a call in which he said nothing as one delivered notice', async () => {
		const { the, number } = await resolved()
		const call = { at: the.now(), with: 'Person user-1', said: 'nothing' }
		expect((await the.does('agent', 'record-call', number, call)).state).toBe('resolved')
		expect((await the.does('reporter', 'confirm', number, { resolution: 1 })).state).toBe('closed')
	})

	it('lets the customer withdraw, and nobody else', async () => {
		const { the, number } = await resolved()
		expect(await refusal(the.does('manager', 'withdraw', number))).toBe('not-allowed')
		expect(await refusal(the.does('colleague', 'withdraw', number))).toBe('not-found')
		expect((await the.does('reporter', 'withdraw', number, { comment: 'found it' })).closure?.reason).toBe('withdrawn')
	})

	it.each([
		[{ comment: 'found it' }, ['customer-wrote', 'closed']],
		[{ comment: ' ' }, ['closed']],
		[{}, ['closed']],
	])('keeps the words of a withdrawal with %o, where there are any', async (input, events) => {
		const { the, number } = await resolved()
		const before = the.events(number).length
		await the.does('reporter', 'withdraw', number, input)
		expect(the.events(number).slice(before)).toEqual(events)
	})

	it('needs an outcome in words, and the amount of a credit', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const resolve = (input: object) => refusal(the.does('agent', 'resolve', number, input))
		expect(await resolve({ outcome: 'corrected', text: '  done   ' })).toBe('bad-input')
		expect(await resolve({ ...RESOLUTION, outcome: 'credited' })).toBe('bad-input')
		expect(await resolve({ ...RESOLUTION, outcome: 'goodwill' })).toBe('bad-input')
		expect(await resolve({ ...RESOLUTION, outcome: 'withdrawn' })).toBe('bad-input')
		expect(await resolve({ ...RESOLUTION, outcome: 'duplicate' })).toBe('bad-input')
		expect(the.ticket(number).state).toBe('new')
	})
})

describe('rule 1: silence', () => {
	it('closes after the notices and the waiting time of the policy, and not a millisecond before', async () => {
		const { the, number } = await resolved()
		await the.receives(number)
		the.pass(3 * DAY)
		await tick(the, number)
		the.pass(HOUR)
		await the.receives(number, 'reminder', 'e-mail')
		the.pass(7 * DAY - 1)
		await tick(the, number)
		expect(the.ticket(number).state).toBe('resolved')
		the.pass(1)
		await tick(the, number)
		expect(the.ticket(number).closure?.reason).toBe('silent')
	})

	it('never closes a customer whom one notice reached, however long he is silent', async () => {
		const { the, number } = await resolved()
		await the.receives(number)
		the.pass(400 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
	})

	it('never closes a customer whom no notice reached', async () => {
		const { the, number } = await resolved()
		the.pass(400 * DAY)
		await tick(the, number)
		await tick(the, number)
		expect(the.ticket(number).state).toBe('resolved')
		expect(the.events(number)).not.toContain('reminded')
	})

	it('counts one notice once, though two channels carried it', async () => {
		const { the, number } = await resolved()
		await the.receives(number, 'resolved', 'web-chat')
		await the.receives(number, 'resolved', 'e-mail')
		the.pass(400 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
	})

	it('begins again after the customer wrote', async () => {
		const { the, number } = await resolved()
		await the.receives(number)
		the.pass(3 * DAY)
		await tick(the, number)
		await the.receives(number, 'reminder')
		the.pass(DAY)
		await the.does('reporter', 'add-message', number, { text: 'I will look at it next week' })
		the.pass(30 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
	})

	it('begins again after the customer wrote although the clock was set back meanwhile', async () => {
		const { the, number } = await resolved()
		await the.receives(number)
		the.pass(3 * DAY)
		await tick(the, number)
		await the.receives(number, 'reminder')
		the.pass(-DAY)
		await the.does('reporter', 'add-message', number, { text: 'I will look at it next week' })
		the.pass(10 * DAY)
		await tick(the, number)
		await the.receives(number, 'reminder')
		the.pass(30 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
	})

	it('reminds again while the reminder has not arrived', async () => {
		const { the, number } = await resolved()
		await the.receives(number)
		the.pass(3 * DAY)
		await tick(the, number)
		await tick(the, number)
		the.pass(3 * DAY)
		await tick(the, number)
		expect(the.events(number).filter((type) => type === 'reminded')).toHaveLength(2)
	})
})

describe('rule 1: merging', () => {
	it('closes a ticket into an open one of the same person, who hears of it', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		const merged = await the.does('agent', 'merge', one, { into: two })
		expect(merged.closure).toEqual({ reason: 'merged', at: the.now(), into: two })
		expect(the.ticket(two).absorbed).toEqual([one])
		expect(the.lastNotices()).toContain('closed -> user-1')
	})

	it('refuses two people, also of one company', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open('reporter'), await the.open('colleague')]
		expect(await refusal(the.does('manager', 'merge', one, { into: two }))).toBe('not-allowed merge-other-person')
	})

	it('refuses a ticket that does not keep him informed any more', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		await the.does('agent', 'resolve', two, RESOLUTION)
		expect(await refusal(the.does('agent', 'merge', one, { into: two }))).toBe('wrong-state merge-not-open')
		await the.does('reporter', 'withdraw', two)
		expect(await refusal(the.does('agent', 'merge', one, { into: two }))).toBe('wrong-state merge-not-open')
	})

	it('refuses itself and a ticket that does not exist', async () => {
		const the = createTestDesk()
		const one = await the.open()
		expect(await refusal(the.does('agent', 'merge', one, { into: one }))).toBe('bad-input')
		expect(await refusal(the.does('agent', 'merge', one, { into: 'BD-9' }))).toBe('not-found')
	})

	it('refuses a ticket that waits upstream until the answer is there', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		await the.does('agent', 'escalate-upstream', one, { request: '1', packet: PACKET })
		expect(await refusal(the.does('agent', 'merge', one, { into: two }))).toBe('wrong-state merge-waits-upstream')
		await the.does('agent', 'record-upstream-answer', one, { text: 'refused', solved: false })
		expect((await the.does('agent', 'merge', one, { into: two })).state).toBe('closed')
	})

	it('cannot be undone by reopening: the other ticket goes on', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		await the.does('agent', 'resolve', one, RESOLUTION)
		await the.does('agent', 'merge', one, { into: two })
		expect(await refusal(the.does('agent', 'reopen', one, { reason: 'not the same' }))).toBe('wrong-state merged-away')
		expect(await refusal(the.does('reporter', 'reject', one, { resolution: 1 }))).toBe('wrong-state merged-away')
	})
})
