import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDesk } from '../../src/stores/move/check/check-desk.ts'
import type { DeskRecords, KeptTicket } from '../../src/stores/move/check/records.ts'
import { type Actor, customerActor } from '../../src/tickets/actor.ts'
import type { RecordedEvent, TicketEvent } from '../../src/tickets/events.ts'
import { replay } from '../../src/tickets/evolve.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import { nextDueAt } from '../../src/tickets/promises.ts'
import { ACTORS, DAY, POLICY } from '../tickets/model/people.ts'
import { lives } from '../tickets/model/steps.ts'
import { createWorld } from '../tickets/model/world.ts'
import { NOON, notice, opening, sentUpstream } from './samples.ts'

const PERSON = { userId: 'anna', name: 'Anna', locale: 'fr', customer: { id: 'contoso', name: 'Contoso' } } as const
const CUSTOMER = customerActor(PERSON)
const RESOLVED: TicketEvent = { type: 'resolved', resolution: 1, outcome: 'corrected', text: 'It was corrected today.' }
const MAIL = 'BD-1/2/resolved/anna'
const TOLD: TicketEvent = { type: 'told', resolution: 1, notice: MAIL, channel: 'e-mail' }
const YES: TicketEvent = { type: 'agreed', resolution: 1 }
const DELIVERED = notice(
	MAIL,
	{ kind: 'customer', id: 'anna' },
	{
		ticket: 'BD-1',
		resolution: 1,
		status: 'delivered',
		attempts: [{ channel: 'e-mail', at: NOON, outcome: 'delivered' }],
	},
)

type Happened = TicketEvent | readonly [event: TicketEvent, by: Actor]

/** A ticket as its events make it. */
function kept(number: string, happened: readonly Happened[], notices: readonly Notice[] = []): KeptTicket {
	const [opened] = opening(number).events
	const history = [opened?.event ?? YES, ...happened].map((each, index): RecordedEvent => {
		const [event, by] = 'type' in each ? [each, ACTORS.agent] : each
		return { ticket: number, sequence: index + 1, at: NOON + index, by, cause: `${index}`, event }
	})
	const ticket = replay(history)
	return { number, ticket, history, notices, nextDueAt: ticket && nextDueAt(ticket, POLICY) }
}

async function check(tickets: readonly KeptTicket[], more: Partial<DeskRecords> = {}): Promise<string[]> {
	const found: string[] = []
	await checkDesk({
		records: {
			async *tickets() {
				yield tickets
			},
			highestNumber: async () => 2000,
			brokenChats: async () => [],
			async *activities() {},
			files: async () => new Map(),
			async *misfits() {},
			close: async () => undefined,
			...more,
		},
		policy: POLICY,
		filesOf: ({ attachments = [] }) => attachments.flatMap(({ contentUrl }) => contentUrl ?? []),
		found: ({ about, text }) => void found.push(`${about}: ${text}`),
		progress: () => undefined,
	})
	return found
}

const closed = (reason: 'agreed' | 'silent' | 'withdrawn' | 'merged', into?: string): TicketEvent => {
	return { type: 'closed', reason, ...(into !== undefined && { into }) }
}

