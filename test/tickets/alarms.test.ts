import { describe, expect, it } from 'vitest'
import type { Policy } from '../../src/tickets/policy.ts'
import { alarmsOf, dueOf } from '../../src/tickets/promises.ts'
import { createTestDesk, PACKET, RESOLUTION, type TestDesk } from './model/desk.ts'
import { DAY, HOUR, MEMBERS, OFFICE_POLICY } from './model/people.ts'

/** START is a Monday, 11:00 in Paris. The office has 09:00-12:30 and 13:30-18:00. */
const paris = (text: string) => Date.parse(`2026-10-${text}:00+02:00`)

/** The clock works through everything that is due now. */
async function tick(the: TestDesk, number: string, policy: Policy = OFFICE_POLICY): Promise<void> {
	for (const { at, verb, input } of dueOf(the.ticket(number), policy)) {
		if (at <= the.now()) await the.does('clock', verb, number, input)
	}
}

function goTo(the: TestDesk, at: number): void {
	the.pass(at - the.now())
}

const raised = (the: TestDesk, number: string) =>
	the.store.historyNow(number).flatMap(({ event }) => (event.type === 'alarm-raised' ? [event] : []))
const levels = (the: TestDesk, number: string) =>
	raised(the, number).map(({ key }) =>
		key
			.split(':')
			.slice(0, 1)
			.concat(key.split(':').at(-1) ?? '')
			.join(' '),
	)

describe('the levels of an alarm', () => {
	it('reminds before a promise is due, calls it broken at its hour and again later, each once', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		const told: [string, string[]][] = []
		// Four hours from 11:00: 16:00. Then 4 and 12 hours of the office after it.
		for (const at of [
			'05T11:59',
			'05T12:00',
			'05T14:59',
			'05T15:00',
			'05T16:00',
			'06T10:59',
			'06T11:00',
			'07T10:59',
			'07T11:00',
		]) {
			goTo(the, paris(at))
			await tick(the, number)
			await tick(the, number)
			told.push([at, levels(the, number).splice(told.flatMap(([, some]) => some).length)])
		}
		expect(told.filter(([, some]) => some.length > 0)).toEqual([
			['05T12:00', ['first-response -2']],
			['05T15:00', ['first-response -1']],
			['05T16:00', ['first-response 1']],
			['06T11:00', ['first-response 2']],
			['07T11:00', ['first-response 3']],
		])
	})

	it('tells a reminder to whoever looks after the ticket, and a broken promise to the managers too', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		goTo(the, paris('05T15:00'))
		await tick(the, number)
		expect(the.lastNotices()).toEqual(['due-soon -> agent-1'])
		goTo(the, paris('05T16:00'))
		await tick(the, number)
		expect(the.lastNotices()).toEqual(['overdue -> agent-1', 'overdue -> manager-1', 'overdue -> manager-2'])
	})

	it('does not remind of a promise that is shorter than the reminder would be early', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'urgent' })
		the.pass(HOUR)
		await tick(the, number)
		expect(levels(the, number)).toEqual(['first-response 1'])
	})

	it('tells only the latest of the levels that were missed, and records the others as skipped', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		goTo(the, paris('12T10:00'))
		await tick(the, number)
		const own = raised(the, number).filter(({ alarm }) => alarm === 'first-response')
		expect(own).toMatchObject([
			{ key: 'first-response:0:3', skipped: ['-2', '-1', '1', '2'].map((level) => `first-response:0:${level}`) },
		])
		expect(own[0]?.early).toBeUndefined()
		await tick(the, number)
		expect(raised(the, number).filter(({ alarm }) => alarm === 'first-response')).toHaveLength(1)
	})

	it('tells again of a promise that was broken, moved to later, and broken again', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		goTo(the, paris('05T16:00'))
		await tick(the, number)
		await the.does('agent', 'set-priority', number, { priority: 'low' })
		const [next] = alarmsOf(the.ticket(number), OFFICE_POLICY)
		expect(next).toEqual({ alarm: 'first-response', key: 'first-response:0:2', at: paris('07T11:00') })
	})

	it('keeps to each alarm once though the clock goes back and forth', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		for (const at of ['05T15:00', '05T12:00', '05T16:00', '05T11:00', '05T16:00', '06T10:59', '05T16:00']) {
			goTo(the, paris(at))
			await tick(the, number)
		}
		const skipped = raised(the, number).flatMap((event) => event.skipped ?? [])
		expect(levels(the, number)).toEqual(['first-response -1', 'first-response 1'])
		expect(skipped).toEqual(['first-response:0:-2'])
	})
})

