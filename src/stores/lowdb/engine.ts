import type { AppError } from '../../errors.ts'
import {
	type Append,
	apply,
	factsIn,
	isList,
	itemsIn,
	keysIn,
	lengthIn,
	type ListName,
	type Lists,
	type Operation,
	type SmallName,
	type StoreData,
	valueAt,
	valueIn,
	type ValueName,
	type Values,
} from './data.ts'
import { freeze } from './freeze.ts'
import type { Journal } from './journal.ts'
import { NONE } from './key-index.ts'
import { createKeyMap, type KeyMap } from './key-map.ts'
import type { TicketFacts } from './ticket-facts.ts'

/**
 * Told of each value as it becomes visible, so that an index can follow; `undefined` stands for none. `place` tells the key's place
 * in the order in which the keys came: a whole number from 1 on, which it has until it goes.
 */
export type Watcher<Value> = (key: string, after: Value | undefined, before: Value | undefined, place: number) => void

/**
 * The rule of the store: **memory holds what the disk holds**. A commit is checked against the newest values, those on their way
 * to the disk included, but becomes visible only once it is on disk; if the disk refuses it, it is simply forgotten. So nothing
 * can be acknowledged that is not kept. An answer that rests on a commit under way ("somebody was faster") waits for it.
 */
export interface Engine {
	/** The value on disk, frozen. */
	get<Name extends ValueName>(collection: Name, key: string): Values[Name] | undefined
	/** Whether there is one on disk. */
	has(collection: ValueName, key: string): boolean
	/** The key at this place, as watchers are told it. */
	keyAt(collection: ValueName, place: number): string
	/** All keys on disk, in the order in which they came. */
	keys(collection: ValueName): Iterable<string>
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
	const underWay = new Map<string, KeyMap<UnderWay>>()
	const watchers = new Map<string, Watcher<unknown>[]>()
	const itemWatchers = new Map<string, ((key: string, item: unknown) => void)[]>()

	function commit(operations: readonly Operation[]): Promise<void> {
		const texts = operations.map(textOf)
		const body = `[${operations.map((operation, index) => partOf(operation, texts[index])).join()}]`
		const { promise: done, resolve, reject } = Promise.withResolvers<void>()
		freeze(operations)
		for (const operation of operations) remember(operation, done)
		const forget = () => operations.forEach((operation) => forgetOne(operation, done))
		journal.append({
			body,
			kept() {
				forget()
				for (const [index, operation] of operations.entries()) show(operation, texts[index])
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
		const keys = underWay.get(collection) ?? createKeyMap<UnderWay>()
		keys.set(key, { operation, done })
		underWay.set(collection, keys)
	}

	function forgetOne([collection, key]: Operation, done: Promise<void>): void {
		const keys = underWay.get(collection)
		if (keys?.get(key)?.done === done) keys.delete(key)
	}

	function show(operation: Operation, text: string | undefined): void {
		const [collection, key] = operation
		if (isList(collection)) {
			apply(data, operation, text)
			const items = operation[3] as readonly unknown[]
			for (const watcher of itemWatchers.get(collection) ?? []) items.forEach((item) => watcher(key, item))
			return
		}
		const told = watchers.get(collection)
		if (told === undefined) return apply(data, operation, text)
		const earlier = data.values[collection].find(key)
		const before = earlier === NONE ? undefined : known(collection, earlier)
		apply(data, operation, text)
		const place = earlier === NONE ? data.values[collection].find(key) : earlier
		const after = collection === 'tickets' ? data.facts[place] : operation[2]
		for (const watcher of told) watcher(key, after, before, place)
	}

	/** What a watcher is told of the key at this place. */
	function known(collection: ValueName, place: number): unknown {
		return collection === 'tickets' ? data.facts[place] : valueAt(data, collection, place)
	}

	function watch(collection: ValueName, watcher: Watcher<never>): void {
		const told = watcher as Watcher<unknown>
		const table = data.values[collection]
		for (const place of table.numbers()) told(table.keyOf(place), known(collection, place), undefined, place)
		watchers.set(collection, [...(watchers.get(collection) ?? []), told])
	}

	return {
		get<Name extends ValueName>(collection: Name, key: string) {
			return freeze(valueIn(data, collection, key))
		},
		has: (collection, key) => data.values[collection].find(key) !== NONE,
		keyAt: (collection, place) => data.values[collection].keyOf(place),
		keys: (collection) => keysIn(data, collection),
		items<Name extends ListName>(collection: Name, key: string, from = 1) {
			const items = itemsIn(data, collection, key, from)
			items.forEach(freeze)
			return items
		},
		length: (collection, key) => lengthIn(data, collection, key),
		commit,
		facts: (number) => factsIn(data, number),
		newest<Name extends ValueName>(collection: Name, key: string) {
			const operation = underWay.get(collection)?.get(key)?.operation
			return operation === undefined ? freeze(valueIn(data, collection, key)) : (operation[2] as Values[Name] | undefined)
		},
		newestSequence(number) {
			const operation = underWay.get('tickets')?.get(number)?.operation
			if (operation === undefined) return factsIn(data, number)?.sequence ?? 0
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

/** The JSON of the value or the items, which goes to the disk and into memory; `undefined` where a key goes. */
function textOf(operation: Operation): string | undefined {
	return operation.length === 2 ? undefined : JSON.stringify(operation.at(-1))
}

/** The operation as it stands in the journal. */
function partOf([collection, key, place]: Operation, text: string | undefined): string {
	const head = `["${collection}",${JSON.stringify(key)}`
	if (text === undefined) return `${head}]`
	return isList(collection) ? `${head},${String(place)},${text}]` : `${head},${text}]`
}
