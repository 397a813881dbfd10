import type { AskedQuestion, ConversationState } from '../../bot/ports.ts'
import type { KeptReply } from '../../bot/reply-book.ts'
import type { KeptMail } from '../../delivery/ports.ts'
import type { StoredActivity, StoredFile } from '../../direct-line/ports.ts'
import type { Reporter } from '../../tickets/actor.ts'
import type { ErasureStanding } from '../../tickets/erasure.ts'
import type { RecordedEvent } from '../../tickets/events.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { type Blocks, createBlocks } from './blocks.ts'
import { createListTable, type ListTable } from './list-table.ts'
import { NONE } from './key-index.ts'
import type { RestingOperation } from './resting-record.ts'
import { NOWHERE } from './room.ts'
import { createTable, type Table } from './table.ts'
import { factsOf, type TicketFacts } from './ticket-facts.ts'

/** Collections of one value per key. Values are plain JSON and never changed in place. */
export interface Values {
	tickets: { readonly ticket: Ticket; readonly nextDueAt?: Instant | undefined }
	notices: Notice
	/** By the id of the activity or request. */
	causes: { readonly ticket?: string | undefined; readonly at: Instant }
	/** The highest number that may have been given out, by kind of number. */
	numbers: number
	references: unknown
	/** Customers' people by user id. */
	people: Reporter
	mails: KeptMail
	states: ConversationState
	questions: AskedQuestion
	turns: Instant
	/** On their way to Teams, in the order in which they were kept. */
	replies: KeptReply
	/** An erased chat leaves its id behind, with an empty user id: it can never be started again. */
	chats: { readonly userId: string; readonly locale?: string | undefined; readonly createdAt: string }
	/** Activities of users whose turn is done, by `pairKey(conversation, activity)`. */
	handled: Instant
	files: Omit<StoredFile, 'id' | 'bytes'> & { readonly size: number }
	/** By the request that caused them. */
	erasures: ErasureStanding
}

/** Collections of one growing list per key; places in a list count from 1. */
export interface Lists {
	events: RecordedEvent
	activities: StoredActivity
}

export type ValueName = keyof Values
export type ListName = keyof Lists

/** Where the journals go on from a snapshot: the first generation and record that it does not cover. */
export interface Position {
	readonly generation: number
	readonly record: number
}

/** Collections that nothing but their values is kept of. */
export type SmallName = Exclude<ValueName, 'tickets'>

/**
 * The whole state: what lowdb holds in memory and writes as its snapshot. It rests as JSON beside the heap, and a value is made
 * anew each time that somebody asks for it. Read it through the functions below.
 */
export interface StoreData {
	position: Position
	readonly blocks: Blocks
	readonly values: { readonly [Name in ValueName]: Table }
	readonly lists: { readonly [Name in ListName]: ListTable }
	/** By the tickets' numbers in their table. */
	readonly facts: (TicketFacts | undefined)[]
}

export type Put = { [Name in ValueName]: readonly [collection: Name, key: string, value: Values[Name]] }[ValueName]
export type Drop = readonly [collection: ValueName, key: string]
export type Append = {
	[Name in ListName]: readonly [collection: Name, key: string, place: number, items: readonly Lists[Name][]]
}[ListName]
/** One part of a commit. Doing it again changes nothing, so that a journal may be replayed over a newer snapshot. */
export type Operation = Put | Drop | Append

export function emptyData(): StoreData {
	const blocks = createBlocks()
	const values = () => createTable(blocks)
	return {
		position: { generation: 1, record: 1 },
		blocks,
		values: {
			tickets: values(),
			notices: values(),
			causes: values(),
			numbers: values(),
			references: values(),
			people: values(),
			mails: values(),
			states: values(),
			questions: values(),
			turns: values(),
			replies: values(),
			chats: values(),
			handled: values(),
			files: values(),
			erasures: values(),
		},
		lists: { events: createListTable(blocks), activities: createListTable(blocks) },
		// Numbers count from 1.
		facts: [undefined],
	}
}

/** One key out of two that may hold any characters. */
export function pairKey(first: string, second: string): string {
	return JSON.stringify([first, second])
}

