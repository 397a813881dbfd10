import { describe, expect, it } from 'vitest'
import { createTestDesk, refusal, RESOLUTION, type TestDesk } from './model/desk.ts'

async function resolved(): Promise<{ the: TestDesk; number: string }> {
	const the = createTestDesk()
	const number = await the.open()
	await the.does('agent', 'resolve', number, RESOLUTION)
	await the.receives(number)
	return { the, number }
}

describe('rule 2: a no reopens and tells the assignee, a thank you does not', () => {
	it('reopens on a no, keeps his words, and tells customer, assignee and managers', async () => {
		const { the, number } = await resolved()
		const ticket = await the.does('reporter', 'reject', number, { resolution: 1, comment: 'still two lines' })
		expect(ticket).toMatchObject({ state: 'open', reopened: 1, assignee: { id: 'agent-1' } })
		expect(the.events(number).slice(-2)).toEqual(['customer-wrote', 'reopened'])
		expect(the.lastNotices()).toEqual([
			'customer-rejected -> agent-1',
			'customer-rejected -> manager-1',
			'customer-rejected -> manager-2',
			'reopened -> user-1',
		])
	})

	it('reopens on a no whose comment is only spaces, and keeps no words', async () => {
		const { the, number } = await resolved()
		await the.does('reporter', 'reject', number, { resolution: 1, comment: '  ' })
		expect(the.events(number).slice(-2)).toEqual(['told', 'reopened'])
	})

	it('reopens on a no after the ticket was closed', async () => {
		const { the, number } = await resolved()
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		const ticket = await the.does('reporter', 'reject', number, { resolution: 1 })
		expect(ticket.state).toBe('open')
		expect(ticket.closure).toBeUndefined()
		expect(the.store.historyNow(number).at(-1)?.event).toEqual({ type: 'reopened', why: 'rejected', comment: '' })
		expect(the.events(number).slice(-3)).toEqual(['agreed', 'closed', 'reopened'])
	})

	it.each(['still broken', 'yes, but the second line is still there', 'Toujours pas remboursé'])(
		'reads a yes with "%s" as a no',
		async (comment) => {
			const { the, number } = await resolved()
			expect((await the.does('reporter', 'confirm', number, { resolution: 1, comment })).state).toBe('open')
			expect(the.events(number).slice(-2)).toEqual(['customer-wrote', 'reopened'])
			expect(the.lastNotices()).toContain('customer-rejected -> agent-1')
		},
	)

	it.each(['yes, it is solved', 'thank you', 'Merci beaucoup', '  '])('takes a yes with "%s" as a yes', async (comment) => {
		const { the, number } = await resolved()
		expect((await the.does('reporter', 'confirm', number, { resolution: 1, comment })).state).toBe('closed')
	})

	it.each(['maybe, I will check next week', 'Automatic reply: I am out of the office'])(
		'neither closes nor reopens on a yes with "%s", and keeps it as a message',
		async (comment) => {
			const { the, number } = await resolved()
			expect((await the.does('reporter', 'confirm', number, { resolution: 1, comment })).state).toBe('resolved')
			expect(the.lastNotices()).toEqual(['customer-wrote -> agent-1'])
		},
	)

	it.each(['thank you', 'Automatic reply: I am out of the office', 'still broken'])(
		'neither closes nor reopens on the message "%s"',
		async (text) => {
			const { the, number } = await resolved()
			expect((await the.does('reporter', 'add-message', number, { text })).state).toBe('resolved')
			await the.does('reporter', 'confirm', number, { resolution: 1 })
			expect((await the.does('reporter', 'add-message', number, { text })).state).toBe('closed')
		},
	)

	it('tells the assignee and the managers when a colleague reopens his ticket', async () => {
		const { the, number } = await resolved()
		await the.does('otherAgent', 'reopen', number, { reason: 'the credit went to another invoice' })
		expect(the.ticket(number).state).toBe('open')
		const staff = ['agent-1', 'manager-1', 'manager-2'].map((id) => `reopened-by-colleague -> ${id}`)
		expect(the.lastNotices()).toEqual(['reopened -> user-1', ...staff])
		const { event } = the.store.historyNow(number).at(-1) ?? {}
		expect(event).toEqual({ type: 'reopened', why: 'staff', comment: 'the credit went to another invoice' })
	})

	it('does not tell the assignee what he reopened himself, but the managers', async () => {
		const { the, number } = await resolved()
		await the.does('agent', 'reopen', number, { reason: 'the credit went to another invoice' })
		const managers = ['manager-1', 'manager-2'].map((id) => `reopened-by-colleague -> ${id}`)
		expect(the.lastNotices()).toEqual(['reopened -> user-1', ...managers])
	})

	it('refuses to reopen what is open, and without a reason', async () => {
		const { the, number } = await resolved()
		expect(await refusal(the.does('agent', 'reopen', number, { reason: ' ' }))).toBe('bad-input')
		await the.does('agent', 'reopen', number, { reason: 'wrong amount' })
		expect(await refusal(the.does('agent', 'reopen', number, { reason: 'again' }))).toBe('wrong-state')
		expect(await refusal(the.does('reporter', 'reject', number, { resolution: 1 }))).toBe('wrong-state')
	})

	it('is new again when nobody owns the ticket that was reopened', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('reporter', 'withdraw', number)
		expect((await the.does('agent', 'reopen', number, { reason: 'he called: not solved' })).state).toBe('new')
		expect(the.lastNotices()).toContain('reopened -> user-1')
	})
})