describe('the night', () => {
	it('is not for alarms: what falls into it is told in the morning', async () => {
		const policy: Policy = {
			...OFFICE_POLICY,
			promises: { ...OFFICE_POLICY.promises, normal: { firstResponseHours: 8, updateHours: 24, calendar: '24x7' } },
		}
		const the = createTestDesk(policy)
		goTo(the, paris('05T16:00'))
		const number = await the.open()
		expect(alarmsOf(the.ticket(number), { ...policy, alarms: undefined })).toMatchObject([{ at: paris('06T09:00') }])
	})

	it('is kept by a desk that was stopped by day and comes back at night', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		goTo(the, paris('05T23:00'))
		await the.does('clock', 'raise-alarm', number, { key: 'first-response:0:-2' })
		expect(raised(the, number)).toEqual([])
		goTo(the, paris('06T09:00'))
		await tick(the, number)
		expect(levels(the, number)).toEqual(['first-response 1'])
	})

	it('is as late as the hours of the promise itself say', async () => {
		const late = { timeZone: 'Europe/Paris', hours: { 'every-day': ['12:00-21:00'] }, holidays: [] }
		const policy: Policy = {
			...OFFICE_POLICY,
			calendars: { ...OFFICE_POLICY.calendars, late },
			promises: { ...OFFICE_POLICY.promises, high: { firstResponseHours: 8, updateHours: 24, calendar: 'late' } },
		}
		const the = createTestDesk(policy)
		const number = await the.open('agent', { priority: 'high' })
		goTo(the, paris('05T20:00'))
		await tick(the, number, policy)
		expect(levels(the, number)).toEqual(['first-response 1'])
	})

	it('is for what is urgent', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		goTo(the, paris('05T23:00'))
		const number = await the.open('agent', { priority: 'urgent' })
		the.pass(HOUR)
		await tick(the, number)
		expect(levels(the, number)).toEqual(['first-response 1'])
	})

	it('is not for customers: reminders and the closing wait for the morning, though the ticket is urgent', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'urgent' })
		await the.does('agent', 'resolve', number, RESOLUTION)
		goTo(the, paris('05T22:00'))
		await the.receives(number)
		const dueTo = (verb: string) => dueOf(the.ticket(number), OFFICE_POLICY).find((due) => due.verb === verb)?.at
		expect(dueTo('remind-customer')).toBe(paris('09T09:00'))
		goTo(the, paris('09T23:00'))
		await tick(the, number)
		expect(the.events(number)).not.toContain('reminded')
		goTo(the, paris('12T09:00'))
		await tick(the, number)
		goTo(the, paris('12T19:00'))
		await the.receives(number, 'reminder')
		expect(dueTo('close-silent')).toBe(paris('20T09:00'))
		goTo(the, paris('20T19:00'))
		await tick(the, number)
		expect(the.ticket(number).state).toBe('resolved')
		goTo(the, paris('21T09:00'))
		await tick(the, number)
		expect(the.ticket(number).closure?.reason).toBe('silent')
	})
})

