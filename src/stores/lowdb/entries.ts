import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'
import { keptTokenKey } from '../files/token-key.ts'
import { byBytes, canonicalErasure, canonicalNotice, canonicalQuestion } from '../move/canonical.ts'
import type { Entries, Entry } from '../move/entry.ts'
import { hasValue, itemsIn, keysIn, type ListName, pairKey, type StoreData, valueIn, type ValueName, valuesIn } from './data.ts'

/** Where things lie in the folder beside the snapshot and the journals. */
export const FILES = 'files'

/** What the folder holds, its snapshot and journals read already. */
export interface FolderContent {
	readonly folder: string
	readonly data: StoreData
}

const AT_ONCE = 500
const FIRST_NUMBER = 1001
const NUMBER = /^BD-(\d{1,15})$/

/** Everything that the store keeps, as `EntrySource` says. */
export async function* entriesOf({ folder, data }: FolderContent): AsyncGenerator<Entries> {
	const key = await keptTokenKey(folder)
	if (key !== undefined) yield [{ collection: 'keys', key: 'tokens', value: key.toString('base64') }]
	yield [{ collection: 'numbers', key: 'ticket', value: highestNumber(data) }]
	yield* batched(entriesInMemory(data))
	for (const [id, { size, ...facts }] of byTime(valuesIn(data, 'files'), () => 0)) {
		const bytes = await readFile(path.join(folder, FILES, id)).catch(() => undefined)
		if (bytes?.length !== size) throw new AppError('damaged', `the uploaded file ${id} is not as it was written; run \`check\``)
		yield [{ collection: 'files', key: id, value: { ...facts, bytes: bytes.toString('base64') } }]
	}
}

/** The highest number that may have been given out. */
export function highestNumber(data: StoreData): number {
	let highest = Math.max(valueIn(data, 'numbers', 'ticket') ?? 0, FIRST_NUMBER - 1)
	for (const number of keysIn(data, 'tickets')) highest = Math.max(highest, Number(NUMBER.exec(number)?.[1] ?? 0))
	return highest
}

function* entriesInMemory(data: StoreData): Generator<Entry> {
	for (const [key, value] of valuesIn(data, 'people')) yield { collection: 'people', key, value }
	yield* byKey(data, 'references')
	yield* byKey(data, 'tickets')
	for (const key of sortedKeys(data, 'events')) {
		for (const value of itemsIn(data, 'events', key)) yield { collection: 'events', key, value }
	}
	for (const [key, value] of valuesIn(data, 'notices')) yield { collection: 'notices', key, value: canonicalNotice(value) }
	for (const [key, value] of byTime(valuesIn(data, 'causes'), ({ at }) => at)) yield { collection: 'causes', key, value }
	for (const [key, value] of byTime(valuesIn(data, 'mails'), ({ at }) => at)) yield { collection: 'mails', key, value }
	yield* byKey(data, 'states')
	for (const [key, value] of byTime(valuesIn(data, 'questions'), ({ at }) => at)) {
		yield { collection: 'questions', key, value: canonicalQuestion(value) }
	}
	for (const [key, value] of byTime(valuesIn(data, 'turns'), (at) => at)) yield { collection: 'turns', key, value }
	for (const [key, value] of valuesIn(data, 'replies')) yield { collection: 'replies', key, value }
	yield* byKey(data, 'chats')
	for (const key of sortedKeys(data, 'activities')) {
		// Of an erased chat only empty places are left.
		if (valueIn(data, 'chats', key)?.userId === '') continue
		for (const activity of itemsIn(data, 'activities', key)) {
			const isHandled = activity.from?.role === 'user' && hasValue(data, 'handled', pairKey(key, activity.id))
			yield { collection: 'activities', key, value: { activity, ...(isHandled && { handled: true }) } }
		}
	}
	for (const key of sortedKeys(data, 'erasures')) {
		const standing = valueIn(data, 'erasures', key)
		if (standing !== undefined) yield { collection: 'erasures', key, value: canonicalErasure(standing) }
	}
}

function* byKey(data: StoreData, collection: 'references' | 'tickets' | 'states' | 'chats'): Generator<Entry> {
	for (const key of sortedKeys(data, collection)) yield { collection, key, value: valueIn(data, collection, key) } as Entry
}

function sortedKeys(data: StoreData, collection: ValueName | ListName): string[] {
	return [...keysIn(data, collection)].sort(byBytes)
}

function byTime<T>(values: Iterable<[string, T]>, at: (value: T) => number): [string, T][] {
	return [...values].sort(([oneKey, one], [otherKey, other]) => at(one) - at(other) || byBytes(oneKey, otherKey))
}

function* batched(entries: Iterable<Entry>): Generator<Entries> {
	let batch: Entry[] = []
	for (const entry of entries) {
		batch.push(entry)
		if (batch.length < AT_ONCE) continue
		yield batch
		batch = []
	}
	if (batch.length > 0) yield batch
}
