import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClockWork, createClockWork } from '../../src/delivery/clock-work.ts'
import { createOutbox } from '../../src/delivery/outbox.ts'
import { createTab } from '../../src/delivery/tab.ts'
import type { Desk } from '../../src/tickets/execute.ts'
import { policySchema } from '../../src/tickets/policy.ts'
import { DANA, DAY, HOUR, NOON, SOLUTION, startDesk, type TestDesk } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'

/** A policy file from before there were calendars: every hour counts, day and night. */
const EVERY_HOUR = policySchema.parse({
	promises: {
		low: { firstResponseHours: 24, updateHours: 168 },
		normal: { firstResponseHours: 8, updateHours: 96 },
		high: { firstResponseHours: 4, updateHours: 48 },
		urgent: { firstResponseHours: 1, updateHours: 24 },
	},
	silence: { notices: 2, remindAfterDays: 3, waitDays: 7 },
	upstream: { answerHours: 36, untoldHours: 4 },
})

let t: TestDesk
let clockWork: ClockWork
beforeEach(async () => {
	t = await startDesk(EVERY_HOUR)
	clockWork = createClockWork({ desk: t.desk, logger: t.logger, intervalMs: 5 })
})
afterEach(async () => {
	await clockWork.stop()
	await t.stop()
})

async function tickAt(at: number): Promise<void> {
	t.time.now = at
	await clockWork.tick()
}

const alarmsOf = async (number: string) => Object.keys((await t.load(number)).alarms)

describe('the clock', () => {
	it('raises an alarm when a promise is broken, not before, and once', async () => {
		const { number } = await t.openTicket()
		await tickAt(NOON + 8 * HOUR - 1)
		expect(await alarmsOf(number)).toEqual([])
		await tickAt(NOON + 8 * HOUR)
		await tickAt(NOON + 8 * HOUR)
		await tickAt(NOON + 9 * HOUR)
		expect(await alarmsOf(number)).toEqual(['first-response:0:1'])
		const overdue = (await t.store.notices.noticesOf(number)).filter(({ kind }) => kind === 'overdue')
		expect(overdue.map(({ to }) => to.id)).toEqual(['team', 'mina'])
	})

	it('does the same thing once even where two processes look at the same time', async () => {
		const { number } = await t.openTicket()
		const other = createClockWork({ desk: t.desk, logger: t.logger, intervalMs: 5 })
		t.time.now = NOON + DAY
		await Promise.all([clockWork.tick(), other.tick()])
		const raised = (await t.store.tickets.history(number)).filter(({ event }) => event.type === 'alarm-raised')
		expect(raised).toHaveLength(1)
	})

	it('reminds a silent customer and closes the loop only after the delivered notices and the days of the policy', async () => {
		const { number } = await t.openTicket()
		await t.act(DANA, number, 'resolve', SOLUTION)
		const channels = { customer: [scriptedChannel('web-chat').channel], staff: [createTab()] }
		const outbox = createOutbox({ notices: t.store.notices, desk: t.desk, channels, logger: t.logger })
		const states: string[] = []
		for (let day = 0; day <= 10; day += 1) {
			outbox.wake()
			await outbox.settle()
			states.push((await t.load(number)).state)
			await tickAt(NOON + (day + 1) * DAY)
		}
		await outbox.stop()
		const kinds = (await t.store.tickets.history(number)).map(({ event }) => event.type)
		expect(kinds).toEqual(['opened', 'assigned', 'resolved', 'told', 'reminded', 'told', 'closed'])
		expect(states.indexOf('closed')).toBe(10)
	})

	it('never closes over a customer whom no notice has reached, and calls that out every day', async () => {
		const { number } = await t.openTicket()
		await t.act(DANA, number, 'resolve', SOLUTION)
		for (let day = 1; day <= 60; day += 1) await tickAt(NOON + day * DAY)
		expect((await t.load(number)).state).toBe('resolved')
		const alarms = await alarmsOf(number)
		expect(alarms).toHaveLength(60)
		expect(alarms).toContain(`untold:${NOON}:60`)
	})

	it('goes on with the other tickets when one fails, and complains about it once', async () => {
		const broken = await t.openTicket()
		const fine = await t.openTicket()
		const { desk } = t
		const load: Desk['tickets']['load'] = async (number) => {
			if (number === broken.number) throw new Error('unreadable')
			return desk.tickets.load(number)
		}
		clockWork = createClockWork({ desk: { ...desk, tickets: { ...desk.tickets, load } }, logger: t.logger, intervalMs: 5 })
		for (let hour = 9; hour < 12; hour += 1) await tickAt(NOON + hour * HOUR)
		expect(await alarmsOf(fine.number)).toEqual(['first-response:0:1'])
		expect(t.log.filter((line) => line.includes(broken.number))).toHaveLength(1)
	})

	it('reaches every ticket even when a hundred others are stuck', async () => {
		const numbers: string[] = []
		for (let count = 0; count < 105; count += 1) numbers.push((await t.openTicket()).number)
		const last = numbers.at(-1) ?? ''
		const { desk } = t
		const load: Desk['tickets']['load'] = async (number) => {
			if (number !== last) throw new Error('unreadable')
			return desk.tickets.load(number)
		}
		clockWork = createClockWork({ desk: { ...desk, tickets: { ...desk.tickets, load } }, logger: t.logger, intervalMs: 5 })
		await tickAt(NOON + 9 * HOUR)
		await tickAt(NOON + 9 * HOUR)
		expect(await alarmsOf(last)).toEqual(['first-response:0:1'])
	})

	it('does not overlap itself', async () => {
		await t.openTicket()
		t.time.now = NOON + DAY
		expect(clockWork.tick()).toBe(clockWork.tick())
	})

	it('looks again and again by itself until it is stopped', async () => {
		const { number } = await t.openTicket()
		clockWork.start()
		t.time.now = NOON + DAY
		await expect.poll(() => alarmsOf(number)).toEqual(['first-response:0:1'])
		await clockWork.stop()
		const late = await t.openTicket()
		t.time.now = NOON + 9 * DAY
		await new Promise((resolve) => setTimeout(resolve, 30))
		expect(await alarmsOf(late.number)).toEqual([])
	})
})

