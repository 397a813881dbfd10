import type { Notice, Recipient } from '../../tickets/notice.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Engine } from './engine.ts'
import { type Belonging, createGroupedKeys } from './grouped-keys.ts'
import { createSortedKeys, mergeDescending } from './sorted-keys.ts'

/** Finds notice ids without looking at every notice. */
export interface NoticeQueues {
	/** The oldest waiting notice of each recipient and when it may be tried, soonest first. */
	heads(): Iterable<readonly [at: Instant, id: string]>
	/** All notices of a ticket in the order of their commits. */
	ofTicket(ticket: string): readonly string[]
	/** Notices for this person of the staff and for the team, newest first. */
	inbox(staffId: string): Iterable<string>
}

export function createNoticeQueues(engine: Engine): NoticeQueues {
	/** The order of the commits: it decides what is oldest, whatever a clock that was set back says. */
	const places = new Map<string, number>()
	const waiting = createGroupedKeys()
	const inboxes = createGroupedKeys()
	const byTicket = new Map<string, string[]>()
	const heads = createSortedKeys()
	const headOf = new Map<string, readonly [at: Instant, id: string]>()

	engine.watch('notices', (id, after, before) => {
		if (after === undefined) return
		const place = places.get(id) ?? places.size + 1
		if (before === undefined) enter(id, place, after)
		const [from, to] = [queueOf(before), queueOf(after)]
		waiting.move(id, inQueue(from, place), inQueue(to, place))
		for (const group of new Set([from, to])) if (group !== undefined) refreshHead(group, after)
	})

	function enter(id: string, place: number, notice: Notice): void {
		places.set(id, place)
		const siblings = byTicket.get(notice.ticket) ?? []
		siblings.push(id)
		byTicket.set(notice.ticket, siblings)
		if (notice.to.kind !== 'customer') inboxes.move(id, undefined, { group: recipientKey(notice.to), rank: place })
	}

	function refreshHead(group: string, changed: Notice): void {
		const before = headOf.get(group)
		const first = waiting.of(group)?.ascending()[Symbol.iterator]().next()
		const id = first?.done === false ? first.value[1] : undefined
		const at = id === changed.id ? changed.nextAttemptAt : id && engine.get('notices', id)?.nextAttemptAt
		const after = id === undefined || typeof at !== 'number' ? undefined : ([at, id] as const)
		if (before?.[0] === after?.[0] && before?.[1] === after?.[1]) return
		if (before !== undefined) heads.remove(...before)
		if (after === undefined) headOf.delete(group)
		else {
			heads.add(...after)
			headOf.set(group, after)
		}
	}

	return {
		heads: () => heads.ascending(),
		ofTicket: (ticket) => byTicket.get(ticket) ?? [],
		*inbox(staffId) {
			const boxes = [inboxes.of(`staff:${staffId}`), inboxes.of('team:team')].filter((keys) => keys !== undefined)
			for (const [, id] of mergeDescending(boxes)) yield id
		},
	}
}

/** Where it waits: behind its recipient's older ones, or by itself once it lies in the chat and holds nobody back. */
function queueOf(notice: Notice | undefined): string | undefined {
	if (notice?.status !== 'waiting') return undefined
	return notice.attempts.at(-1)?.outcome === 'unseen' ? `unseen:${notice.id}` : recipientKey(notice.to)
}

function inQueue(group: string | undefined, rank: number): Belonging | undefined {
	return group === undefined ? undefined : { group, rank }
}

function recipientKey({ kind, id }: Recipient): string {
	return `${kind}:${id}`
}
