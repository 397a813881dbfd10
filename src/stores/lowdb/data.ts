import type { AskedQuestion, ConversationState } from '../../bot/ports.ts'
import type { KeptMail } from '../../delivery/ports.ts'
import type { StoredActivity, StoredFile } from '../../direct-line/ports.ts'
import type { Reporter } from '../../tickets/actor.ts'
import type { RecordedEvent } from '../../tickets/events.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'

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
	chats: { readonly userId: string; readonly locale?: string | undefined; readonly createdAt: string }
	/** Activities of users whose turn is done, by `pairKey(conversation, activity)`. */
	handled: Instant
	files: Omit<StoredFile, 'id' | 'bytes'> & { readonly size: number }
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

/** The whole state: what lowdb holds in memory and writes as its snapshot. */
export interface StoreData {
	position: Position
	readonly values: { readonly [Name in ValueName]: Map<string, Values[Name]> }
	readonly lists: { readonly [Name in ListName]: Map<string, Lists[Name][]> }
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
		values: {
			tickets: new Map(),
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
	if (collection in data.lists) return extend(data, operation as Append)
	const values = data.values[collection as ValueName] as Map<string, unknown> | undefined
	if (values === undefined || typeof key !== 'string') throw new Error(`unknown collection ${collection}`)
	if (operation.length === 2) values.delete(key)
	else values.set(key, operation[2])
}

function extend(data: StoreData, [collection, key, place, items]: Append): void {
	const lists = data.lists[collection] as Map<string, unknown[]>
	const list = lists.get(key) ?? []
	if (!(place >= 1 && place <= list.length + 1)) throw new Error(`${collection} of ${key} have a gap before ${place}`)
	items.forEach((item, index) => (list[place - 1 + index] = item))
	lists.set(key, list)
}