describe('a clock that was stopped', () => {
	const order = async (numbers: readonly string[]) => {
		const raised = await Promise.all(numbers.map((number) => t.store.tickets.history(number)))
		return raised.map((history) => history.filter(({ event }) => event.type === 'alarm-raised').map(({ at }) => at))
	}

	it('catches up with the oldest first, each ticket once', async () => {
		const numbers: string[] = []
		for (let count = 0; count < 250; count += 1) {
			t.time.now = NOON + count
			numbers.push((await t.openTicket()).number)
		}
		t.time.now = NOON + 5 * DAY
		const done: string[] = []
		const { desk } = t
		const commit: Desk['tickets']['commit'] = async (cause, changes) => {
			done.push(...changes.map(({ ticket }) => ticket.number))
			return desk.tickets.commit(cause, changes)
		}
		clockWork = createClockWork({ desk: { ...desk, tickets: { ...desk.tickets, commit } }, logger: t.logger, intervalMs: 5 })
		await clockWork.tick()
		expect(done).toEqual(numbers)
		expect((await order(numbers)).every((alarms) => alarms.length === 1)).toBe(true)
	})

	it('does a bounded part of a very long list in one tick, lets others have their turn meanwhile, and goes on with the next', async () => {
		const everything = Array.from({ length: 2500 }, (_, index) => `BD-${index}`)
		const seen: string[] = []
		const due: Desk['tickets']['due'] = async (_now, limit) => everything.slice(0, limit)
		const load: Desk['tickets']['load'] = async (number) => {
			seen.push(number)
			return undefined
		}
		const tickets = { ...t.desk.tickets, due, load, reindex: async () => 0 }
		clockWork = createClockWork({ desk: { ...t.desk, tickets }, logger: t.logger, intervalMs: 5 })
		let hadATurn = false
		setImmediate(() => (hadATurn = true))
		await clockWork.tick()
		expect(seen).toEqual(everything.slice(0, 2000))
		expect(hadATurn).toBe(true)
		clockWork.start()
		await expect.poll(() => seen).toEqual(everything)
	})

	it('does nothing by a clock that is a year ahead before somebody had the time to set it back', async () => {
		let ran = 0
		clockWork = createClockWork({ desk: t.desk, logger: t.logger, intervalMs: 5, monotonic: () => ran })
		const { number } = await t.openTicket()
		await clockWork.tick()
		for (ran = 1; ran < 300_000; ran += 60_000) await tickAt(NOON + 365 * DAY + ran)
		expect(await alarmsOf(number)).toEqual([])
		expect(t.log.some((line) => line.includes('has leapt'))).toBe(true)
		await tickAt(NOON + 365 * DAY + ran)
		expect(await alarmsOf(number)).toEqual(['first-response:0:1'])
	})

	it("does nothing twice when the machine's clock is set forward and back", async () => {
		const { number } = await t.openTicket()
		for (const hours of [8, 30, 8, 9, -5, 8, 31, 0]) await tickAt(NOON + hours * HOUR)
		expect(await alarmsOf(number)).toEqual(['first-response:0:1'])
		expect(await order([number])).toEqual([[NOON + 8 * HOUR]])
	})
})

