import { beforeEach, describe, expect, it } from 'vitest'
import type { TicketChange, TicketStore } from '../../src/tickets/ports.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { Opened } from './contract.ts'
import { followUp, NOON, notice, opening, sentUpstream } from './samples.ts'

export function describeTicketStore({ store, reopen }: Opened): void {
	let tickets: TicketStore
	beforeEach(() => {
		tickets = store().tickets
	})
	let causes = 0
	async function commit(...changes: TicketChange[]): Promise<Ticket> {
		causes += 1
		expect(await tickets.commit(`cause-${causes}`, changes)).toBe('committed')
		return changes[0]?.ticket as Ticket
	}
	const numbersOf = (found: readonly Ticket[]) => found.map(({ number }) => number)

	describe('a commit of tickets', () => {
		it('stores the ticket, its history and its notices as one', async () => {
			const change = { ...opening('BD-1001'), notices: [notice('n1', { kind: 'team', id: 'team' })] }
			await commit(change)
			expect(await tickets.load('BD-1001')).toEqual(change.ticket)
			expect(await tickets.history('BD-1001')).toEqual(change.events)
			expect(await store().notices.noticesOf('BD-1001')).toEqual(change.notices)
			expect(await tickets.load('BD-9')).toBeUndefined()
			expect(await tickets.history('BD-9')).toEqual([])
		})

		it('continues the history with each change', async () => {
			const first = await commit(opening('BD-1001'))
			const second = await commit(followUp(first, NOON + 1, { type: 'replied', text: 'a' }, { type: 'note-added', text: 'b' }))
			await commit(followUp(second, NOON + 2, { type: 'replied', text: 'c' }))
			const history = await tickets.history('BD-1001')
			expect(history.map(({ sequence, event }) => [sequence, event.type])).toEqual([
				[1, 'opened'],
				[2, 'replied'],
				[3, 'note-added'],
				[4, 'replied'],
			])
		})

		it('is refused as a whole when one of its tickets has changed since it was loaded', async () => {
			const first = await commit(opening('BD-1001'))
			const second = await commit(opening('BD-1002'))
			await commit(followUp(second, NOON + 1, { type: 'note-added', text: 'faster' }))
			const late = [
				{ ...followUp(first, NOON + 2, { type: 'replied', text: 'x' }), notices: [notice('n1', { kind: 'team', id: 'team' })] },
				followUp(second, NOON + 2, { type: 'replied', text: 'x' }),
			]
			expect(await tickets.commit('late', late)).toBe('conflict')
			expect(await tickets.load('BD-1001')).toEqual(first)
			expect(await tickets.history('BD-1001')).toHaveLength(1)
			expect(await store().notices.noticesOf('BD-1001')).toEqual([])
			expect(await tickets.ticketOfCause('late')).toBeUndefined()
			expect(await tickets.commit('another', [opening('BD-1001')])).toBe('conflict')
		})

		it('lets exactly one of many at once through, and the others find what it has stored', async () => {
			const before = await commit(opening('BD-1001'))
			const writers = Array.from({ length: 10 }, async (_, index) => {
				const outcome = await tickets.commit(`w${index}`, [followUp(before, NOON, { type: 'note-added', text: `${index}` })])
				return { outcome, sequence: (await tickets.load('BD-1001'))?.sequence }
			})
			const ended = await Promise.all(writers)
			expect(ended.map(({ outcome }) => outcome).toSorted()).toEqual(['committed', ...Array<string>(9).fill('conflict')])
			expect(new Set(ended.map(({ sequence }) => sequence))).toEqual(new Set([2]))
		})

		it('happens once for the same cause, also at once and after a restart', async () => {
			const outcomes = await Promise.all(
				['BD-1001', 'BD-1002', 'BD-1003'].map((number) => tickets.commit('turn-1', [opening(number)])),
			)
			expect(outcomes.toSorted()).toEqual(['committed', 'repeated', 'repeated'])
			expect(await tickets.ticketOfCause('turn-1')).toBe('BD-1001')
			expect(await tickets.ticketOfCause('turn-2')).toBeUndefined()
			const again = (await reopen()).tickets
			expect(await again.commit('turn-1', [opening('BD-1004')])).toBe('repeated')
			expect(await again.ticketOfCause('turn-1')).toBe('BD-1001')
			expect(await again.list({ limit: 9 })).toHaveLength(1)
		})

		it('tells the first ticket of a cause that changed two', async () => {
			expect(await tickets.commit('merge', [opening('BD-1002'), opening('BD-1001')])).toBe('committed')
			expect(await tickets.ticketOfCause('merge')).toBe('BD-1002')
		})

		it('is refused when the events do not lead to the ticket', async () => {
			const change = opening('BD-1001')
			await expect(tickets.commit('a', [{ ...change, events: [] }])).rejects.toMatchObject({ code: 'bad-input' })
			const skipping = { ...change, expectedSequence: 0, ticket: { ...change.ticket, sequence: 2 } }
			await expect(tickets.commit('b', [skipping])).rejects.toMatchObject({ code: 'bad-input' })
			expect(await tickets.load('BD-1001')).toBeUndefined()
		})

		it('cannot be changed afterwards through what went in or came out', async () => {
			const change = structuredClone(opening('BD-1001'))
			await commit(change)
			const tamper = (ticket: unknown) => Object.assign((ticket as { reporter: object }).reporter, { userId: 'eve' })
			const found = await tickets.load('BD-1001')
			for (const ticket of [change.ticket, found]) {
				try {
					tamper(ticket)
				} catch {
					// Refused at once: as good.
				}
			}
			expect((await tickets.load('BD-1001'))?.reporter.userId).toBe('anna')
		})
	})

	describe('ticket numbers', () => {
		it('start at BD-1001 and never repeat, also at once and after a restart', async () => {
			expect(await tickets.reserveNumber()).toBe('BD-1001')
			const many = await Promise.all(Array.from({ length: 50 }, () => tickets.reserveNumber()))
			const again = (await reopen()).tickets
			const more = await Promise.all(Array.from({ length: 50 }, () => again.reserveNumber()))
			expect(new Set(['BD-1001', ...many, ...more]).size).toBe(101)
		})

		it('step over numbers that tickets brought along', async () => {
			await commit(opening('BD-1001'))
			expect(await tickets.reserveNumber()).toBe('BD-1002')
			await commit(opening('BD-2000'))
			expect(await tickets.reserveNumber()).toBe('BD-2001')
		})
	})

	describe('finding tickets', () => {
		it('lists the newest change first, as many as asked for', async () => {
			const first = await commit(opening('BD-1001', { at: NOON }))
			await commit(opening('BD-1002', { at: NOON + 1 }))
			await commit(opening('BD-1003', { at: NOON + 2 }))
			expect(numbersOf(await tickets.list({ limit: 9 }))).toEqual(['BD-1003', 'BD-1002', 'BD-1001'])
			await commit(followUp(first, NOON + 3, { type: 'note-added', text: 'x' }))
			expect(numbersOf(await tickets.list({ limit: 2 }))).toEqual(['BD-1001', 'BD-1003'])
			expect(await tickets.list({ limit: 0 })).toEqual([])
		})

		it('holds all conditions of a query', async () => {
			await commit(opening('BD-1001', { reporter: 'anna', assignee: 'lea' }))
			await commit(opening('BD-1002', { reporter: 'anna', customer: 'fabrikam', invoice: 'G777' }))
			const third = await commit(opening('BD-1003', { reporter: 'bob', assignee: 'lea', at: NOON + 1 }))
			const list = async (query: object) => numbersOf(await tickets.list({ limit: 9, ...query })).toSorted()
			expect(await list({ reporter: 'anna' })).toEqual(['BD-1001', 'BD-1002'])
			expect(await list({ assignee: 'lea' })).toEqual(['BD-1001', 'BD-1003'])
			expect(await list({ customer: 'contoso', reporter: 'anna' })).toEqual(['BD-1001'])
			expect(await list({ states: ['new'] })).toEqual(['BD-1002'])
			expect(await list({ states: ['new', 'open'] })).toEqual(['BD-1001', 'BD-1002', 'BD-1003'])
			expect(await list({ assignee: 'lea', states: ['new'] })).toEqual([])
			expect(await list({ unassigned: ['lea', 'max'] })).toEqual(['BD-1002'])
			expect(await list({ unassigned: ['lea'], assignee: 'lea' })).toEqual([])
			expect(await list({ text: 'g777' })).toEqual(['BD-1002'])
			expect(await list({ text: 'FABRIKAM' })).toEqual(['BD-1002'])
			expect(await list({ text: 'bd-1003' })).toEqual(['BD-1003'])
			expect(await list({ text: 'nowhere' })).toEqual([])
			await commit(followUp(third, NOON + 2, { type: 'assigned', to: { id: 'max', name: 'Max' } }))
			expect(await list({ assignee: 'lea' })).toEqual(['BD-1001'])
			expect(await list({ assignee: 'max' })).toEqual(['BD-1003'])
		})

		it('takes what somebody has who left the team for what nobody has', async () => {
			const first = await commit(opening('BD-1001', { assignee: 'lea' }))
			await commit(opening('BD-1002', { at: NOON + 1 }))
			await commit(opening('BD-1003', { assignee: 'max', at: NOON + 2, customer: 'fabrikam' }))
			const list = async (query: object) => numbersOf(await tickets.list({ limit: 9, ...query }))
			expect(await list({ unassigned: ['lea', 'zoe'] })).toEqual(['BD-1003', 'BD-1002'])
			expect(await list({ unassigned: ['lea'], states: ['open'], text: 'charged' })).toEqual(['BD-1003'])
			expect(await list({ unassigned: ['lea'], customer: 'contoso' })).toEqual(['BD-1002'])
			expect(await list({ unassigned: [] })).toEqual(['BD-1003', 'BD-1002', 'BD-1001'])
			const counts = async () => [await tickets.count({ unassigned: ['lea'] }), await tickets.count({ unassigned: ['max'] })]
			expect(await counts()).toEqual([2, 2])
			expect(await tickets.count({ unassigned: ['lea'], customer: 'contoso', states: ['new', 'open'] })).toBe(1)
			await commit(followUp(first, NOON + 3, { type: 'assigned', to: { id: 'max', name: 'Max' } }))
			expect(await counts()).toEqual([3, 1])
		})

		it('counts what fits without listing it, and follows each change', async () => {
			const first = await commit(opening('BD-1001', { reporter: 'anna', assignee: 'lea' }))
			await commit(opening('BD-1002', { reporter: 'anna', customer: 'fabrikam' }))
			await commit(opening('BD-1003', { reporter: 'bob', assignee: 'lea' }))
			const { count } = tickets
			expect([await count({}), await count({ states: ['open'] }), await count({ states: ['new', 'closed'] })]).toEqual([3, 2, 1])
			expect([await count({ assignee: 'lea' }), await count({ unassigned: ['lea'] }), await count({ reporter: 'anna' })]).toEqual(
				[2, 1, 2],
			)
			expect([await count({ assignee: 'lea', reporter: 'anna' }), await count({ assignee: 'lea', unassigned: ['lea'] })]).toEqual(
				[1, 0],
			)
			expect([await count({ assignee: 'lea', states: ['new'] }), await count({ customer: 'nobody' })]).toEqual([0, 0])
			await commit(followUp(first, NOON + 1, { type: 'assigned', to: { id: 'max', name: 'Max' } }))
			expect([await count({ assignee: 'lea' }), await count({ assignee: 'max', states: ['open'] }), await count({})]).toEqual([
				1, 1, 3,
			])
		})

		it('tells what is due, most overdue first, and forgets a due time that is taken back', async () => {
			const first = { ...opening('BD-1001'), nextDueAt: NOON + 30 }
			await commit(first)
			await commit({ ...opening('BD-1002'), nextDueAt: NOON + 10 })
			await commit({ ...opening('BD-1003'), nextDueAt: NOON + 20 })
			await commit(opening('BD-1004'))
			expect(await tickets.due(NOON + 9, 9)).toEqual([])
			expect(await tickets.due(NOON + 20, 9)).toEqual(['BD-1002', 'BD-1003'])
			expect(await tickets.due(NOON + 99, 2)).toEqual(['BD-1002', 'BD-1003'])
			expect(await Promise.all([0, 10, 29, 30].map((after) => tickets.nextDue(NOON + after)))).toEqual([
				NOON + 10,
				NOON + 20,
				NOON + 30,
				undefined,
			])
			const later = await commit({ ...followUp(first.ticket, NOON + 1, { type: 'note-added', text: 'x' }), nextDueAt: NOON + 5 })
			expect(await tickets.due(NOON + 99, 1)).toEqual(['BD-1001'])
			await commit({ ...followUp(later, NOON + 1, { type: 'note-added', text: 'y' }), nextDueAt: undefined })
			expect(await tickets.due(NOON + 99, 9)).toEqual(['BD-1002', 'BD-1003'])
		})

		it('moves the due times of tickets that are not closed to what a new policy says, and only where it must', async () => {
			const first = { ...opening('BD-1001'), nextDueAt: NOON + 10 }
			await commit(first)
			await commit({ ...opening('BD-1002'), nextDueAt: NOON + 20 })
			await commit({ ...opening('BD-1003'), nextDueAt: NOON + 30 })
			const closed = { ...opening('BD-1004').ticket, state: 'closed' as const }
			await commit({ ...opening('BD-1004'), ticket: closed })
			const news = new Map([
				['BD-1001', NOON + 50],
				['BD-1003', NOON + 30],
				['BD-1004', NOON + 1],
			])
			const reindex = () => tickets.reindex(({ number }) => news.get(number))
			expect(await reindex()).toBe(2)
			expect(await tickets.due(NOON + 99, 9)).toEqual(['BD-1003', 'BD-1001'])
			expect(await reindex()).toBe(0)
			expect(await tickets.load('BD-1001')).toEqual(first.ticket)
		})

		it('knows which other ticket of the customer waits upstream about an invoice', async () => {
			const first = await commit(opening('BD-1001'))
			const waiting = await commit(followUp(first, NOON + 1, sentUpstream('E1')))
			expect(await tickets.waitingUpstream('contoso', 'E1', 'BD-1002')).toBe('BD-1001')
			expect(await tickets.waitingUpstream('contoso', 'E1', 'BD-1001')).toBeUndefined()
			expect(await tickets.waitingUpstream('contoso', 'E2', 'BD-1002')).toBeUndefined()
			expect(await tickets.waitingUpstream('fabrikam', 'E1', 'BD-1002')).toBeUndefined()
			await commit(followUp(waiting, NOON + 2, { type: 'upstream-answered', text: 'credited', solved: true }))
			expect(await tickets.waitingUpstream('contoso', 'E1', 'BD-1002')).toBeUndefined()
		})
	})
}
