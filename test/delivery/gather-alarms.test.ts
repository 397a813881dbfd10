import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { gatherAlarms } from '../../src/delivery/gather-alarms.ts'
import { createOutbox, type Outbox } from '../../src/delivery/outbox.ts'
import { createTab } from '../../src/delivery/tab.ts'
import { createClockWork } from '../../src/delivery/clock-work.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import { DANA, DAY, HOUR, NOON, startDesk, type TestDesk } from './desk.ts'

/** Monday 09:00 in Paris, a week after the tickets were opened: the desk comes back in the morning. */
const MORNING = NOON + 7 * DAY - 4 * HOUR

let t: TestDesk
let outbox: Outbox
let posted: { to: string; kind: Notice['kind']; text: string | undefined }[]
let fails: boolean

beforeEach(async () => {
	t = await startDesk()
	posted = []
	fails = false
	const teams: Channel = {
		name: 'teams',
		async carry({ to, kind, text }) {
			posted.push({ to: to.id, kind, text })
			return { outcome: fails ? 'permanent' : 'delivered' }
		},
	}
	const gathering = gatherAlarms(teams, { notices: t.store.notices, clock: t.clock })
	outbox = createOutbox({
		notices: t.store.notices,
		desk: t.desk,
		logger: t.logger,
		channels: { customer: [createTab()], staff: [gathering, createTab()] },
	})
})
afterEach(async () => {
	await outbox.stop()
	await t.stop()
})

async function deliver(): Promise<void> {
	outbox.wake()
	await outbox.settle()
}

/** So many promises were broken while the desk was stopped, and it catches up. */
async function comesBackTo(count: number): Promise<string[]> {
	const numbers: string[] = []
	for (let each = 0; each < count; each += 1) numbers.push((await t.openTicket()).number)
	await deliver()
	posted.length = 0
	t.time.now = MORNING
	const clockWork = createClockWork({ desk: t.desk, logger: t.logger, intervalMs: 5 })
	await clockWork.tick()
	await clockWork.stop()
	return numbers
}

const kindsFor = (id: string) => posted.filter(({ to }) => to === id).map(({ kind, text }) => `${kind} ${text}`)

/** Lets the hold of a gathered message pass, of which the outbox learns by its own timer; so many then hold on. */
async function aMinuteLater(left: number): Promise<void> {
	t.time.now += 60_000
	const mine = async () => (await t.store.notices.ready(t.time.now, 9)).filter(({ to }) => to.id === 'mina')
	await expect
		.poll(async () => {
			await deliver()
			return (await mine()).length
		})
		.toBe(left)
}

describe('many alarms at once', () => {
	it('go over a channel that is as it was otherwise', () => {
		const teams: Channel = { name: 'teams', mayDouble: true, carry: async () => ({ outcome: 'delivered' }) }
		expect(gatherAlarms(teams, { notices: t.store.notices, clock: t.clock })).toMatchObject({ name: 'teams', mayDouble: true })
	})

	it('reach each person and the team as the first few and one message that counts the others', async () => {
		const numbers = await comesBackTo(12)
		await deliver()
		expect(kindsFor('mina')).toHaveLength(5)
		await aMinuteLater(0)
		const five = Array.from({ length: 5 }, () => 'overdue first-response')
		const inbox = (await t.store.notices.inbox('mina', 99)).filter(({ kind }) => kind === 'overdue')
		expect(kindsFor('mina')).toEqual([...five, `alarms-gathered ${inbox.filter(({ to }) => to.id === 'mina').length - 5}`])
		expect(kindsFor('team').at(-1)).toMatch(/^alarms-gathered /u)
		for (const number of numbers) {
			const notices = (await t.store.notices.noticesOf(number)).filter(({ kind }) => kind === 'overdue')
			expect(notices.every(({ status }) => status === 'delivered')).toBe(true)
		}
	})

	it('are told one by one while they are few, and other news always is', async () => {
		const [first = ''] = await comesBackTo(2)
		await t.act(DANA, first, 'escalate-to-manager', { reason: 'they call every hour' })
		await deliver()
		const overdue = 'overdue first-response'
		expect(kindsFor('mina')).toEqual([overdue, overdue, 'escalated they call every hour'])
	})

	it('are not hidden behind a message that did not arrive', async () => {
		await comesBackTo(7)
		fails = true
		await deliver()
		expect(kindsFor('mina')).toHaveLength(5)
		await aMinuteLater(1)
		expect(kindsFor('mina').slice(5)).toEqual(['alarms-gathered 2'])
		await aMinuteLater(0)
		expect(kindsFor('mina').slice(6)).toEqual(['overdue first-response'])
	})
})
