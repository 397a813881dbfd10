import type { AppError } from '../../errors.ts'
import {
	type Append,
	apply,
	isList,
	itemsIn,
	keysIn,
	lengthIn,
	type ListName,
	type Lists,
	type Operation,
	type SmallName,
	type StoreData,
	valueIn,
	type ValueName,
	type Values,
} from './data.ts'
import { freeze } from './freeze.ts'
import type { Journal } from './journal.ts'
import type { TicketFacts } from './ticket-facts.ts'

/** Told of each value as it becomes visible, so that an index can follow; `undefined` stands for none. */
export type Watcher<Value> = (key: string, after: Value | undefined, before: Value | undefined) => void

/**
 * The rule of the store: **memory holds what the disk holds**. A commit is checked against the newest values, those on their way
 * to the disk included, but becomes visible only once it is on disk; if the disk refuses it, it is simply forgotten. So nothing
 * can be acknowledged that is not kept. An answer that rests on a commit under way ("somebody was faster") waits for it.
 */
export interface Engine {
	/** The value on disk, frozen. */
	get<Name extends ValueName>(collection: Name, key: string): Values[Name] | undefined
	/** The items on disk from this place on, frozen; places count from 1. */
	items<Name extends ListName>(collection: Name, key: string, from?: number): Lists[Name][]
	/** How many items are on disk. */
	length(collection: ListName, key: string): number
	/**
	 * Resolves when all of it is on disk and visible; it is frozen, hand in a copy of what somebody else may go on changing.
	 * Throws `busy`, reason `store-unavailable`: nothing was kept.
	 */
	commit(operations: readonly Operation[]): Promise<void>
	/** What is asked of many tickets at once, as it is on disk. */
	facts(number: string): TicketFacts | undefined
	/** The value after all commits under way. */
	newest<Name extends ValueName>(collection: Name, key: string): Values[Name] | undefined
	/** The sequence of the ticket after all commits under way, 0 where there is none. */
	newestSequence(number: string): number
	/** The length of the list after all commits under way. */
	newestLength(collection: ListName, key: string): number
	/** Resolves with the latest commit under way that touches this key, at once where there is none; throws if it is refused. */
	settled(collection: ValueName, key: string): Promise<void>
	/** Tells all values at once and each later one. */
	watch<Name extends SmallName>(collection: Name, watcher: Watcher<Values[Name]>): void
	/** The same for tickets. */
	watchTickets(watcher: Watcher<TicketFacts>): void
	/** Tells the items of all lists at once and each later one. */
	watchItems<Name extends ListName>(collection: Name, watcher: (key: string, item: Lists[Name]) => void): void
}

interface UnderWay {
	readonly operation: Operation
	readonly done: Promise<void>
}

export function createEngine(data: StoreData, journal: Journal): Engine {
	const underWay = new Map<string, Map<string, UnderWay>>()
	const watchers = new Map<string, Watcher<unknown>[]>()
	const itemWatchers = new Map<string, ((key: string, item: unknown) => void)[]>()

	function commit(operations: readonly Operation[]): Promise<void> {
		const body = JSON.stringify(operations)
		const { promise: done, resolve, reject } = Promise.withResolvers<void>()
		freeze(operations)
		for (const operation of operations) remember(operation, done)
		const forget = () => operations.forEach((operation) => forgetOne(operation, done))
		journal.append({
			body,
			kept() {
				forget()
				operations.forEach(show)
				resolve()
			},
			refused(error: AppError) {
				forget()
				reject(error)
			},
		})
		return done
	}

	function remember(operation: Operation, done: Promise<void>): void {
		const [collection, key] = operation
		const keys = underWay.get(collection) ?? new Map<string, UnderWay>()
		keys.set(key, { operation, done })
		underWay.set(collection, keys)
	}

	function forgetOne([collection, key]: Operation, done: Promise<void>): void {
		const keys = underWay.get(collection)
		if (keys?.get(key)?.done === done) keys.delete(key)
	}

	function show(operation: Operation): void {
		const [collection, key] = operation
		if (isList(collection)) {
			apply(data, operation)
			const items = operation[3] as readonly unknown[]
			for (const watcher of itemWatchers.get(collection) ?? []) items.forEach((item) => watcher(key, item))
			return
		}
		const before = known(collection, key)
		apply(data, operation)
		for (const watcher of watchers.get(collection) ?? []) watcher(key, known(collection, key), before)
	}

	/** What a watcher is told of. */
	function known(collection: ValueName, key: string): unknown {
		return collection === 'tickets' ? data.tickets.get(key)?.facts : data.values[collection].get(key)
	}

	function watch(collection: ValueName, watcher: Watcher<never>): void {
		const told = watcher as Watcher<unknown>
		for (const key of keysIn(data, collection)) told(key, known(collection, key), undefined)
		watchers.set(collection, [...(watchers.get(collection) ?? []), told])
	}

	return {
		get<Name extends ValueName>(collection: Name, key: string) {
			return freeze(valueIn(data, collection, key))
		},
		items<Name extends ListName>(collection: Name, key: string, from = 1) {
			const items = itemsIn(data, collection, key, from)
			items.forEach(freeze)
			return items
		},
		length: (collection, key) => lengthIn(data, collection, key),
		commit,
		facts: (number) => data.tickets.get(number)?.facts,
		newest<Name extends ValueName>(collection: Name, key: string) {
			const operation = underWay.get(collection)?.get(key)?.operation
			return operation === undefined ? valueIn(data, collection, key) : (operation[2] as Values[Name] | undefined)
		},
		newestSequence(number) {
			const operation = underWay.get('tickets')?.get(number)?.operation
			if (operation === undefined) return data.tickets.get(number)?.facts.sequence ?? 0
			return (operation[2] as Values['tickets'] | undefined)?.ticket.sequence ?? 0
		},
		newestLength(collection, key) {
			const operation = underWay.get(collection)?.get(key)?.operation as Append | undefined
			return operation === undefined ? lengthIn(data, collection, key) : operation[2] + operation[3].length - 1
		},
		settled: (collection, key) => underWay.get(collection)?.get(key)?.done ?? Promise.resolve(),
		watch,
		watchTickets: (watcher) => watch('tickets', watcher),
		watchItems(collection, watcher) {
			for (const key of keysIn(data, collection)) itemsIn(data, collection, key).forEach((item) => watcher(key, item))
			itemWatchers.set(collection, [...(itemWatchers.get(collection) ?? []), watcher as (key: string, item: unknown) => void])
		},
	}
}
