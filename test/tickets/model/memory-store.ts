import type { RecordedEvent } from '../../../src/tickets/events.ts'
import type { Notice } from '../../../src/tickets/notice.ts'
import type { TicketChange, TicketQuery, TicketStore } from '../../../src/tickets/ports.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'

export interface Commit {
	readonly cause: string
	readonly changes: readonly TicketChange[]
}

/** A ticket store in memory which shows everything that was ever committed. */
export interface MemoryStore extends TicketStore {
	readonly commits: readonly Commit[]
	readonly notices: ReadonlyMap<string, Notice>
	/** Everything as it is now, without waiting. */
	readonly tickets: ReadonlyMap<string, Ticket>
	historyNow(number: string): readonly RecordedEvent[]
	dueAt(number: string): number | undefined
}

/**
 * A request waits upstream until its answer is recorded, whatever became of its ticket; and a commit that would make a second
 * waiting request about one invoice answers `conflict`, so that whoever was slower decides again.
 * `fails` is asked before each commit and answers whether it ends in a conflict for no reason.
 */
export function createMemoryStore(fails: () => boolean = () => false): MemoryStore {
	const tickets = new Map<string, Ticket>()
	const histories = new Map<string, RecordedEvent[]>()
	const dueTimes = new Map<string, number>()
	const notices = new Map<string, Notice>()
	const causes = new Map<string, string>()
	const commits: Commit[] = []
	let numbers = 1000

	function waiting(customer: string, invoice: string, except: string): string | undefined {
		for (const ticket of tickets.values()) {
			const waits =
				ticket.upstream?.packet.invoice.toLowerCase() === invoice.trim().toLowerCase() && ticket.upstream.answer === undefined
			if (waits && ticket.reporter.customer.id === customer && ticket.number !== except) return ticket.number
		}
		return undefined
	}

	function found({ states, assignee, unassigned, reporter, customer }: Omit<TicketQuery, 'limit' | 'text'>): Ticket[] {
		const fits = [...tickets.values()].filter(
			(ticket) =>
				(states?.includes(ticket.state) ?? true) &&
				(unassigned === undefined || !unassigned.includes(ticket.assignee?.id ?? '')) &&
				(assignee ?? ticket.assignee?.id) === ticket.assignee?.id &&
				(reporter ?? ticket.reporter.userId) === ticket.reporter.userId &&
				(customer ?? ticket.reporter.customer.id) === ticket.reporter.customer.id,
		)
		return fits.sort((a, b) => b.updatedAt - a.updatedAt)
	}

	function inTheWay({ ticket, expectedSequence, events }: TicketChange): boolean {
		if ((tickets.get(ticket.number)?.sequence ?? 0) !== expectedSequence) return true
		const filed = events.find(({ event }) => event.type === 'escalated-upstream')?.event
		if (filed?.type !== 'escalated-upstream') return false
		return waiting(ticket.reporter.customer.id, filed.packet.invoice, ticket.number) !== undefined
	}

	function setDue(number: string, at: number | undefined): void {
		if (at === undefined) dueTimes.delete(number)
		else dueTimes.set(number, at)
	}

	function keep({ ticket, events, notices: told, nextDueAt }: TicketChange): void {
		tickets.set(ticket.number, ticket)
		histories.set(ticket.number, [...(histories.get(ticket.number) ?? []), ...events])
		setDue(ticket.number, nextDueAt)
		for (const notice of told) {
			if (notices.has(notice.id)) throw new Error(`two notices ${notice.id}`)
			notices.set(notice.id, notice)
		}
	}

	return {
		commits,
		notices,
		tickets,
		historyNow: (number) => histories.get(number) ?? [],
		dueAt: (number) => dueTimes.get(number),
		async reserveNumber() {
			numbers += 1
			return `BD-${numbers}`
		},
		load: async (number) => tickets.get(number),
		history: async (number) => histories.get(number) ?? [],
		async commit(cause, changes) {
			const [first] = changes
			if (causes.has(cause)) return 'repeated'
			if (first === undefined || fails() || changes.some(inTheWay)) return 'conflict'
			for (const change of changes) keep(change)
			causes.set(cause, first.ticket.number)
			commits.push({ cause, changes })
			return 'committed'
		},
		ticketOfCause: async (cause) => causes.get(cause),
		list: async ({ limit, ...query }) => found(query).slice(0, limit),
		count: async (query) => found(query).length,
		async due(now, limit) {
			const late = [...dueTimes].filter(([, at]) => at <= now).sort((a, b) => a[1] - b[1])
			return late.slice(0, limit).map(([number]) => number)
		},
		async nextDue(now) {
			const later = [...dueTimes.values()].filter((at) => at > now)
			return later.length === 0 ? undefined : Math.min(...later)
		},
		async reindex(dueAt) {
			const open = [...tickets.values()].filter(({ state }) => state !== 'closed')
			const moved = open.filter((ticket) => dueAt(ticket) !== dueTimes.get(ticket.number))
			for (const ticket of moved) setDue(ticket.number, dueAt(ticket))
			return moved.length
		},
		waitingUpstream: async (customer, invoice, except) => waiting(customer, invoice, except),
	}
}
