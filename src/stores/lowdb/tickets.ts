import type { CommitOutcome, TicketChange, TicketQuery, TicketStore } from '../../tickets/ports.ts'
import { ACTIVE_STATES, type Instant, type Ticket, type TicketState } from '../../tickets/ticket.ts'
import { checkChanges } from '../check-changes.ts'
import type { Operation } from './data.ts'
import type { Engine } from './engine.ts'
import type { Numbers } from './numbers.ts'
import { reindex } from './reindex.ts'
import { take } from './take.ts'
import { createTicketIndex, type IndexedQuery } from './ticket-index.ts'

const NOT_CLOSED: readonly TicketState[] = [...ACTIVE_STATES, 'resolved']

export interface TicketsDeps {
	readonly engine: Engine
	readonly numbers: Numbers
	readonly clock: () => Instant
}

export function createTickets({ engine, numbers, clock }: TicketsDeps): TicketStore {
	const index = createTicketIndex(engine)
	const ticketOf = (number: string) => engine.get('tickets', number)?.ticket

	/** Requests upstream that are on their way to the disk, by company and invoice. */
	const filing = new Map<string, Promise<unknown>>()

	async function commit(cause: string, changes: readonly TicketChange[]): Promise<CommitOutcome> {
		if (engine.newest('causes', cause) !== undefined) {
			await engine.settled('causes', cause)
			return 'repeated'
		}
		const numbersOf = changes.map(({ ticket }) => ticket.number)
		checkChanges(changes)
		const overtaken = changes.filter(({ ticket, expectedSequence }) => sequenceOf(ticket.number) !== expectedSequence)
		if (overtaken.length > 0) {
			await Promise.all(overtaken.map(({ ticket }) => engine.settled('tickets', ticket.number)))
			return 'conflict'
		}
		const filed = changes.flatMap(filedBy)
		const taken = filed.find(
			({ key, customer, invoice, number }) => filing.has(key) || waiting(customer, invoice, number) !== undefined,
		)
		if (taken !== undefined) {
			await filing.get(taken.key)?.catch(() => undefined)
			return 'conflict'
		}
		const done = engine.commit([['causes', cause, { ticket: numbersOf[0], at: clock() }], ...changes.flatMap(operationsOf)])
		for (const { key } of filed) filing.set(key, done)
		try {
			await done
		} finally {
			for (const { key } of filed) filing.delete(key)
		}
		return 'committed'
	}

	function waiting(customer: string, invoice: string, except: string): string | undefined {
		return [...index.waitingUpstream(customer)].find(
			(number) => number !== except && ticketOf(number)?.upstream?.packet.invoice === invoice,
		)
	}

	function sequenceOf(number: string): number {
		return engine.newest('tickets', number)?.ticket.sequence ?? 0
	}

	function fitting(query: IndexedQuery): string[] {
		return [...index.candidates(query)].filter((number) => {
			const ticket = ticketOf(number)
			return ticket !== undefined && fits(ticket, query)
		})
	}

	function* matching(query: TicketQuery): Generator<Ticket> {
		const text = query.text?.trim().toLowerCase()
		for (const number of index.candidates(query)) {
			const ticket = ticketOf(number)
			if (ticket !== undefined && fits(ticket, query) && (!text || wordsOf(ticket).includes(text))) yield ticket
		}
	}

	return {
		reserveNumber: () => numbers.reserve(),
		load: async (number) => ticketOf(number),
		history: async (number) => engine.items('events', number),
		commit,
		ticketOfCause: async (cause) => engine.get('causes', cause)?.ticket,
		list: async (query) => take(matching(query), query.limit),
		count: async (query) => index.count(query) ?? fitting(query).length,
		due: async (now, limit) => take(index.due(now), limit),
		reindex: (dueAt) => reindex(engine, [...index.candidates({ states: NOT_CLOSED })], dueAt),
		waitingUpstream: async (customer, invoice, except) => waiting(customer, invoice, except),
	}
}

function operationsOf({ ticket, events, notices, expectedSequence, nextDueAt }: TicketChange): Operation[] {
	return [
		['tickets', ticket.number, { ticket, nextDueAt }],
		['events', ticket.number, expectedSequence + 1, events],
		...notices.map((notice): Operation => ['notices', notice.id, notice]),
	]
}

/** The request that this change files upstream, if it does. */
function filedBy({ ticket, events }: TicketChange) {
	const { upstream, number, reporter } = ticket
	if (upstream === undefined || !events.some(({ event }) => event.type === 'escalated-upstream')) return []
	const [customer, invoice] = [reporter.customer.id, upstream.packet.invoice]
	return [{ key: JSON.stringify([customer, invoice]), customer, invoice, number }]
}

function fits(ticket: Ticket, { states, assignee, unassigned, reporter, customer }: IndexedQuery): boolean {
	return (
		(states === undefined || states.includes(ticket.state)) &&
		(assignee === undefined || ticket.assignee?.id === assignee) &&
		(unassigned !== true || ticket.assignee === undefined) &&
		(reporter === undefined || ticket.reporter.userId === reporter) &&
		(customer === undefined || ticket.reporter.customer.id === customer)
	)
}

/** Where the text of a query is looked for. A line feed keeps it from being found across two fields. */
function wordsOf({ number, title, reporter, dispute }: Ticket): string {
	return [number, title, reporter.customer.name, reporter.name, dispute?.invoice ?? ''].join('\n').toLowerCase()
}
