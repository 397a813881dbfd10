import { describe, expect, it } from 'vitest'
import type { Actor, Reporter } from '../../src/tickets/actor.ts'
import { CLAIMS } from '../../src/tickets/claim-windows.ts'
import { erasedTicket } from '../../src/tickets/erase-ticket.ts'
import { decide } from '../../src/tickets/decide.ts'
import type { RecordedEvent, TicketEvent } from '../../src/tickets/events.ts'
import { replay } from '../../src/tickets/evolve.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import { packetSchema } from '../../src/tickets/packet.ts'
import { offeredActions } from '../../src/tickets/permissions.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { readReply } from '../../src/triage/read-reply.ts'
import { ACTORS, POLICY, START } from './model/people.ts'

const SAID = 'SAID by Zoé Quill <zoe@quill.example>'
const ID = 'site:zoe@quill.example'
const REPORTER: Reporter = {
	userId: ID,
	name: 'Zoé Quill',
	locale: 'fr',
	email: 'zoe@quill.example',
	customer: { id: 'quill-co', name: 'Acme SARL', tenant: 'zoe.example' },
}
const ZOE: Actor = { kind: 'customer', id: ID, name: REPORTER.name }
const STAFF: Actor = { kind: 'agent', id: 'agent-1', name: 'Staff agent-1' }
const TOLD = `BD-1/9/resolved/${ID}`
const MONEY = { minor: 12_300, currency: 'EUR' }

const PACKET = packetSchema.parse({
	healthChecked: true,
	knownIssuesChecked: true,
	noDuplicate: true,
	stepsTried: SAID,
	tenant: SAID,
	subscription: SAID,
	invoice: 'E0600ABC',
	amount: MONEY,
	period: '2026-09',
	evidence: SAID,
	impact: SAID,
	contactName: SAID,
	contactEmail: 'zoe@quill.example',
	contactPhone: SAID,
	claim: CLAIMS[0],
	happenedOn: '2026-09-15',
	windowReason: SAID,
})

/** One event of each kind with everything that people can type into it. */
const SAMPLES: { readonly [Type in TicketEvent['type']]: Extract<TicketEvent, { type: Type }> } = {
	opened: {
		type: 'opened',
		kind: 'dispute',
		topic: 'duplicate-charge',
		title: SAID,
		description: SAID,
		dispute: { invoice: 'E0600ABC', amount: MONEY, period: '2026-09', subscription: SAID, reason: SAID },
		reporter: REPORTER,
		priority: 'high',
		assignee: { id: 'agent-1', name: 'Staff agent-1' },
	},
	assigned: { type: 'assigned', to: { id: 'agent-2', name: 'Staff agent-2' } },
	'customer-asked': { type: 'customer-asked', text: SAID },
	'customer-wrote': { type: 'customer-wrote', text: SAID, files: [{ id: 'f', name: SAID }] },
	'note-added': { type: 'note-added', text: SAID },
	replied: { type: 'replied', text: SAID },
	'priority-set': { type: 'priority-set', priority: 'low' },
	'escalated-to-manager': { type: 'escalated-to-manager', reason: SAID },
	'escalation-acknowledged': { type: 'escalation-acknowledged' },
	'packet-prepared': { type: 'packet-prepared', packet: PACKET },
	'escalated-upstream': { type: 'escalated-upstream', target: 'microsoft', request: 'REQ-77', packet: PACKET },
	'upstream-answered': { type: 'upstream-answered', text: SAID, solved: true },
	resolved: { type: 'resolved', resolution: 1, outcome: 'credited', text: SAID, amount: MONEY },
	told: { type: 'told', resolution: 1, notice: TOLD, channel: 'phone', by: 'Staff agent-1 → Zoé Quill', on: START },
	reminded: { type: 'reminded', resolution: 1, count: 1 },
	agreed: { type: 'agreed', resolution: 1, comment: SAID, heardBy: 'Staff agent-1 → Zoé Quill' },
	reopened: { type: 'reopened', why: 'rejected', comment: SAID },
	'notice-failed': { type: 'notice-failed', notice: TOLD, kind: 'resolved', reason: 'no-address', mayHaveArrived: true },
	'notice-recovered': { type: 'notice-recovered', notice: TOLD },
	'answer-uncertain': { type: 'answer-uncertain', to: { id: 'agent-1', name: 'Staff agent-1' } },
	'sent-again': { type: 'sent-again', notice: TOLD, kind: 'resolved', text: SAID, resolution: 1 },
	'alarm-raised': { type: 'alarm-raised', alarm: 'update', key: 'update/0' },
	absorbed: { type: 'absorbed', from: 'BD-2' },
	erased: { type: 'erased' },
	closed: { type: 'closed', reason: 'agreed' },
}

const { opened, erased: _erased, closed, ...middle } = SAMPLES
const HISTORY = [opened, ...Object.values(middle), SAMPLES.resolved, SAMPLES['notice-failed'], closed].map(
	(event, index): RecordedEvent => {
		const by = ['opened', 'customer-wrote', 'agreed', 'reopened'].includes(event.type) ? ZOE : STAFF
		const cause = by === ZOE ? `status:${ID}:${index}` : `tab:agent-1:${index}`
		return { ticket: 'BD-1', sequence: index + 1, at: START + index, by, cause, event }
	},
)
const NOTICES: Notice[] = [
	{ kind: 'customer', id: ID } as const,
	{ kind: 'staff', id: 'agent-1' } as const,
	{ kind: 'team', id: 'team' } as const,
].map((to) => ({
	id: `BD-1/4/customer-wrote/${to.id}`,
	ticket: 'BD-1',
	sequence: 4,
	kind: 'customer-wrote',
	to,
	text: SAID,
	by: 'Zoé Quill',
	at: START,
	status: 'waiting',
	attempts: [],
	nextAttemptAt: START,
}))

