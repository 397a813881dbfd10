import type { CommitOutcome, TicketChange, TicketQuery, TicketStore } from '../../tickets/ports.ts'
import { ACTIVE_STATES, type Instant, type Ticket, type TicketState } from '../../tickets/ticket.ts'
import { invoiceKey } from '../../tickets/waiting-invoice.ts'
import { checkChanges } from '../check-changes.ts'
import type { Operation } from './data.ts'
import type { Engine } from './engine.ts'
import type { Numbers } from './numbers.ts'
import { reindex } from './reindex.ts'
import { mapped, take } from './take.ts'
import type { TicketFacts } from './ticket-facts.ts'
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
		const overtaken = changes.filter(({ ticket, expectedSequence }) => engine.newestSequence(ticket.number) !== expectedSequence)
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
		const key = invoiceKey(invoice)
		return [...index.waitingUpstream(customer)].find(
			(number) => number !== except && engine.facts(number)?.upstream?.invoice === key,
		)
	}

	function* fitting(query: IndexedQuery, text = ''): Generator<string> {
		for (const number of index.candidates(query)) {
			const facts = engine.facts(number)
			if (facts !== undefined && fits(facts, query) && facts.words.includes(text)) yield number
		}
	}

	function list({ text, limit, ...query }: TicketQuery): Ticket[] {
		return take(mapped(fitting(query, text?.trim().toLowerCase()), ticketOf), limit)
	}

	return {
		reserveNumber: () => numbers.reserve(),
		load: async (number) => ticketOf(number),
		history: async (number) => engine.items('events', number),
		commit,
		ticketOfCause: async (cause) => engine.get('causes', cause)?.ticket,
		list: async (query) => list(query),
		count: async (query) => index.count(query) ?? [...fitting(query)].length,
		due: async (now, limit) => take(index.due(now), limit),
		nextDue: async (now) => index.nextDue(now),
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
	const [customer, invoice] = [reporter.customer.id, invoiceKey(upstream.packet.invoice)]
	return [{ key: JSON.stringify([customer, invoice]), customer, invoice, number }]
}

function fits(ticket: TicketFacts, { states, assignee, unassigned, reporter, customer }: IndexedQuery): boolean {
	return (
		(states === undefined || states.includes(ticket.state)) &&
		(assignee === undefined || ticket.assignee === assignee) &&
		(unassigned === undefined || !unassigned.includes(ticket.assignee)) &&
		(reporter === undefined || ticket.reporter === reporter) &&
		(customer === undefined || ticket.customer === customer)
	)
}
