import { describe, expect, it } from 'vitest'
import { open, type Opening } from '../../src/tickets/execute.ts'
import { openDisputeSchema } from '../../src/tickets/open-dispute.ts'
import { siblingsOf } from '../../src/tickets/siblings.ts'
import { createTestDesk, FORM, PACKET, refusal, RESOLUTION } from './model/desk.ts'
import { ACTORS } from './model/people.ts'

describe("the verbs of a ticket's life", () => {
	it('opens a dispute with money in question, or a question without', async () => {
		const the = createTestDesk()
		expect(the.ticket(await the.open())).toMatchObject({
			state: 'new',
			kind: 'dispute',
			dispute: FORM.dispute,
			priority: 'normal',
		})
		expect(the.ticket(await the.open('reporter', { dispute: undefined }))).toMatchObject({ state: 'new', kind: 'question' })
	})

	it.each([
		{ topic: 'Not A Topic' },
		{ title: '' },
		{ title: 'x'.repeat(201) },
		{ description: '   ' },
		{ description: 'x'.repeat(8001) },
		{ priority: 'now' },
		{ dispute: { reason: '' } },
		{ dispute: { reason: 'x', period: '2026-00' } },
		{ dispute: { reason: 'x', amount: { minor: 1, currency: 'euro' } } },
	])('refuses to open with %o', (wrong) => {
		expect(openDisputeSchema.safeParse({ ...FORM, ...wrong }).success).toBe(false)
	})

	it('gives an unowned ticket to whoever of the staff first works on it', async () => {
		for (const [verb, input] of [
			['ask-customer', { text: 'which line?' }],
			['reply-to-customer', { text: 'soon' }],
			['prepare-packet', { tenant: 't' }],
			['escalate-upstream', { request: '1', packet: PACKET }],
			['resolve', RESOLUTION],
		] as const) {
			const the = createTestDesk()
			const number = await the.open()
			expect((await the.does('otherAgent', verb, number, input)).assignee?.id).toBe('agent-2')
			expect(the.events(number)[1]).toBe('assigned')
			const next = await the.open()
			expect((await the.does('manager', verb, next, { ...input, packet: { ...PACKET, invoice: 'INV-2' } })).assignee?.id).toBe(
				'manager-1',
			)
		}
	})

	it('leaves an owned ticket with its owner when a colleague works on it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		expect((await the.does('otherAgent', 'reply-to-customer', number, { text: 'soon' })).assignee?.id).toBe('agent-1')
	})

	it('keeps what was typed when it was opened, and of a customer no priority of his own', async () => {
		const the = createTestDesk()
		const typed = { topic: 'proration', title: 'Half a month', description: 'We left on the 15th', priority: 'high' }
		const { topic, title, description } = typed
		expect(the.ticket(await the.open('reporter', typed))).toMatchObject({ topic, title, description, priority: 'normal' })
		expect(the.ticket(await the.open('agent', typed))).toMatchObject(typed)
	})

	it('refuses to open for somebody whom nobody knows', async () => {
		const { desk } = createTestDesk()
		const attempt = { actor: ACTORS.agent, cause: 'c', input: FORM } as unknown as Opening
		expect(await refusal(open(desk, attempt))).toBe('not-found unknown-customer')
	})

	it.each([
		['ask-customer', { text: 'which line?' }, 'pending-customer'],
		['escalate-upstream', { request: '1', packet: PACKET }, 'pending-upstream'],
		['resolve', RESOLUTION, 'resolved'],
	] as const)('is given to a colleague after %s without waking up', async (verb, input, state) => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', verb, number, input)
		expect((await the.does('agent', 'assign', number, { to: 'agent-2' })).state).toBe(state)
	})

	it.each([
		['ask-customer', { text: 'which line?' }],
		['reply-to-customer', { text: 'soon' }],
		['escalate-upstream', { request: '1', packet: PACKET }],
		['resolve', RESOLUTION],
	] as const)('takes %s for the first response, and nothing after it', async (verb, input) => {
		const the = createTestDesk()
		const number = await the.open('agent')
		the.pass(60_000)
		const at = the.now()
		expect((await the.does('agent', verb, number, input)).firstResponseAt).toBe(at)
		the.pass(60_000)
		const later = await the.does('agent', 'reply-to-customer', number, { text: 'more' })
		expect([later.firstResponseAt, later.lastUpdateAt]).toEqual([at, at + 60_000])
	})

	it('waits for the customer after a question, and works on after his answer', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect((await the.does('agent', 'ask-customer', number, { text: 'which line?' })).state).toBe('pending-customer')
		expect((await the.does('reporter', 'add-message', number, { text: 'the second' })).state).toBe('open')
	})

	it('keeps everything typed into the packet, field by field', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'prepare-packet', number, { tenant: 't', invoice: 'I' })
		const ticket = await the.does('agent', 'prepare-packet', number, { invoice: 'J' })
		expect(ticket.packetDraft).toEqual({ tenant: 't', invoice: 'J' })
	})

	it('sets a priority, and refuses the one that is set', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect((await the.does('agent', 'set-priority', number, { priority: 'urgent' })).priority).toBe('urgent')
		expect(await refusal(the.does('agent', 'set-priority', number, { priority: 'urgent' }))).toBe('wrong-state same-priority')
		expect(await refusal(the.does('agent', 'set-priority', number, { priority: 'now' }))).toBe('bad-input')
	})

	it('counts the resolutions of a ticket, and forgets who was told of the older one', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		await the.does('reporter', 'reject', number, { resolution: 1 })
		expect((await the.does('agent', 'resolve', number, RESOLUTION)).resolution).toMatchObject({ number: 2, told: [] })
	})

	it('may be merged into the other active tickets of its person, and into no others', async () => {
		const the = createTestDesk()
		const [one, two, closed] = [await the.open(), await the.open(), await the.open()]
		await the.does('reporter', 'withdraw', closed)
		await the.open('colleague')
		const siblings = await siblingsOf(the.store, the.ticket(one))
		expect(siblings.map(({ number }) => number)).toEqual([two])
	})

	it('knows all tickets that were merged into it', async () => {
		const the = createTestDesk()
		const [one, two, three] = [await the.open(), await the.open(), await the.open()]
		for (const number of [one, two]) await the.does('agent', 'merge', number, { into: three })
		expect(the.ticket(three).absorbed).toEqual([one, two])
	})

	it('keeps the amount of an outcome', async () => {
		const the = createTestDesk()
		const amount = { minor: 1250, currency: 'EUR' }
		const number = await the.open()
		const input = { ...RESOLUTION, outcome: 'goodwill', amount }
		expect((await the.does('agent', 'resolve', number, input)).resolution).toMatchObject({ outcome: 'goodwill', amount })
	})

	it('lets staff and customer write on a closed ticket without waking it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('reporter', 'withdraw', number)
		await the.does('agent', 'add-note', number, { text: 'paid meanwhile' })
		expect((await the.does('reporter', 'add-message', number, { text: 'goodbye' })).state).toBe('closed')
		expect(await refusal(the.does('agent', 'reply-to-customer', number, { text: 'bye' }))).toBe('wrong-state')
	})
})