/**
 * Changes the data in memory; `json` is that of the value or the items. Throws where the operation does not fit: then what was
 * read is not what was written.
 */
export function apply(data: StoreData, operation: Operation, json?: string): void {
	const [collection, key] = operation
	if (isList(collection)) return extend(data, operation as Append, json)
	const table: Table | undefined = data.values[collection]
	if (table === undefined || typeof key !== 'string') throw new Error(`unknown collection ${collection}`)
	if (operation.length === 2) return drop(data, collection, key)
	const number = table.set(key, [json ?? JSON.stringify(operation[2])])
	if (collection === 'tickets') data.facts[number] = factsOf(operation[2], data.facts[number])
}

function drop(data: StoreData, collection: ValueName, key: string): void {
	if (collection === 'tickets') data.facts[data.values.tickets.find(key)] = undefined
	data.values[collection].delete(key)
}

/** The same with what rests as bytes; the facts of tickets follow by `refreshFacts`. Answers the number of a ticket that was put. */
export function applyResting(data: StoreData, { collection, key, place = 0, count = 0, body }: RestingOperation): number {
	if (isList(collection)) {
		if (body === undefined || !data.lists[collection].putResting(key, place, count, body)) throw gap(collection, key, place)
		return NONE
	}
	const table = data.values[collection as ValueName] as Table | undefined
	if (table === undefined) throw new Error(`unknown collection ${collection}`)
	if (body === undefined) {
		drop(data, collection as ValueName, key)
		return NONE
	}
	const number = table.set(key, [body])
	return collection === 'tickets' ? number : NONE
}

/** Derives the facts of these tickets from what they are now. */
export function refreshFacts(data: StoreData, numbers: Iterable<number>): void {
	for (const number of numbers) {
		const isThere = data.values.tickets.placeOf(number) !== NOWHERE
		data.facts[number] = isThere ? factsOf(valueAt(data, 'tickets', number), data.facts[number]) : undefined
	}
}

function extend(data: StoreData, [collection, key, place, items]: Append, json: string | undefined): void {
	if (!data.lists[collection].put(key, place, items, json)) throw gap(collection, key, place)
}

export function gap(collection: string, key: string, place: number): Error {
	return new Error(`${collection} of ${key} have a gap before ${place}`)
}

export function hasValue(data: StoreData, collection: ValueName, key: string): boolean {
	return data.values[collection].find(key) !== NONE
}

/** The value of the key, made anew. */
export function valueIn<Name extends ValueName>(data: StoreData, collection: Name, key: string): Values[Name] | undefined {
	const table = data.values[collection]
	const number = table.find(key)
	return number === NONE ? undefined : valueAt(data, collection, number)
}

/** The value of the key with this number, made anew. */
export function valueAt<Name extends ValueName>({ blocks, values }: StoreData, collection: Name, number: number): Values[Name] {
	return JSON.parse(blocks.textAt(values[collection].placeOf(number))) as Values[Name]
}

/** All keys with their values, in the order in which the keys came. */
export function* valuesIn<Name extends ValueName>(data: StoreData, collection: Name): Generator<[string, Values[Name]]> {
	const table = data.values[collection]
	for (const number of table.numbers()) yield [table.keyOf(number), valueAt(data, collection, number)]
}

/** All keys of a collection, in the order in which they came. */
export function* keysIn(data: StoreData, collection: ValueName | ListName): Generator<string> {
	const table = isList(collection) ? data.lists[collection] : data.values[collection]
	for (const number of table.numbers()) yield table.keyOf(number)
}

export function factsIn(data: StoreData, number: string): TicketFacts | undefined {
	return data.facts[data.values.tickets.find(number)]
}

/** The items of a list from this place on. */
export function itemsIn<Name extends ListName>(data: StoreData, collection: Name, key: string, from?: number): Lists[Name][] {
	return data.lists[collection].items(key, from) as Lists[Name][]
}

export function lengthIn(data: StoreData, collection: ListName, key: string): number {
	return data.lists[collection].length(key)
}

export function isList(collection: string): collection is ListName {
	return collection === 'events' || collection === 'activities'
}
