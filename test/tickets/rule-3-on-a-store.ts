import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/stores/store.ts'
import { type Desk, execute, open } from '../../src/tickets/execute.ts'
import type { VerbName } from '../../src/tickets/verbs.ts'
import { readReply } from '../../src/triage/read-reply.ts'
import type { Place } from '../stores/contract.ts'
import { FORM, PACKET, refusal } from './model/desk.ts'
import { ACTORS, type ActorName, POLICY, REPORTERS, type ReporterName, START, TEAM } from './model/people.ts'

let place: Place
let store: Store
let desk: Desk
let causes = 0

const cause = () => `cause-${(causes += 1)}`

async function openDesk(): Promise<void> {
	store = await place.open()
	desk = { tickets: store.tickets, team: TEAM, policy: POLICY, clock: () => START, readReply }
}

async function opened(who: ReporterName): Promise<string> {
	return (await open(desk, { actor: ACTORS[who], cause: cause(), input: FORM, reporter: REPORTERS[who] })).ticket.number
}

async function does(who: ActorName, verb: VerbName, ticket: string, input: object): Promise<unknown> {
	const version = (await store.tickets.load(ticket))?.version
	return execute(desk, { actor: ACTORS[who], verb, ticket, input, version, cause: cause() })
}

const files = (ticket: string, packet: object = PACKET) => does('agent', 'escalate-upstream', ticket, { request: '1', packet })

/** Rule 3 where two upstream requests meet: one waiting request about one invoice of one company. */
export function describeRule3(name: string, newPlace: () => Promise<Place>): void {
	describe(`rule 3 on ${name}: one waiting request about one invoice of one company`, () => {
		beforeEach(async () => {
			place = await newPlace()
			await openDesk()
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})

		it('files once when two tickets are escalated at the same moment', async () => {
			const [one, two] = [await opened('reporter'), await opened('colleague')]
			const outcomes = await Promise.allSettled([files(one), files(two)])
			expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
		})

		it('takes an invoice for the same in small and in capital letters and with blanks around it, and shows it as written', async () => {
			const [one, two, three] = [await opened('reporter'), await opened('colleague'), await opened('colleague')]
			expect(await files(one, { ...PACKET, invoice: 'g0123é' })).toMatchObject({
				ticket: { upstream: { packet: { invoice: 'g0123é' } } },
			})
			expect(await refusal(files(two, { ...PACKET, invoice: ' G0123É ' }))).toBe('wrong-state duplicate-upstream')
			await store.close()
			await openDesk()
			expect(await refusal(files(two, { ...PACKET, invoice: 'G0123é' }))).toBe('wrong-state duplicate-upstream')
			const atOnce = ['x7', 'X7'].map((invoice, index) => files([two, three][index] ?? '', { ...PACKET, invoice }))
			const outcomes = await Promise.allSettled(atOnce)
			expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
		})

		it('still knows the request of a ticket that was closed, which may be reopened and wait again', async () => {
			const [one, two] = [await opened('reporter'), await opened('colleague')]
			await files(one)
			await does('reporter', 'withdraw', one, {})
			expect(await refusal(files(two))).toBe('wrong-state duplicate-upstream')
		})

		it('allows the second request when the first was answered', async () => {
			const [one, two] = [await opened('reporter'), await opened('colleague')]
			await files(one)
			await does('agent', 'record-upstream-answer', one, { text: 'refused', solved: false })
			expect(await files(two)).toMatchObject({ ticket: { state: 'pending-upstream' } })
		})
	})
}
