import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Notice } from '../../tickets/notice.ts'
import { byBytes } from '../move/canonical.ts'
import type { BrokenChat, DeskRecords, KeptTicket } from '../move/check/records.ts'
import { hasValue, itemsIn, keysIn, type StoreData, valueIn, valuesIn } from './data.ts'
import { type FolderContent, FILES, highestNumber } from './entries.ts'

const AT_ONCE = 500

/** The store as a check reads it. */
export function recordsOf({ folder, data }: FolderContent): DeskRecords {
	return {
		async *tickets() {
			yield* batched(keptTickets(data))
		},
		highestNumber: async () => highestNumber(data),
		brokenChats: async () => brokenChats(data),
		async *activities() {
			for (const chat of keysIn(data, 'activities')) {
				yield itemsIn(data, 'activities', chat).map((activity) => [chat, activity] as const)
			}
		},
		async files() {
			const files = new Map<string, boolean>()
			for (const [id, { size }] of valuesIn(data, 'files')) {
				const found = await stat(path.join(folder, FILES, id)).catch(() => undefined)
				files.set(id, found?.size === size)
			}
			return files
		},
		// What is looked for is derived from the values at each start.
		async *misfits() {},
		close: async () => undefined,
	}
}

function* keptTickets(data: StoreData): Generator<KeptTicket> {
	const notices = new Map<string, Notice[]>()
	for (const [, notice] of valuesIn(data, 'notices')) {
		const others = notices.get(notice.ticket)
		if (others === undefined) notices.set(notice.ticket, [notice])
		else others.push(notice)
	}
	const numbers = new Set([...keysIn(data, 'tickets'), ...keysIn(data, 'events'), ...notices.keys()])
	for (const number of [...numbers].sort(byBytes)) {
		const stored = valueIn(data, 'tickets', number)
		yield {
			number,
			ticket: stored?.ticket,
			nextDueAt: stored?.nextDueAt,
			history: itemsIn(data, 'events', number),
			notices: notices.get(number) ?? [],
		}
	}
}

/** Lists count without a gap by themselves. */
function brokenChats(data: StoreData): BrokenChat[] {
	return [...keysIn(data, 'activities')].flatMap((id): BrokenChat[] => {
		const activities = itemsIn(data, 'activities', id)
		const isTwice = new Set(activities.map((activity) => activity.id)).size < activities.length
		return [
			...(hasValue(data, 'chats', id) ? [] : [{ id, what: 'unknown' as const }]),
			...(isTwice ? [{ id, what: 'repetition' as const }] : []),
		]
	})
}

function* batched<T>(items: Iterable<T>): Generator<T[]> {
	let batch: T[] = []
	for (const item of items) {
		batch.push(item)
		if (batch.length < AT_ONCE) continue
		yield batch
		batch = []
	}
	if (batch.length > 0) yield batch
}