function whole(): Ticket {
	const ticket = replay(HISTORY)
	if (ticket === undefined) throw new Error('no ticket')
	return ticket
}

const stamp = {
	by: ACTORS.manager,
	at: START + 99,
	cause: 'tab:manager-1:x',
	reference: 'R-12',
	withCompany: false,
}
const eraseIt = (withCompany = false) =>
	erasedTicket({ ticket: whole(), history: HISTORY, notices: NOTICES }, { ...stamp, withCompany })

describe('an erased ticket', () => {
	it('holds nothing that anybody typed, no name and no address of the customer, in any kind of event', () => {
		expect(HISTORY.map(({ event }) => event.type)).toEqual(expect.arrayContaining(Object.keys({ opened, ...middle, closed })))
		const { ticket, events, notices } = eraseIt()
		for (const mark of ['SAID', 'Zoé', 'Quill', 'quill.example', 'zoe.example', ID]) {
			expect(JSON.stringify([ticket, events, notices])).not.toContain(mark)
		}
	})

	it('is what a replay of its history gives, with every place, time, kind and number as it was', () => {
		const { ticket, events } = eraseIt()
		expect(replay(events)).toEqual(ticket)
		const factsOf = (history: readonly RecordedEvent[]) => history.map(({ sequence, at, event }) => [sequence, at, event.type])
		expect(factsOf(events.slice(0, -1))).toEqual(factsOf(HISTORY))
		expect(events.at(-1)).toMatchObject({ by: ACTORS.manager, event: { type: 'erased', reference: 'R-12' } })
		const { state, topic, kind, priority, openedAt, firstResponseAt, closure, reopened, alarms, absorbed, waits } = whole()
		expect(ticket).toMatchObject({ state, topic, kind, priority, openedAt, firstResponseAt, closure, reopened, alarms, absorbed })
		expect(ticket.waits).toEqual(waits)
		expect(ticket.dispute).toEqual({ invoice: 'E0600ABC', amount: MONEY, period: '2026-09', reason: '' })
		expect(ticket.resolution).toMatchObject({ outcome: 'credited', amount: MONEY })
		expect(ticket.upstream).toMatchObject({ request: 'REQ-77', packet: { invoice: 'E0600ABC', amount: MONEY } })
		expect(ticket.reporter.customer).toEqual({ id: 'quill-co', name: 'Acme SARL' })
		expect(ticket).toMatchObject({ failedNotices: [], erased: { at: START + 99, by: ACTORS.manager.name } })
	})

	it('loses the company too where the whole company asks, or where it bears the name of the person', () => {
		expect(eraseIt(true).ticket.reporter.customer).toEqual({ id: '', name: '—' })
		const own = { ...REPORTER, customer: { id: 'quill-co', name: 'ZOÉ QUILL EURL' } }
		const history = [{ ...HISTORY[0], event: { ...opened, reporter: own } } as RecordedEvent]
		const ticket = replay(history)
		if (ticket === undefined) throw new Error('no ticket')
		expect(erasedTicket({ ticket, history, notices: [] }, stamp).ticket.reporter.customer).toEqual({ id: 'quill-co', name: '—' })
	})

	it('loses the account of a visitor, which bears his own id and a name that he has typed', () => {
		const visitor = { ...REPORTER, userId: 'visitor-7', customer: { id: 'visitor:visitor-7', name: 'typed by him' } }
		const history = [{ ...HISTORY[0], event: { ...opened, reporter: visitor } } as RecordedEvent]
		const ticket = replay(history)
		if (ticket === undefined) throw new Error('no ticket')
		const { reporter } = erasedTicket({ ticket, history, notices: [] }, stamp).ticket
		expect(reporter).toEqual({ userId: '', name: '—', locale: 'fr', customer: { id: '', name: '—' } })
	})

	it('keeps of an invoice only what can be the number of one', () => {
		for (const [invoice, kept] of [
			['E0600ABC', 'E0600ABC'],
			['G004/12-7', 'G004/12-7'],
			['the one of Zoé', undefined],
			['zoe9@q.example', undefined],
		]) {
			const history = [{ ...HISTORY[0], event: { ...opened, dispute: { invoice, reason: 'x' } } } as RecordedEvent]
			const ticket = replay(history)
			if (ticket === undefined) throw new Error('no ticket')
			expect(erasedTicket({ ticket, history, notices: [] }, stamp).ticket.dispute?.invoice).toBe(kept)
		}
	})

	it('leaves the notices of the staff without words, and those of the customer not at all', () => {
		expect(eraseIt().notices.map(({ to, by, text }) => [to.id, by, text])).toEqual([
			['agent-1', '—', undefined],
			['team', '—', undefined],
		])
	})

	it('offers nothing to anybody and refuses everything', () => {
		const { ticket } = eraseIt()
		const context = { now: START + 100, policy: POLICY, readReply }
		for (const actor of [ACTORS.manager, ACTORS.agent, ACTORS.clock, ACTORS.delivery]) {
			expect(offeredActions(actor, ticket)).toEqual([])
			const refused = () => decide(ticket, { verb: 'add-note', input: { text: 'x' } }, { ...context, actor })
			expect(refused).toThrow(expect.objectContaining({ code: 'wrong-state', reason: 'erased' }))
		}
		const asCustomer = () => decide(ticket, { verb: 'add-message', input: { text: 'x' } }, { ...context, actor: ZOE })
		expect(asCustomer).toThrow(expect.objectContaining({ code: 'not-found' }))
	})
})
