import type { Ticket } from '../../src/tickets/ticket.ts'
import type { RecordedEvent } from '../../src/tickets/events.ts'
import { createTestDesk, PACKET, RESOLUTION, type TestDesk } from '../tickets/model/desk.ts'
import { HOUR } from '../tickets/model/people.ts'

/** A ticket at one point of its life, with its history. */
export interface Sample {
	readonly name: string
	readonly ticket: Ticket
	readonly history: readonly RecordedEvent[]
	readonly now: number
}

export const SECRETS = {
	note: 'NOTE the customer is probably lying',
	escalation: 'ESCALATION we may lose this customer',
	upstream: 'UPSTREAM the provider says that our margin was wrong',
	evidence: 'EVIDENCE our purchase price is 7 euros',
}

type Story = (desk: TestDesk, number: string) => Promise<unknown>

const insideTalk: Story = async (desk, number) => {
	await desk.does('agent', 'assign', number)
	await desk.does('agent', 'add-note', number, { text: SECRETS.note })
	await desk.does('agent', 'escalate-to-manager', number, { reason: SECRETS.escalation })
	await desk.does('agent', 'set-priority', number, { priority: 'urgent' })
}

const upstream: Story = async (desk, number) => {
	await insideTalk(desk, number)
	await desk.does('agent', 'prepare-packet', number, { ...PACKET, evidence: SECRETS.evidence })
	await desk.does('agent', 'escalate-upstream', number, { request: 'REQ-77' })
}

const solvedUpstream: Story = async (desk, number) => {
	await upstream(desk, number)
	await desk.does('agent', 'record-upstream-answer', number, { text: SECRETS.upstream, solved: true })
}

const resolved: Story = async (desk, number) => {
	await solvedUpstream(desk, number)
	await desk.does('agent', 'resolve', number, { ...RESOLUTION, outcome: 'credited', amount: { minor: 12_300, currency: 'EUR' } })
}

const told: Story = async (desk, number) => {
	await resolved(desk, number)
	await desk.receives(number)
}

const STORIES: Readonly<Record<string, Story>> = {
	new: async () => undefined,
	open: insideTalk,
	overdue: async (desk) => desk.pass(300 * HOUR),
	'pending-customer': async (desk, number) => {
		await insideTalk(desk, number)
		await desk.does('agent', 'ask-customer', number, { text: 'Which line do you mean?' })
	},
	'packet half done': async (desk, number) => {
		await insideTalk(desk, number)
		await desk.does('agent', 'prepare-packet', number, {
			invoice: 'INV-1',
			claim: 'marketplace-monthly',
			happenedOn: '2026-01-01',
		})
	},
	'packet complete': async (desk, number) => {
		await insideTalk(desk, number)
		await desk.does('agent', 'prepare-packet', number, PACKET)
	},
	'pending-upstream': upstream,
	'solved upstream, untold': solvedUpstream,
	'resolved, untold': resolved,
	'resolved, told': told,
	'notice failed': async (desk, number) => {
		await resolved(desk, number)
		const failed = { notice: 'n-1', kind: 'resolved', resolution: 1, outcome: 'failed', reason: 'all channels' }
		await desk.does('delivery', 'record-delivery', number, failed)
	},
	reopened: async (desk, number) => {
		await told(desk, number)
		await desk.does('reporter', 'reject', number, { resolution: 1, comment: 'The second line is still there' })
	},
	'closed, agreed': async (desk, number) => {
		await told(desk, number)
		await desk.does('reporter', 'confirm', number, { resolution: 1, comment: 'yes, solved' })
	},
	'closed, withdrawn': async (desk, number) => {
		await insideTalk(desk, number)
		await desk.does('reporter', 'withdraw', number, {})
	},
	'closed, merged': async (desk, number) => {
		await insideTalk(desk, number)
		const other = await desk.open()
		await desk.does('agent', 'merge', number, { into: other })
	},
}

/** One ticket for each point of a ticket's life that a card can show, told by real commands. */
export async function sampleTickets(over: Record<string, unknown> = {}): Promise<Sample[]> {
	const samples = Object.entries(STORIES).map(async ([name, story]) => {
		const desk = createTestDesk()
		const number = await desk.open('reporter', over)
		await story(desk, number)
		return { name, ticket: desk.ticket(number), history: desk.store.historyNow(number), now: desk.now() }
	})
	return Promise.all(samples)
}
