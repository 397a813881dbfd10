import { describe, expect, it } from 'vitest'
import { createTestDesk, refusal, RESOLUTION, type TestDesk } from './model/desk.ts'
import { DAY, HOUR, MINUTE } from './model/people.ts'

async function resolved(): Promise<{
	the: TestDesk
	number: string
	call: (said: string, at: number, comment?: string) => object
}> {
	const the = createTestDesk()
	const number = await the.open()
	await the.does('agent', 'resolve', number, RESOLUTION)
	const call = (said: string, at: number, comment?: string) => ({ at, with: 'Person user-1', said, comment })
	return { the, number, call }
}

describe('a recorded phone call', () => {
	it('is no yes any more when the customer has written since', async () => {
		const { the, number, call } = await resolved()
		const calledAt = the.now()
		the.pass(HOUR)
		await the.does('reporter', 'add-message', number, { text: 'I have looked again: still two lines' })
		the.pass(HOUR)
		const late = the.does('agent', 'record-call', number, call('agreed', calledAt))
		expect(await refusal(late)).toBe('wrong-state wrote-since-call')
		expect(the.ticket(number)).toMatchObject({ state: 'resolved', resolution: { told: [] } })
	})

	it('is a yes in the minute in which the customer wrote: forms know no seconds', async () => {
		const { the, number, call } = await resolved()
		const calledAt = the.now()
		the.pass(MINUTE)
		await the.does('reporter', 'add-message', number, { text: 'please call me' })
		expect(await refusal(the.does('agent', 'record-call', number, call('agreed', calledAt)))).toBe('wrong-state wrote-since-call')
		const agreed = await the.does('agent', 'record-call', number, call('agreed', calledAt + 1))
		expect(agreed.closure?.reason).toBe('agreed')
	})

	it.each(['nothing', 'disagreed'])('still counts with "%s" when the customer has written since', async (said) => {
		const { the, number, call } = await resolved()
		const calledAt = the.now()
		the.pass(HOUR)
		await the.does('reporter', 'add-message', number, { text: 'call me again' })
		await the.does('agent', 'record-call', number, call(said, calledAt))
		expect(the.events(number)).toContain('told')
	})

	it('tells the outcome from the minute of the call on, not from when it was written down', async () => {
		const { the, number, call } = await resolved()
		const calledAt = the.now() + HOUR
		the.pass(2 * DAY)
		const ticket = await the.does('agent', 'record-call', number, call('nothing', calledAt))
		expect(ticket.resolution?.told).toEqual([
			{ notice: `call:${calledAt}:agent-1`, channel: 'phone', at: calledAt, by: 'Staff agent-1 → Person user-1' },
		])
	})

	it('may be an hour ahead where clocks differ, and then counts from now', async () => {
		const { the, number, call } = await resolved()
		expect(await refusal(the.does('agent', 'record-call', number, call('nothing', the.now() + HOUR + 1)))).toBe(
			'bad-input call-time',
		)
		const ticket = await the.does('agent', 'record-call', number, call('nothing', the.now() + HOUR))
		expect(ticket.resolution?.told.map(({ at }) => at)).toEqual([the.now()])
	})

	it('is never before the outcome that it tells, though the clock was set back', async () => {
		const { the, number, call } = await resolved()
		const proposedAt = the.now()
		the.pass(-MINUTE)
		const ticket = await the.does('agent', 'record-call', number, call('nothing', proposedAt))
		expect(ticket.resolution?.told.map(({ at }) => at)).toEqual([proposedAt])
	})

	it('keeps what was said: a yes with its words, a no with them or without', async () => {
		const { the, number, call } = await resolved()
		const last = () => the.store.historyNow(number).findLast(({ event }) => ['agreed', 'reopened'].includes(event.type))?.event
		await the.does('agent', 'record-call', number, call('disagreed', the.now()))
		expect(last()).toEqual({ type: 'reopened', why: 'rejected', comment: '' })
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.does('agent', 'record-call', number, call('disagreed', the.now(), 'still two lines'))
		expect(last()).toEqual({ type: 'reopened', why: 'rejected', comment: 'still two lines' })
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.does('agent', 'record-call', number, call('agreed', the.now(), 'he has seen the credit'))
		const heardBy = 'Staff agent-1 → Person user-1'
		expect(last()).toEqual({ type: 'agreed', resolution: 3, heardBy, comment: 'he has seen the credit' })
	})

	it('keeps no comment that is only spaces', async () => {
		const { the, number, call } = await resolved()
		await the.does('agent', 'record-call', number, call('agreed', the.now(), '  '))
		const agreed = the.store.historyNow(number).find(({ event }) => event.type === 'agreed')?.event
		expect(agreed).toEqual({ type: 'agreed', resolution: 1, heardBy: 'Staff agent-1 → Person user-1' })
	})

	it('is one notice however often the same person writes it down', async () => {
		const { the, number, call } = await resolved()
		const calledAt = the.now()
		await the.does('agent', 'record-call', number, call('nothing', calledAt))
		await the.does('agent', 'record-call', number, call('nothing', calledAt))
		the.pass(400 * DAY)
		await the.does('clock', 'close-silent', number)
		expect(the.ticket(number).state).toBe('resolved')
	})
})
