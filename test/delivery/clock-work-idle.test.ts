import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClockWork, createClockWork } from '../../src/delivery/clock-work.ts'
import type { Desk } from '../../src/tickets/execute.ts'
import { DAY, HOUR, NOON, startDesk, type TestDesk } from './desk.ts'

let t: TestDesk
let clockWork: ClockWork
beforeEach(async () => {
	t = await startDesk()
})
afterEach(async () => {
	await clockWork.stop()
	await t.stop()
})

describe('a clock with nothing to do', () => {
	/** A desk whose looks are counted, and on which the next ticket falls due in an hour. */
	function counted(given: Partial<Desk['tickets']> = {}) {
		const looks: number[] = []
		const tickets: Desk['tickets'] = {
			...t.desk.tickets,
			nextDue: async (now) => now + HOUR,
			...given,
			async due(now, limit) {
				looks.push(now)
				return (given.due ?? t.desk.tickets.due)(now, limit)
			},
		}
		clockWork = createClockWork({ desk: { ...t.desk, tickets }, logger: t.logger, intervalMs: 5 })
		clockWork.start()
		return looks
	}
	const aWhile = () => new Promise((resolve) => setTimeout(resolve, 100))

	it('sleeps until something falls due, and looks again soon when a ticket has changed', async () => {
		const looks = counted()
		await expect.poll(() => looks).toHaveLength(1)
		await aWhile()
		expect(looks).toHaveLength(1)
		clockWork.wake()
		clockWork.wake()
		await expect.poll(() => looks).toHaveLength(2)
		await aWhile()
		expect(looks).toHaveLength(2)
	})

	it('looks again soon when a ticket changes while it looks', async () => {
		const load: Desk['tickets']['load'] = async () => {
			clockWork.wake()
			return undefined
		}
		const { number } = await t.openTicket()
		t.time.now = NOON + DAY
		const looks = counted({ load, due: async () => [number] })
		await expect.poll(() => looks.length).toBeGreaterThan(1)
	})

	it('looks as often as ever where it cannot know when something falls due', async () => {
		const nextDue = async () => {
			throw new Error('away')
		}
		const looks = counted({ nextDue })
		await expect.poll(() => looks.length).toBeGreaterThan(3)
	})

	it('does not look any more once it is stopped, whatever changes', async () => {
		const looks = counted()
		await clockWork.stop()
		const before = looks.length
		clockWork.wake()
		await aWhile()
		expect(looks).toHaveLength(before)
	})
})
