import type { Notice, Recipient } from '../../tickets/notice.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Engine } from './engine.ts'
import { type Belonging, createGroupedKeys } from './grouped-keys.ts'
import { createSortedKeys, mergeDescending } from './sorted-keys.ts'

/** Finds notice ids without looking at every notice. */
export interface NoticeQueues {
	/** The oldest waiting notice of each recipient and when it may be tried, soonest first. */
	heads(): Iterable<readonly [at: Instant, id: string]>
	/** Those of them to which something happened after this moment, latest first. */
	touchedAfter(moment: Instant): Iterable<string>
	/** All notices of a ticket in the order of their commits. */
	ofTicket(ticket: string): readonly string[]
	/** Notices for this person of the staff and for the team, newest first. */
	inbox(staffId: string): Iterable<string>
}

export function createNoticeQueues(engine: Engine): NoticeQueues {
	/** The order of the commits: it decides what is oldest, whatever a clock that was set back says. */
	const places = new Map<string, number>()
	let lastPlace = 0
	const waiting = createGroupedKeys()
	const inboxes = createGroupedKeys()
	const byTicket = new Map<string, string[]>()
	const heads = createSortedKeys()
	const touched = createSortedKeys()
	const headOf = new Map<string, Head>()

	engine.watch('notices', (id, after, before) => {
		if (after === undefined) return before && leave(id, before)
		const place = places.get(id) ?? (lastPlace += 1)
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

	function leave(id: string, before: Notice): void {
		const place = places.get(id) ?? 0
		const from = queueOf(before)
		waiting.move(id, inQueue(from, place), undefined)
		if (from !== undefined) refreshHead(from, before)
		if (before.to.kind !== 'customer') inboxes.move(id, { group: recipientKey(before.to), rank: place }, undefined)
		places.delete(id)
		const left = (byTicket.get(before.ticket) ?? []).filter((each) => each !== id)
		if (left.length > 0) byTicket.set(before.ticket, left)
		else byTicket.delete(before.ticket)
	}

	function refreshHead(group: string, changed: Notice): void {
		const before = headOf.get(group)
		const first = waiting.of(group)?.ascending()[Symbol.iterator]().next()
		const id = first?.done === false ? first.value[1] : undefined
		const after = headFrom(id === changed.id ? changed : id === undefined ? undefined : engine.get('notices', id))
		if (before?.id === after?.id && before?.at === after?.at && before?.touchedAt === after?.touchedAt) return
		if (before !== undefined) {
			heads.remove(before.at, before.id)
			touched.remove(before.touchedAt, before.id)
			headOf.delete(group)
		}
		if (after === undefined) return
		heads.add(after.at, after.id)
		touched.add(after.touchedAt, after.id)
		headOf.set(group, after)
	}

	return {
		heads: () => heads.ascending(),
		*touchedAfter(moment) {
			for (const [at, id] of touched.descending()) {
				if (at <= moment) return
				yield id
			}
		},
		ofTicket: (ticket) => byTicket.get(ticket) ?? [],
		*inbox(staffId) {
			const boxes = [inboxes.of(`staff:${staffId}`), inboxes.of('team:team')].filter((keys) => keys !== undefined)
			for (const [, id] of mergeDescending(boxes)) yield id
		},
	}
}

interface Head {
	readonly id: string
	/** When it may be tried. */
	readonly at: Instant
	readonly touchedAt: Instant
}

function headFrom(notice: Notice | undefined): Head | undefined {
	if (typeof notice?.nextAttemptAt !== 'number') return undefined
	return { id: notice.id, at: notice.nextAttemptAt, touchedAt: touchedAt(notice) }
}

/** When it came, or was last tried. */
function touchedAt({ at, attempts }: Notice): Instant {
	return attempts.at(-1)?.at ?? at
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
