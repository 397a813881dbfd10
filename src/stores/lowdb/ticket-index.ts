import type { TicketQuery } from '../../tickets/ports.ts'
import { ACTIVE_STATES, type Instant, type TicketState } from '../../tickets/ticket.ts'
import type { Engine } from './engine.ts'
import { type Belonging, createGroupedKeys, type GroupedKeys } from './grouped-keys.ts'
import { addKey, ascending, createSortedKeys, mergeDescending, removeKey, type SortedKeys } from './sorted-keys.ts'
import type { TicketFacts } from './ticket-facts.ts'

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
	/** The soonest instant after `now` at which one is due. */
	nextDue(now: Instant): Instant | undefined
	/** Numbers of this customer's tickets that wait upstream, oldest first. */
	waitingUpstream(customer: string): Iterable<string>
}

const STATES: readonly TicketState[] = [...ACTIVE_STATES, 'resolved', 'closed']
/** Tickets by somebody, in the order of their latest changes. */
interface Index {
	readonly whoOf: (ticket: TicketFacts) => string
	readonly groups: Readonly<Record<TicketState, GroupedKeys>>
}

/** The group of all tickets. */
const ALL = ''

/** Each index groups by somebody and by state, so that a query about both need not pass over years of closed tickets. */
export function createTicketIndex(engine: Engine): TicketIndex {
	const all = createIndex(() => ALL)
	const byAssignee = createIndex(({ assignee }) => assignee)
	const byReporter = createIndex(({ reporter }) => reporter)
	const byCustomer = createIndex(({ customer }) => customer)
	const indexes = [all, byAssignee, byReporter, byCustomer]
	const upstream = createGroupedKeys()
	const dueKeys = createSortedKeys()

	engine.watchTickets((number, after, before) => {
		for (const { whoOf, groups } of indexes) {
			if (before) groups[before.state].take(whoOf(before), before.updatedAt, number)
			if (after) groups[after.state].put(whoOf(after), after.updatedAt, number)
		}
		upstream.move(number, waiting(before), waiting(after))
		if (before?.nextDueAt === after?.nextDueAt) return
		if (typeof before?.nextDueAt === 'number') removeKey(dueKeys, before.nextDueAt, number)
		if (typeof after?.nextDueAt === 'number') addKey(dueKeys, after.nextDueAt, number)
	})

	/** Each index that the query names, with whom it asks for; the smallest groups first. */
	function named({ reporter, assignee, customer }: IndexedQuery): (readonly [Index, string])[] {
		const asked = [
			reporter !== undefined && ([byReporter, reporter] as const),
			customer !== undefined && ([byCustomer, customer] as const),
			assignee !== undefined && ([byAssignee, assignee] as const),
		]
		return asked.filter((entry) => entry !== false)
	}

	function sources(query: IndexedQuery): SortedKeys[] {
		const states = [...new Set(query.states ?? STATES)]
		const [index, who] = named(query)[0] ?? [all, ALL]
		const { unassigned } = query
		if (unassigned && index === all) return states.flatMap((state) => byAssignee.groups[state].besides(unassigned))
		return states.map((state) => index.groups[state].of(who)).filter((keys) => keys !== undefined)
	}

	return {
		*candidates(query) {
			for (const [, number] of mergeDescending(sources(query))) yield number
		},
		count(query) {
			const conditions = named(query).length + (query.unassigned ? 1 : 0)
			return conditions > 1 ? undefined : sources(query).reduce((sum, keys) => sum + keys.size, 0)
		},
		*due(now) {
			for (const [at, number] of ascending(dueKeys)) {
				if (at > now) return
				yield number
			}
		},
		nextDue(now) {
			for (const [at] of ascending(dueKeys)) if (at > now) return at
			return undefined
		},
		*waitingUpstream(customer) {
			const keys = upstream.of(customer)
			if (keys === undefined) return
			for (const [, number] of ascending(keys)) yield number
		},
	}
}

function createIndex(whoOf: Index['whoOf']): Index {
	const groups = STATES.map((state) => [state, createGroupedKeys()] as const)
	return { whoOf, groups: Object.fromEntries(groups) as Index['groups'] }
}

function waiting(ticket: TicketFacts | undefined): Belonging | undefined {
	return ticket?.upstream ? { group: ticket.customer, rank: ticket.upstream.at } : undefined
}
