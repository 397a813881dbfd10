import type { TicketQuery } from '../../tickets/ports.ts'
import { ACTIVE_STATES, awaitsUpstream, type Instant, type Ticket, type TicketState } from '../../tickets/ticket.ts'
import type { Values } from './data.ts'
import type { Engine } from './engine.ts'
import { type Belonging, createGroupedKeys, type GroupedKeys } from './grouped-keys.ts'
import { createSortedKeys, mergeDescending, type SortedKeys } from './sorted-keys.ts'

/** The conditions of a query that have an index. */
export type IndexedQuery = Omit<TicketQuery, 'limit' | 'text'>

/** Finds ticket numbers without looking at every ticket. */
export interface TicketIndex {
	/** Candidates for the query, newest change first: all that fit are among them. */
	candidates(query: IndexedQuery): Iterable<string>
	/** How many tickets fit, where the index alone can tell. */
	count(query: IndexedQuery): number | undefined
	/** Numbers of tickets that are due, most overdue first. */
	due(now: Instant): Iterable<string>
	/** Numbers of this customer's tickets that wait upstream, oldest first. */
	waitingUpstream(customer: string): Iterable<string>
}

type Stored = Values['tickets']

const STATES: readonly TicketState[] = [...ACTIVE_STATES, 'resolved', 'closed']
const NOBODY = ''

/** Each index groups by somebody and by state, so that a query about both need not pass over years of closed tickets. */
export function createTicketIndex(engine: Engine): TicketIndex {
	const all = createGroupedKeys()
	const byAssignee = createGroupedKeys()
	const byReporter = createGroupedKeys()
	const byCustomer = createGroupedKeys()
	const indexes: readonly (readonly [GroupedKeys, (ticket: Ticket) => string])[] = [
		[all, () => NOBODY],
		[byAssignee, (ticket) => ticket.assignee?.id ?? NOBODY],
		[byReporter, (ticket) => ticket.reporter.userId],
		[byCustomer, (ticket) => ticket.reporter.customer.id],
	]
	const upstream = createGroupedKeys()
	const dueKeys = createSortedKeys()

	engine.watch('tickets', (number, after, before) => {
		for (const [index, whoOf] of indexes) index.move(number, belonging(before, whoOf), belonging(after, whoOf))
		upstream.move(number, waiting(before), waiting(after))
		if (before?.nextDueAt === after?.nextDueAt) return
		if (before?.nextDueAt !== undefined) dueKeys.remove(before.nextDueAt, number)
		if (after?.nextDueAt !== undefined) dueKeys.add(after.nextDueAt, number)
	})

	/** Each index that the query names, with whom it asks for; the smallest groups first. */
	function named({ reporter, assignee, unassigned, customer }: IndexedQuery): (readonly [GroupedKeys, string])[] {
		const asked = [
			reporter !== undefined && ([byReporter, reporter] as const),
			customer !== undefined && ([byCustomer, customer] as const),
			assignee !== undefined && ([byAssignee, assignee] as const),
			unassigned === true && ([byAssignee, NOBODY] as const),
		]
		return asked.filter((entry) => entry !== false)
	}

	function sources(query: IndexedQuery): SortedKeys[] {
		const [index, who] = named(query)[0] ?? [all, NOBODY]
		const states = [...new Set(query.states ?? STATES)]
		return states.map((state) => index.of(groupOf(state, who))).filter((keys) => keys !== undefined)
	}

	return {
		*candidates(query) {
			for (const [, number] of mergeDescending(sources(query))) yield number
		},
		count(query) {
			return named(query).length > 1 ? undefined : sources(query).reduce((sum, keys) => sum + keys.size(), 0)
		},
		*due(now) {
			for (const [at, number] of dueKeys.ascending()) {
				if (at > now) return
				yield number
			}
		},
		*waitingUpstream(customer) {
			for (const [, number] of upstream.of(customer)?.ascending() ?? []) yield number
		},
	}
}

function groupOf(state: TicketState, who: string): string {
	return `${state} ${who}`
}

function belonging(stored: Stored | undefined, whoOf: (ticket: Ticket) => string): Belonging | undefined {
	return stored && { group: groupOf(stored.ticket.state, whoOf(stored.ticket)), rank: stored.ticket.updatedAt }
}

/** A closed ticket waits for nothing, whatever upstream still owes us. */
function waiting(stored: Stored | undefined): Belonging | undefined {
	if (stored === undefined || !awaitsUpstream(stored.ticket)) return undefined
	return { group: stored.ticket.reporter.customer.id, rank: stored.ticket.upstream?.at ?? 0 }
}