describe('the check of a desk', () => {
	it('finds nothing in any desk that only the use cases have made', async () => {
		const property = fc.asyncProperty(lives(60), async (steps) => {
			const { play, store } = createWorld([false])
			for (const step of steps) await play(step)
			const tickets = [...store.tickets].map(([number, ticket]): KeptTicket => {
				const notices = [...store.notices.values()].filter((each) => each.ticket === number)
				return { number, ticket, history: store.historyNow(number), notices, nextDueAt: store.dueAt(number) }
			})
			expect(await check(tickets, { files: async () => new Map([['file-1', true]]) })).toEqual([])
		})
		await fc.assert(property, { numRuns: 8, unbiased: true })
	})

	it('lets every right way of closing pass', async () => {
		const agreed = kept('BD-1', [RESOLVED, TOLD, [YES, CUSTOMER], [closed('agreed'), CUSTOMER]], [DELIVERED])
		const withdrawn = kept('BD-2', [[closed('withdrawn'), CUSTOMER]])
		const merged = [kept('BD-3', [closed('merged', 'BD-4')]), kept('BD-4', [{ type: 'absorbed', from: 'BD-3' }])]
		expect(await check([agreed, withdrawn, ...merged])).toEqual([])
	})

	const told = kept('BD-1', [RESOLVED, TOLD], [DELIVERED])
	const whole = kept('BD-1', [{ type: 'note-added', text: 'a' }])
	const stranger = { ...opening('BD-2', { reporter: 'bob' }) }
	it.each<[what: string, says: RegExp, tickets: readonly KeptTicket[], more?: Partial<DeskRecords>]>([
		[
			'a ticket that its events do not tell',
			/^BD-1: it is not what its history tells \(title\)/u,
			[{ ...whole, ticket: whole.ticket && { ...whole.ticket, title: 'other' } }],
		],
		[
			'a wrong version',
			/not what its history tells \(version\)/u,
			[{ ...whole, ticket: whole.ticket && { ...whole.ticket, version: 7 } }],
		],
		['a gap in the history', /history is not whole: event 2 stands at place 1/u, [{ ...whole, history: whole.history.slice(1) }]],
		[
			'a history without its end',
			/not what its history tells \(sequence, updatedAt, version\)|\(version, sequence, updatedAt\)/u,
			[{ ...whole, history: whole.history.slice(0, 1) }],
		],
		['events without a ticket', /there is no such ticket, but 2 events/u, [{ ...whole, ticket: undefined }]],
		[
			'notices without a ticket',
			/no such ticket, but 0 events and 1 notices/u,
			[{ number: 'BD-9', ticket: undefined, history: [], notices: [DELIVERED], nextDueAt: undefined }],
		],
		['a due time that is not derived', /the clock looks at it never and should 2026/u, [{ ...whole, nextDueAt: undefined }]],
		[
			'an outcome that nobody was told',
			/nobody told the customer the outcome \(rule 1\)/u,
			[kept('BD-1', [RESOLVED, [YES, CUSTOMER], closed('agreed')])],
		],
		[
			'a yes that was never said',
			/closed as agreed without a yes/u,
			[kept('BD-1', [RESOLVED, TOLD, closed('agreed')], [DELIVERED])],
		],
		[
			'a silence that was too short',
			/closed as silent, but not after/u,
			[kept('BD-1', [RESOLVED, TOLD, [closed('silent'), ACTORS.clock]], [DELIVERED])],
		],
		['a closing without an outcome', /closed without an outcome/u, [kept('BD-1', [closed('agreed')])]],
		['a withdrawal by somebody else', /not by its customer/u, [kept('BD-1', [closed('withdrawn')])]],
		[
			'a merge that the other ticket does not know',
			/merged into BD-2, which does not know/u,
			[kept('BD-1', [closed('merged', 'BD-2')]), kept('BD-2', [])],
		],
		[
			'a merge of two people',
			/ticket of another person/u,
			[kept('BD-1', [closed('merged', 'BD-2')]), takingIn(stranger.events, 'BD-1')],
		],
		[
			'a delivery without its notice',
			/delivered by e-mail, but there is no such notice \(event 2, resolved\)/u,
			[{ ...told, notices: [] }],
		],
		[
			'a delivery that no try tells',
			/no try of it says so/u,
			[{ ...told, notices: [{ ...DELIVERED, attempts: [{ channel: 'web-chat', at: NOON, outcome: 'delivered' }] }] }],
		],
		[
			'a delivered outcome that the history does not know',
			/the customer got the outcome \(event 2, resolved\)/u,
			[kept('BD-1', [RESOLVED], [DELIVERED])],
		],
		[
			'a failed notice that nobody sees',
			/a notice failed \(event 2, resolved\)/u,
			[kept('BD-1', [RESOLVED], [{ ...DELIVERED, status: 'failed', attempts: [] }])],
		],
		[
			'two requests about one invoice',
			/same invoice of the same customer as BD-2 \(rule 3\)/u,
			[kept('BD-1', [sentUpstream('E1')]), kept('BD-2', [sentUpstream('E1')])],
		],
		[
			'a counter below a number',
			/numbers: the counter stands at 1000, but BD-1001 exists/u,
			[kept('BD-1001', [])],
			{
				highestNumber: async () => 1000,
			},
		],
		[
			'a file of a ticket that is gone',
			/^BD-1: the file f1 that belongs to it is gone/u,
			[kept('BD-1', [[{ type: 'customer-wrote', text: '', files: [{ id: 'f1', name: 'secret.pdf' }] }, CUSTOMER]])],
			{ files: async () => new Map([['f1', false]]) },
		],
		[
			'a file of a chat that is gone',
			/^chat c: the file f2/u,
			[],
			{
				async *activities() {
					yield [['c', { id: 'a', type: 'message', attachments: [{ contentType: 'image/png', contentUrl: 'f2' }] }]] as const
				},
			},
		],
		[
			'a chat with a gap',
			/^chat c: its messages are not numbered without a gap/u,
			[],
			{
				brokenChats: async () => [{ id: 'c', what: 'gap' }],
			},
		],
		[
			'a row that is filed under something else',
			/^BD-1: it is filed under what it does not say \(state, words\)/u,
			[],
			{
				async *misfits() {
					yield [{ about: 'BD-1', what: 'ticket', columns: 'state, words' }]
				},
			},
		],
	])('finds %s', async (_what, says, tickets, more) => {
		const found = await check(tickets, more)
		expect(found).toEqual([expect.stringMatching(says)])
		expect(found.join()).not.toMatch(/anna|contoso|secret|corrected today/iu)
	})

	it('does not take a try that is recorded in the ticket only for an error, nor phone calls and the status page', async () => {
		const half = { ...DELIVERED, status: 'waiting' as const, attempts: [] }
		const byPhone = { ...TOLD, notice: 'call:1:agent-1', channel: 'phone' } as const
		const onPage = { ...TOLD, notice: 'status-page:BD-1:1', channel: 'status-page' } as const
		expect(await check([kept('BD-1', [RESOLVED, TOLD, byPhone, onPage], [half])])).toEqual([])
	})

	it('lets a customer be silent for as long as the policy says', async () => {
		const second: TicketEvent = { ...TOLD, notice: 'BD-1/4/reminder/anna' }
		const reminder = { ...DELIVERED, id: 'BD-1/4/reminder/anna' }
		const made = kept('BD-1', [RESOLVED, TOLD, second, [closed('silent'), ACTORS.clock]], [DELIVERED, reminder])
		const after = (days: number) => {
			const history = made.history.map((each) => (each.event.type === 'closed' ? { ...each, at: each.at + days * DAY } : each))
			return { ...made, history, ticket: replay(history) }
		}
		expect(await check([after(POLICY.silence.waitDays + 1)])).toEqual([])
		expect(await check([after(POLICY.silence.waitDays - 1)])).toHaveLength(1)
	})
})

/** A ticket of somebody else that has taken another one in. */
function takingIn(opened: readonly RecordedEvent[], from: string): KeptTicket {
	const history = [
		...opened,
		{ ticket: 'BD-2', sequence: 2, at: NOON, by: ACTORS.agent, cause: 'x', event: { type: 'absorbed', from } as const },
	]
	const ticket = replay(history)
	return { number: 'BD-2', ticket, history, notices: [], nextDueAt: ticket && nextDueAt(ticket, POLICY) }
}
