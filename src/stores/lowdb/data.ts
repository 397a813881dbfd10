import type { AskedQuestion, ConversationState } from '../../bot/ports.ts'
import type { KeptMail } from '../../delivery/ports.ts'
import type { StoredActivity, StoredFile } from '../../direct-line/ports.ts'
import type { Reporter } from '../../tickets/actor.ts'
import type { ErasureStanding } from '../../tickets/erasure.ts'
import type { RecordedEvent } from '../../tickets/events.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { emptyList, type GrowingList, itemsFrom, lengthOf, putItems } from './growing-list.ts'
import { type Resting, wake } from './resting.ts'
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

/** Collections whose values are always awake. */
export type SmallName = Exclude<ValueName, 'tickets'>

/** A ticket that is awake or rests. */
export interface TicketRow {
	readonly facts: TicketFacts
	content: Values['tickets'] | Resting
}

/** The whole state: what lowdb holds in memory and writes as its snapshot. Read it through the functions below. */
export interface StoreData {
	position: Position
	readonly tickets: Map<string, TicketRow>
	readonly values: { readonly [Name in SmallName]: Map<string, Values[Name]> }
	readonly lists: { readonly [Name in ListName]: Map<string, GrowingList<Lists[Name]>> }
}

export type Put = { [Name in ValueName]: readonly [collection: Name, key: string, value: Values[Name]] }[ValueName]
export type Drop = readonly [collection: ValueName, key: string]
export type Append = {
	[Name in ListName]: readonly [collection: Name, key: string, place: number, items: readonly Lists[Name][]]
}[ListName]
/** One part of a commit. Doing it again changes nothing, so that a journal may be replayed over a newer snapshot. */
export type Operation = Put | Drop | Append

export function emptyData(): StoreData {
	return {
		position: { generation: 1, record: 1 },
		tickets: new Map(),
		values: {
			notices: new Map(),
			causes: new Map(),
			numbers: new Map(),
			references: new Map(),
			people: new Map(),
			mails: new Map(),
			states: new Map(),
			questions: new Map(),
			turns: new Map(),
			chats: new Map(),
			handled: new Map(),
			files: new Map(),
			erasures: new Map(),
		},
		lists: { events: new Map(), activities: new Map() },
	}
}

/** One key out of two that may hold any characters. */
export function pairKey(first: string, second: string): string {
	return JSON.stringify([first, second])
}

/** Changes the data in memory. Throws where the operation does not fit: then what was read is not what was written. */
export function apply(data: StoreData, operation: Operation): void {
	const [collection, key] = operation
	if (isList(collection)) return extend(data, operation as Append)
	const values = valuesOf(data, collection)
	if (values === undefined || typeof key !== 'string') throw new Error(`unknown collection ${collection}`)
	if (operation.length === 2) values.delete(key)
	else if (collection === 'tickets') data.tickets.set(key, { facts: factsOf(operation[2]), content: operation[2] })
	else values.set(key, operation[2])
}

function valuesOf(data: StoreData, collection: string): Map<string, unknown> | undefined {
	return collection === 'tickets' ? data.tickets : data.values[collection as SmallName]
}

function extend(data: StoreData, [collection, key, place, items]: Append): void {
	if (!putItems(listOf(data, collection, key), place, items)) throw gap(collection, key, place)
}

/** The list, begun where it is missing. */
export function listOf(data: StoreData, collection: ListName, key: string): GrowingList<unknown> {
	const lists: Map<string, GrowingList<unknown>> = data.lists[collection]
	const found = lists.get(key)
	if (found !== undefined) return found
	const list = emptyList()
	lists.set(key, list)
	return list
}

export function gap(collection: string, key: string, place: number): Error {
	return new Error(`${collection} of ${key} have a gap before ${place}`)
}

/** The value; one that rests is made anew, and frozen. */
export function valueIn<Name extends ValueName>(data: StoreData, collection: Name, key: string): Values[Name] | undefined
export function valueIn(data: StoreData, collection: ValueName, key: string): unknown {
	if (collection !== 'tickets') return data.values[collection].get(key)
	const content = data.tickets.get(key)?.content
	return content && isResting(content) ? wake(content) : content
}

/** All keys of a collection, in the order in which they came. */
export function keysIn(data: StoreData, collection: ValueName | ListName): Iterable<string> {
	if (isList(collection)) return data.lists[collection].keys()
	return (collection === 'tickets' ? data.tickets : data.values[collection]).keys()
}

/** The items of a list from this place on. */
export function itemsIn<Name extends ListName>(data: StoreData, collection: Name, key: string, from?: number): Lists[Name][] {
	const list: GrowingList<Lists[Name]> | undefined = data.lists[collection].get(key)
	return list === undefined ? [] : itemsFrom(list, from)
}

export function lengthIn(data: StoreData, collection: ListName, key: string): number {
	const list = data.lists[collection].get(key)
	return list === undefined ? 0 : lengthOf(list)
}

export function isList(collection: string): collection is ListName {
	return collection === 'events' || collection === 'activities'
}

export function isResting(content: object): content is Resting {
	return 'bytes' in content
}
