import { describe, expect, it } from 'vitest'
import { openDisputeSchema } from '../../src/tickets/open-dispute.ts'
import { createTestDesk, FORM, PACKET, refusal, RESOLUTION } from './model/desk.ts'

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
		}
	})

	it('leaves an owned ticket with its owner when a colleague works on it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		expect((await the.does('otherAgent', 'reply-to-customer', number, { text: 'soon' })).assignee?.id).toBe('agent-1')
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

	it('lets staff and customer write on a closed ticket without waking it', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('reporter', 'withdraw', number)
		await the.does('agent', 'add-note', number, { text: 'paid meanwhile' })
		expect((await the.does('reporter', 'add-message', number, { text: 'goodbye' })).state).toBe('closed')
		expect(await refusal(the.does('agent', 'reply-to-customer', number, { text: 'bye' }))).toBe('wrong-state')
	})
})
