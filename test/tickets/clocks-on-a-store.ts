import * as fc from 'fast-check'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClockWork } from '../../src/delivery/clock-work.ts'
import type { Store } from '../../src/stores/store.ts'
import { type Desk, execute, open } from '../../src/tickets/execute.ts'
import type { Policy } from '../../src/tickets/policy.ts'
import { nextDueAt } from '../../src/tickets/promises.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { VerbName } from '../../src/tickets/verbs.ts'
import { readReply } from '../../src/triage/read-reply.ts'
import type { Place } from '../stores/contract.ts'
import { FORM, RESOLUTION } from './model/desk.ts'
import { ACTORS, type ActorName, DAY, HOUR, OFFICE_POLICY, POLICY, REPORTERS, START, TEAM } from './model/people.ts'
import { lives } from './model/steps.ts'
import { createWorld } from './model/world.ts'

const silent = pino({ level: 'silent' })
const paris = (text: string) => Date.parse(`2026-${text}:00+02:00`)

let store: Store
let now = START
/** Time that really passes, whatever the clock of the machine says. */
let ran = 0
let causes = 0

function deskWith(policy: Policy): Desk {
	return { tickets: store.tickets, team: TEAM, policy, clock: () => now, readReply }
}

async function does(desk: Desk, who: ActorName, verb: VerbName, ticket: string, input: object): Promise<Ticket> {
	const version = (await store.tickets.load(ticket))?.version
	const cause = `cause-${(causes += 1)}`
	return (await execute(desk, { actor: ACTORS[who], verb, ticket, input, version, cause })).ticket
}

/** A ticket with a proposed outcome of which the customer was told just now. */
async function proposed(desk: Desk): Promise<string> {
	const { ticket } = await open(desk, {
		actor: ACTORS.agent,
		cause: `cause-${(causes += 1)}`,
		input: FORM,
		reporter: REPORTERS.reporter,
	})
	await does(desk, 'agent', 'resolve', ticket.number, RESOLUTION)
	await arrives(desk, ticket.number, 'resolved')
	return ticket.number
}

async function arrives(desk: Desk, number: string, kind: 'resolved' | 'reminder'): Promise<void> {
	const { id, resolution } = (await store.notices.noticesOf(number)).findLast((notice) => notice.kind === kind) ?? {}
	const input = { notice: id, kind, resolution, outcome: 'delivered', channel: 'e-mail' }
	await does(desk, 'delivery', 'record-delivery', number, input)
}

const history = async (number: string) => (await store.tickets.history(number)).map(({ event }) => event.type)

/** A desk that looks every six hours until then. */
async function looksUntil(desk: Desk, end: number, afterLook = async () => {}): Promise<void> {
	const work = createClockWork({ desk, logger: silent, intervalMs: 5, monotonic: () => ran })
	for (; now < end; now += 6 * HOUR, ran += 6 * HOUR) {
		await work.tick()
		await afterLook()
	}
	await work.stop()
}

/** The numbers and instants at which the tickets themselves say that they are due, in order. */
function derived(tickets: Iterable<Ticket>, policy: Policy): (readonly [number: string, at: number])[] {
	const all = [...tickets].map((ticket) => [ticket.number, nextDueAt(ticket, policy)] as const)
	const due = all.filter((entry): entry is readonly [string, number] => entry[1] !== undefined)
	return due.sort(([one, at], [other, otherAt]) => at - otherAt || one.length - other.length || (one < other ? -1 : 1))
}

async function expectIndex(tickets: Iterable<Ticket>, policy: Policy): Promise<void> {
	const due = derived(tickets, policy)
	for (const [, at] of due) {
		expect(await store.tickets.due(at, 999)).toEqual(due.filter(([, other]) => other <= at).map(([number]) => number))
		expect(await store.tickets.nextDue(at)).toBe(due.find(([, other]) => other > at)?.[1])
	}
	expect(await store.tickets.due(8e15, 999)).toEqual(due.map(([number]) => number))
}

/** What the clock does, on a store as it is used. */
export function describeClocks(name: string, newPlace: () => Promise<Place>): void {
	describe(`the clocks on ${name}`, () => {
		let place: Place
		beforeEach(async () => {
			place = await newPlace()
			store = await place.open()
			now = START
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})

		it('find what is due as the tickets themselves say it, whatever has happened, and again after another policy came', async () => {
			for (const steps of fc.sample(lives(80), 2)) {
				const world = createWorld([])
				for (const step of steps) await world.play(step)
				await store.close()
				await place.remove()
				place = await newPlace()
				store = await place.open()
				for (const { cause, changes } of world.store.commits) await store.tickets.commit(cause, changes)
				await expectIndex(world.store.tickets.values(), POLICY)
				await store.tickets.reindex((ticket) => nextDueAt(ticket, OFFICE_POLICY))
				await expectIndex(world.store.tickets.values(), OFFICE_POLICY)
			}
		})

		it('never close over a customer who was told less often than the policy says, however long he is silent', async () => {
			const desk = deskWith(OFFICE_POLICY)
			const number = await proposed(desk)
			await looksUntil(desk, START + 60 * DAY)
			expect((await store.tickets.load(number))?.state).toBe('resolved')
			expect(await history(number)).toContain('reminded')
		})

		it.each([
			// Told on Monday the 5th at 11:00 and on Thursday the 8th in the evening.
			['days of every week', undefined, '10-08T17:00', '10-15T17:00'],
			['working days', 'office', '10-08T17:00', '10-19T17:00'],
		])('close after the notices and the waiting time, in %s', async (_name, calendar, toldAt, closedAt) => {
			const desk = deskWith({ ...OFFICE_POLICY, silence: { ...OFFICE_POLICY.silence, ...(calendar && { calendar }) } })
			const number = await proposed(desk)
			await looksUntil(desk, paris('10-08T17:00'))
			now = paris(toldAt)
			expect((await history(number)).filter((type) => type === 'reminded')).toHaveLength(1)
			await arrives(desk, number, 'reminder')
			await looksUntil(desk, paris(closedAt))
			expect((await store.tickets.load(number))?.state).toBe('resolved')
			await looksUntil(desk, paris(closedAt) + 1)
			expect((await store.tickets.load(number))?.closure).toEqual({ reason: 'silent', at: paris(closedAt) })
		})

		it('close nothing by a leap of the clock alone, and do nothing twice when it goes back', async () => {
			const desk = deskWith(OFFICE_POLICY)
			const number = await proposed(desk)
			await looksUntil(desk, paris('10-08T17:00'))
			now = paris('10-08T17:00')
			await arrives(desk, number, 'reminder')
			const work = createClockWork({ desk, logger: silent, intervalMs: 5, monotonic: () => ran })
			const lookAt = async (instant: number, after: number) => {
				now = instant
				ran += after
				await work.tick()
			}
			await lookAt(now, 0)
			const before = await history(number)
			for (const leap of [365, 20, 0, 365, 0]) await lookAt(paris('10-09T10:00') + leap * DAY, 1000)
			expect(await history(number)).toEqual(before)
			// Nobody sets it back: it is believed, but the waiting time begins anew.
			await lookAt(paris('10-30T10:00'), 1000)
			await lookAt(paris('10-30T10:00') + 6 * DAY, 6 * DAY)
			expect((await store.tickets.load(number))?.state).toBe('resolved')
			await lookAt(paris('10-30T10:00') + 7 * DAY, DAY)
			expect((await store.tickets.load(number))?.closure?.reason).toBe('silent')
			await work.stop()
		})
	})
}
