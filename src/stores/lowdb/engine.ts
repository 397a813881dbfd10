import type { AppError } from '../../errors.ts'
import {
	type Append,
	apply,
	type ListName,
	type Lists,
	type Operation,
	type StoreData,
	type ValueName,
	type Values,
} from './data.ts'
import { freeze } from './freeze.ts'
import type { Journal } from './journal.ts'

/** Told of each value as it becomes visible, so that an index can follow; `undefined` stands for none. */
export type Watcher<Name extends ValueName> = (
	key: string,
	after: Values[Name] | undefined,
	before: Values[Name] | undefined,
) => void

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
	/** The value after all commits under way. */
	newest<Name extends ValueName>(collection: Name, key: string): Values[Name] | undefined
	/** The length of the list after all commits under way. */
	newestLength(collection: ListName, key: string): number
	/** Resolves with the latest commit under way that touches this key, at once where there is none; throws if it is refused. */
	settled(collection: ValueName, key: string): Promise<void>
	/** Tells all values at once and each later one. */
	watch<Name extends ValueName>(collection: Name, watcher: Watcher<Name>): void
	/** Tells the items of all lists at once and each later one. */
	watchItems<Name extends ListName>(collection: Name, watcher: (key: string, item: Lists[Name]) => void): void
}

interface UnderWay {
	readonly operation: Operation
	readonly done: Promise<void>
}

export function createEngine(data: StoreData, journal: Journal): Engine {
	const underWay = new Map<string, Map<string, UnderWay>>()
	const watchers = new Map<string, Watcher<ValueName>[]>()
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
		if (collection === 'events' || collection === 'activities') {
			apply(data, operation)
			for (const watcher of itemWatchers.get(collection) ?? []) operation[3].forEach((item) => watcher(key, item))
			return
		}
		const values: ReadonlyMap<string, Values[ValueName]> = data.values[collection]
		const before = values.get(key)
		apply(data, operation)
		for (const watcher of watchers.get(collection) ?? []) watcher(key, values.get(key), before)
	}

	return {
		get<Name extends ValueName>(collection: Name, key: string) {
			return freeze<Values[Name] | undefined>(data.values[collection].get(key))
		},
		items<Name extends ListName>(collection: Name, key: string, from = 1) {
			const items = data.lists[collection].get(key)?.slice(from - 1) ?? []
			items.forEach(freeze)
			return items
		},
		length: (collection, key) => data.lists[collection].get(key)?.length ?? 0,
		commit,
		newest<Name extends ValueName>(collection: Name, key: string) {
			const operation = underWay.get(collection)?.get(key)?.operation
			return operation === undefined ? data.values[collection].get(key) : (operation[2] as Values[Name] | undefined)
		},
		newestLength(collection, key) {
			const operation = underWay.get(collection)?.get(key)?.operation as Append | undefined
			return operation === undefined ? (data.lists[collection].get(key)?.length ?? 0) : operation[2] + operation[3].length - 1
		},
		settled: (collection, key) => underWay.get(collection)?.get(key)?.done ?? Promise.resolve(),
		watch(collection, watcher) {
			for (const [key, value] of data.values[collection]) watcher(key, value, undefined)
			watchers.set(collection, [...(watchers.get(collection) ?? []), watcher as Watcher<ValueName>])
		},
		watchItems(collection, watcher) {
			for (const [key, items] of data.lists[collection]) items.forEach((item) => watcher(key, item))
			itemWatchers.set(collection, [...(itemWatchers.get(collection) ?? []), watcher as (key: string, item: unknown) => void])
		},
	}
}
