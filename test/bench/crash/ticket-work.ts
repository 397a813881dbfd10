import type { TicketEvent } from '../../../src/tickets/events.ts'
import type { Notice } from '../../../src/tickets/notice.ts'
import type { TicketChange } from '../../../src/tickets/ports.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'
import { followUp, NOON, notice, opening } from '../../stores/samples.ts'
import type { Plan, Task, Worker } from './load.ts'
import { type Contents, noticeIds, textOf } from './told.ts'

const NEVER = Number.MAX_SAFE_INTEGER
const MOST_FILLER = 1500
const RECIPIENTS = 500
/** Every so many tries a notice arrives. */
const ARRIVES = 2

/** New tickets, changes of several tickets in one commit, notices and what became of them. */
export function createTicketWork(worker: Worker): { plans: Plan[]; askAgain: (cause: string) => Promise<Task> } {
	const { store, chance, tell, numbers, newId, writer } = worker

	async function open(cause = newId(), notices = 2): Promise<Task> {
		const number = await store.tickets.reserveNumber()
		tell({ kind: 'number', number })
		const contents = { cause, numbers: [number], notices }
		const opened = opening(number, { reporter: `customer-${writer}`, description: textOf(contents, filler()) })
		return commitTask(contents, [opened])
	}

	async function change(): Promise<Task | undefined> {
		const wanted = new Set(Array.from({ length: 1 + chance.below(3) }, () => chance.pick(numbers) ?? ''))
		const found = (await Promise.all([...wanted].map((number) => store.tickets.load(number)))).filter(
			(each) => each !== undefined,
		)
		if (found.length === 0) return undefined
		const contents = { cause: newId(), numbers: found.map(({ number }) => number), notices: 1 + chance.below(2) }
		return commitTask(
			contents,
			found.map((ticket) => followUp(ticket, NOON + ticket.sequence, ...eventsOf(ticket, textOf(contents, filler())))),
		)
	}

	function eventsOf(ticket: Ticket, text: string): TicketEvent[] {
		const more: TicketEvent[] = [
			{ type: 'priority-set', priority: chance.pick(['low', 'normal', 'high'] as const) ?? 'low' },
			{ type: 'customer-asked', text: `which invoice of ${ticket.number}?` },
			{ type: 'customer-wrote', text: 'é'.repeat(chance.below(50)) },
			{ type: 'resolved', resolution: 1, outcome: 'credited', text: 'credited' },
			{ type: 'reopened', why: 'staff', comment: 'not yet' },
		]
		return [{ type: 'note-added', text }, ...more.filter(() => chance.next() < 0.2)]
	}

	function filler(): string {
		return '« é »'.repeat(chance.below(MOST_FILLER / 5))
	}

	function commitTask(contents: Contents, changes: readonly TicketChange[]): Task {
		const withNotices = changes.map((each) => ({ ...each, notices: noticesOf(contents, each), nextDueAt: NOON }))
		const sequences = changes.map(({ expectedSequence }) => expectedSequence + 1)
		const { cause } = contents
		async function run(): Promise<void> {
			tell({ kind: 'asks', cause })
			const outcome = await store.tickets.commit(cause, withNotices)
			tell({ kind: 'commit', cause, outcome, numbers: contents.numbers, sequences })
			if (outcome === 'committed' && sequences[0] === 1) numbers.push(...contents.numbers)
		}
		return { what: 'commit', cause, run }
	}

	function noticesOf(contents: Contents, { ticket, expectedSequence }: TicketChange): Notice[] {
		const people = [{ kind: 'staff', id: `staff-${writer}` } as const, { kind: 'customer', id: `customer-${writer}` } as const]
		return noticeIds(contents, ticket.number).map((id, index) =>
			notice(id, people[index % 2] ?? { kind: 'team', id: 'team' }, { ticket: ticket.number, sequence: expectedSequence + 1 }),
		)
	}

	async function carry(): Promise<Task | undefined> {
		const to = `customer-${writer}`
		const head = (await store.notices.ready(NEVER, RECIPIENTS)).find((ready) => ready.to.id === to)
		if (head === undefined) return undefined
		const mark = newId()
		const delivered = chance.below(ARRIVES) === 0
		const attempt = { channel: 'e-mail', at: NOON, outcome: delivered ? 'delivered' : 'retryable', reason: mark } as const
		const after = delivered ? { status: 'delivered' as const } : { status: 'waiting' as const, nextAttemptAt: NOON }
		async function run(): Promise<void> {
			await store.notices.recordAttempt(head?.id ?? '', attempt, after)
			tell({ kind: 'attempt', notice: head?.id ?? '', mark, to, delivered })
		}
		return { what: 'attempt', run, once: true }
	}

	return { plans: [() => open(), change, change, carry, carry], askAgain: (cause) => open(cause, 0) }
}
