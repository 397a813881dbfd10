import { describe, expect, it } from 'vitest'
import { replay } from '../../src/tickets/evolve.ts'
import { createTestDesk, PACKET, refusal, RESOLUTION } from './model/desk.ts'
import { DAY } from './model/people.ts'

describe('rule 5: a command by a known actor on a known version; the history is append-only', () => {
	it('refuses a stale version and changes nothing', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'reply-to-customer', number, { text: 'we look at it' })
		const before = the.ticket(number)
		expect(await refusal(the.does('otherAgent', 'resolve', number, RESOLUTION, { version: 1 }))).toBe('stale')
		expect(await refusal(the.does('otherAgent', 'resolve', number, RESOLUTION, { version: before.version + 1 }))).toBe('stale')
		expect(the.ticket(number)).toBe(before)
	})

	it.each([
		['assign', {}],
		['ask-customer', { text: 'which line?' }],
		['reply-to-customer', { text: 'we look at it' }],
		['set-priority', { priority: 'high' }],
		['prepare-packet', { invoice: 'INV-1' }],
		['escalate-upstream', { request: '1', packet: PACKET }],
		['escalate-to-manager', { reason: 'large amount' }],
		['resolve', RESOLUTION],
		['merge', { into: 'BD-1002' }],
	] as const)('needs the version that the staff saw for %s', async (verb, input) => {
		const the = createTestDesk()
		const [number] = [await the.open(), await the.open()]
		expect(await refusal(the.does('agent', verb, number, input, { version: undefined }))).toBe('bad-input')
		expect(await refusal(the.does('agent', verb, number, input, { version: 0 }))).toBe('stale')
		expect((await the.does('agent', verb, number, input, { version: 1 })).version).toBeGreaterThan(1)
	})

	it('lets the customer speak without a version, but refuses a stale one that he names', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('reporter', 'add-message', number, { text: 'one more thing' }, { version: undefined })
		expect(await refusal(the.does('reporter', 'add-message', number, { text: 'late' }, { version: 1 }))).toBe('stale')
	})

	it('does not count what people need not have seen: deliveries, reminders, alarms', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const { version } = await the.does('agent', 'resolve', number, RESOLUTION)
		const failed = { notice: 'n', kind: 'taken', outcome: 'failed', reason: 'bounced' }
		await the.does('delivery', 'record-delivery', number, failed)
		await the.receives(number)
		the.pass(3 * DAY)
		await the.does('clock', 'remind-customer', number)
		expect(the.events(number).slice(-3)).toEqual(['notice-failed', 'told', 'reminded'])
		expect(the.ticket(number).version).toBe(version)
	})

	it('does not count an alarm as a change that people must have seen', async () => {
		const the = createTestDesk()
		const number = await the.open()
		the.pass(DAY)
		const { alarms, version } = await the.does('clock', 'raise-alarm', number, { key: 'first-response:0:1' })
		expect([Object.keys(alarms), version]).toEqual([['first-response:0:1'], 1])
	})

	it('keeps a history without gaps from which the ticket can be told again', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		await the.does('agent', 'record-upstream-answer', number, { text: 'credited', solved: true })
		await the.does('agent', 'resolve', number, { ...RESOLUTION, outcome: 'credited', amount: { minor: 5, currency: 'EUR' } })
		await the.receives(number)
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		const history = the.store.historyNow(number)
		expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, index) => index + 1))
		expect(replay(history)).toEqual(the.ticket(number))
		expect(history.map(({ by }) => by.id).join(' ')).toBe('user-1 agent-1 agent-1 agent-1 agent-1 delivery user-1 user-1')
	})

	it('never runs backwards, though a clock was set back', async () => {
		const the = createTestDesk()
		const number = await the.open()
		the.pass(-DAY)
		await the.does('reporter', 'add-message', number, { text: 'one more thing' })
		const times = the.store.historyNow(number).map(({ at }) => at)
		expect(times).toEqual([...times].sort((a, b) => a - b))
	})

	it('cannot be told from a history that does not begin with its opening', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'add-note', number, { text: 'note' })
		expect(() => replay(the.store.historyNow(number).slice(1))).toThrow(/starts with note-added/)
		expect(replay([])).toBeUndefined()
	})
})
