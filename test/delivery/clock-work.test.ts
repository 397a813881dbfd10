import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClockWork, createClockWork } from '../../src/delivery/clock-work.ts'
import { createOutbox } from '../../src/delivery/outbox.ts'
import { createTab } from '../../src/delivery/tab.ts'
import type { Desk } from '../../src/tickets/execute.ts'
import { DANA, DAY, HOUR, NOON, SOLUTION, startDesk, type TestDesk } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'

let t: TestDesk
let clockWork: ClockWork
beforeEach(async () => {
	t = await startDesk()
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
