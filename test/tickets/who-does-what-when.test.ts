import { describe, expect, it } from 'vitest'
import { may } from '../../src/tickets/permissions.ts'
import type { Ticket, TicketState } from '../../src/tickets/ticket.ts'
import { VERBS, type VerbName } from '../../src/tickets/verbs.ts'
import { createTestDesk, PACKET, RESOLUTION } from './model/desk.ts'
import { ACTORS } from './model/people.ts'

const ACTIVE = ['new', 'open', 'pending-customer', 'pending-upstream'] as const
const UNTIL_CLOSED = [...ACTIVE, 'resolved'] as const
const EVER = [...UNTIL_CLOSED, 'closed'] as const
const STAFF = ['agent', 'manager'] as const

interface Row {
	readonly who: readonly (keyof typeof ACTORS)[]
	readonly when: readonly TicketState[]
	/** Whether the version must be named that the person saw. */
	readonly named: boolean
}

/** Who does what in which state, written down a second time on purpose. */
const TABLE: Record<VerbName, Row> = {
	assign: { who: STAFF, when: UNTIL_CLOSED, named: true },
	'ask-customer': { who: STAFF, when: ACTIVE, named: true },
	'reply-to-customer': { who: STAFF, when: UNTIL_CLOSED, named: true },
	'add-note': { who: STAFF, when: EVER, named: false },
	'set-priority': { who: STAFF, when: ACTIVE, named: true },
	'prepare-packet': { who: STAFF, when: ACTIVE, named: true },
	'escalate-upstream': { who: STAFF, when: ACTIVE, named: true },
	'record-upstream-answer': { who: STAFF, when: EVER, named: true },
	'escalate-to-manager': { who: STAFF, when: UNTIL_CLOSED, named: true },
	acknowledge: { who: ['manager'], when: UNTIL_CLOSED, named: false },
	resolve: { who: STAFF, when: ACTIVE, named: true },
	'record-call': { who: STAFF, when: ['resolved'], named: true },
	'send-again': { who: STAFF, when: EVER, named: false },
	merge: { who: STAFF, when: UNTIL_CLOSED, named: true },
	reopen: { who: STAFF, when: ['resolved', 'closed'], named: true },
	'add-message': { who: ['reporter'], when: EVER, named: false },
	confirm: { who: ['reporter'], when: ['resolved'], named: false },
	reject: { who: ['reporter'], when: ['resolved', 'closed'], named: false },
	withdraw: { who: ['reporter'], when: UNTIL_CLOSED, named: false },
	'record-answer': { who: ['clock', 'delivery'], when: EVER, named: false },
	'record-delivery': { who: ['clock', 'delivery'], when: EVER, named: false },
	'raise-alarm': { who: ['clock', 'delivery'], when: UNTIL_CLOSED, named: false },
	'remind-customer': { who: ['clock', 'delivery'], when: ['resolved'], named: false },
	'close-silent': { who: ['clock', 'delivery'], when: ['resolved'], named: false },
}
const ACTING = ['reporter', 'agent', 'manager', 'clock', 'delivery'] as const

/** A ticket in each state, brought there by what people do. */
async function ticketsByState(): Promise<Record<TicketState, Ticket>> {
	const the = createTestDesk()
	const after = async (...done: (readonly [keyof typeof ACTORS, VerbName, object])[]): Promise<Ticket> => {
		const number = await the.open()
		for (const [who, verb, input] of done) await the.does(who, verb, number, input)
		return the.ticket(number)
	}
	return {
		new: await after(),
		open: await after(['agent', 'assign', {}]),
		'pending-customer': await after(['agent', 'ask-customer', { text: 'which line?' }]),
		'pending-upstream': await after(['agent', 'escalate-upstream', { request: '1', packet: PACKET }]),
		resolved: await after(['agent', 'resolve', RESOLUTION]),
		closed: await after(['reporter', 'withdraw', {}]),
	}
}

describe('who does what, and when', () => {
	it.each(Object.entries(TABLE))('%s is for its people, in its states', async (verb, { who, when }) => {
		const byState = await ticketsByState()
		const allowed = ACTING.flatMap((name) =>
			EVER.filter((state) => may(ACTORS[name], verb as VerbName, byState[state])).map((state) => `${name} ${state}`),
		)
		expect(allowed).toEqual(
			ACTING.filter((name) => who.includes(name)).flatMap((name) => when.map((state) => `${name} ${state}`)),
		)
	})

	it('the staff names the version that it saw wherever something could be overwritten', () => {
		const named = Object.entries(VERBS).filter(([, { needsVersion }]) => needsVersion)
		expect(named.map(([verb]) => verb)).toEqual(
			Object.entries(TABLE)
				.filter(([, row]) => row.named)
				.map(([verb]) => verb),
		)
	})

	it('brings a ticket into the state that its name says', async () => {
		for (const [state, ticket] of Object.entries(await ticketsByState())) expect(ticket.state).toBe(state)
	})
})