describe('a clock with the hours of an office', () => {
	it('tells in the morning what a desk that was stopped by day could not tell, and looks at it no more than it must', async () => {
		await t.stop()
		t = await startDesk()
		const { number } = await t.openTicket()
		let looks = 0
		const load: Desk['tickets']['load'] = async (wanted) => {
			looks += 1
			return t.store.tickets.load(wanted)
		}
		const { desk } = t
		clockWork = createClockWork({ desk: { ...desk, tickets: { ...desk.tickets, load } }, logger: t.logger, intervalMs: 5 })
		// Monday 13:00 in Paris, and eight hours of the office: Tuesday 12:30. The desk comes back in the night after it.
		const evening = NOON + 30 * HOUR
		for (let second = 0; second < 60; second += 1) await tickAt(evening + second * 1000)
		expect(await alarmsOf(number)).toEqual([])
		expect(looks).toBeLessThan(5)
		await tickAt(NOON + 44 * HOUR - 1)
		expect(await alarmsOf(number)).toEqual([])
		await tickAt(NOON + 44 * HOUR)
		expect(await alarmsOf(number)).toContain('first-response:0:1')
		const told = (await t.store.notices.noticesOf(number)).filter(({ kind }) => kind === 'overdue' || kind === 'due-soon')
		expect(told.map(({ kind, to }) => `${kind} ${to.id}`)).toEqual(['overdue team', 'overdue mina'])
	})

	it('follows a policy that has changed since the tickets were saved, and touches nothing where it has not', async () => {
		const { number } = await t.openTicket()
		const policy = { ...t.policy, promises: { ...t.policy.promises, normal: { firstResponseHours: 2, updateHours: 96 } } }
		clockWork = createClockWork({ desk: { ...t.desk, policy }, logger: t.logger, intervalMs: 5 })
		t.time.now = NOON + 2 * HOUR
		await clockWork.tick()
		expect(await alarmsOf(number)).toEqual([])
		clockWork.start()
		await expect.poll(() => alarmsOf(number)).toEqual(['first-response:0:1'])
		expect(t.log.filter((line) => line.includes('follow the new policy'))).toHaveLength(1)
		await clockWork.stop()
		clockWork = createClockWork({ desk: { ...t.desk, policy }, logger: t.logger, intervalMs: 5 })
		clockWork.start()
		await clockWork.stop()
		expect(t.log.filter((line) => line.includes('follow the new policy'))).toHaveLength(1)
	})
})