describe('the clock of the solution', () => {
	const solutionDue = (the: TestDesk, number: string) =>
		alarmsOf(the.ticket(number), { ...OFFICE_POLICY, alarms: undefined }).find(({ alarm }) => alarm === 'resolution')?.at

	it('runs in the hours of the office from the report on', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		// 29 hours from Monday 11:00: six of Monday, eight of each day, seven of Thursday.
		expect(solutionDue(the, number)).toBe(paris('08T17:00'))
	})

	it('stands still while the customer or upstream has the word, and goes on where it stood', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		goTo(the, paris('05T12:00'))
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		expect(solutionDue(the, number)).toBeUndefined()
		goTo(the, paris('06T12:00'))
		await the.does('reporter', 'add-message', number, { text: 'the second' })
		expect(solutionDue(the, number)).toBe(paris('09T17:00'))
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		goTo(the, paris('07T12:00'))
		await the.does('agent', 'record-upstream-answer', number, { text: 'refused', solved: false })
		expect(solutionDue(the, number)).toBe(paris('12T17:00'))
	})

	it('goes on after a refused solution where it stood, not counting the time of the proposal', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		goTo(the, paris('06T11:00'))
		await the.does('reporter', 'reject', number, { resolution: 1 })
		expect(solutionDue(the, number)).toBe(paris('09T17:00'))
	})

	it('has its own time by the segment of the customer, from the policy before the customer book', async () => {
		const { promises } = OFFICE_POLICY
		const fast = { normal: { ...promises.normal, resolutionHours: 2 } }
		const slow = { normal: { ...promises.normal, resolutionHours: 4 } }
		const segments = { gold: { customers: [], promises: fast }, silver: { customers: ['company-2'], promises: slow } }
		const policy = { ...OFFICE_POLICY, alarms: undefined, segments }
		const the = createTestDesk(policy)
		const number = await the.open()
		const dueFor = (customer: object) => {
			const ticket = the.ticket(number)
			const reporter = { ...ticket.reporter, customer: { ...ticket.reporter.customer, ...customer } }
			return alarmsOf({ ...ticket, reporter }, policy).find(({ alarm }) => alarm === 'resolution')?.at
		}
		expect(dueFor({ segment: 'gold' })).toBe(paris('05T14:00'))
		expect(dueFor({ segment: 'gold', id: 'company-2' })).toBe(paris('05T16:00'))
		expect(dueFor({ segment: 'constructor' })).toBe(dueFor({}))
	})
})

describe('the first response', () => {
	it('is due when it was promised, whatever is written before it', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		const before = the.store.dueAt(number)
		the.pass(HOUR / 2)
		await the.does('reporter', 'add-message', number, { text: 'one more thing' })
		await the.does('agent', 'add-note', number, { text: 'looking' })
		await the.does('agent', 'assign', number, { to: 'agent-2' })
		expect(the.store.dueAt(number)).toBe(before)
		expect(alarmsOf(the.ticket(number), OFFICE_POLICY).map(({ alarm }) => alarm)).not.toContain('update')
	})
})

describe("upstream's clock", () => {
	const answerDue = async (partnerType: Policy['partnerType']) => {
		const policy: Policy = { ...OFFICE_POLICY, partnerType }
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		goTo(the, paris('09T17:00'))
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		return alarmsOf(the.ticket(number), policy).find(({ alarm }) => alarm === 'upstream-late')?.at
	}

	it('gives Microsoft a business day, and the provider what the policy says; the staff hears in the morning', async () => {
		// Friday 17:00: one hour of it, eight on Monday, when the office has closed.
		expect(await answerDue('direct')).toBe(paris('13T09:00'))
		// Twelve hours end on Saturday at 05:00.
		expect(await answerDue('indirect-reseller')).toBe(paris('12T09:00'))
	})
})

describe('a promise that stands still by the policy', () => {
	it('gives the next update its whole time again once upstream has answered', async () => {
		const policy: Policy = { ...OFFICE_POLICY, pauses: { update: ['pending-upstream'], resolution: [] }, alarms: undefined }
		const the = createTestDesk(policy)
		const number = await the.open('agent')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		const update = () => alarmsOf(the.ticket(number), policy).find(({ alarm }) => alarm === 'update')?.at
		expect(update()).toBeUndefined()
		the.pass(7 * DAY)
		await the.does('agent', 'record-upstream-answer', number, { text: 'no', solved: false })
		expect(update()).toBe(paris('15T11:00'))
	})

	it('has a question that nobody answers called by its own name, once', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		goTo(the, paris('07T11:00'))
		await tick(the, number)
		expect(levels(the, number)).toEqual(['no-answer 1'])
		expect(MEMBERS.some(({ id }) => the.lastNotices().includes(`no-answer -> ${id}`))).toBe(true)
	})
})
