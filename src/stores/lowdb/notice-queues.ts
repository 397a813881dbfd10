import { liesInChat, type Notice, type Recipient } from '../../tickets/notice.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Engine } from './engine.ts'
import { addKey, ascending, createSortedKeys, descending, removeKey } from './sorted-keys.ts'
import { removePlace, type SortedPlaces, withPlace } from './sorted-places.ts'
import { createKeyMap, type KeyMap } from './key-map.ts'

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

/** A notice's place is that of its commit: it decides what is oldest, whatever a clock that was set back says. */
export function createNoticeQueues(engine: Engine): NoticeQueues {
	const waiting = createKeyMap<SortedPlaces>()
	const inboxes = createKeyMap<SortedPlaces>()
	const byTicket = createKeyMap<SortedPlaces>()
	const heads = createSortedKeys()
	const touched = createSortedKeys()
	const headOf = createKeyMap<Head>()
	const idAt = (place: number) => engine.keyAt('notices', place)

	engine.watch('notices', (_, after, before, place) => {
		const [from, to] = [queueOf(before), queueOf(after)]
		let isBehind = false
		if (from !== to) {
			if (from !== undefined) leave(waiting, from, place)
			if (to !== undefined) isBehind = enter(waiting, to, place)[0] !== place
		}
		const [known, notice] = [before ?? after, after ?? before]
		if (known === undefined || notice === undefined) return
		const move = after === undefined ? leave : enter
		if ((before === undefined) !== (after === undefined)) {
			move(byTicket, known.ticket, place)
			if (known.to.kind !== 'customer') move(inboxes, recipientKey(known.to), place)
		}
		if (from !== undefined) refreshHead(from, place, notice)
		// Whoever waits behind others changes no head.
		if (to !== undefined && to !== from && !isBehind) refreshHead(to, place, notice)
	})

	/** `changed` is what lies at the place that has changed. */
	function refreshHead(group: string, place: number, changed: Notice): void {
		const before = headOf.get(group)
		const first = waiting.get(group)?.[0]
		if (before !== undefined && before.place === first && first !== place) return
		if (before !== undefined) {
			removeKey(heads, before.at, before.id)
			removeKey(touched, before.touchedAt, before.id)
			headOf.delete(group)
		}
		if (first === undefined) return
		const after = headFrom(first, first === place ? changed : engine.get('notices', idAt(first)))
		if (after === undefined) return
		addKey(heads, after.at, after.id)
		addKey(touched, after.touchedAt, after.id)
		headOf.set(group, after)
	}

	return {
		heads: () => ascending(heads),
		*touchedAfter(moment) {
			for (const [at, id] of descending(touched)) {
				if (at <= moment) return
				yield id
			}
		},
		ofTicket: (ticket) => (byTicket.get(ticket) ?? []).map(idAt),
		*inbox(staffId) {
			const boxes = [inboxes.get(`staff:${staffId}`) ?? [], inboxes.get('team:team') ?? []] as const
			for (const place of latestFirst(...boxes)) yield idAt(place)
		},
	}
}

function enter(groups: KeyMap<SortedPlaces>, group: string, place: number): SortedPlaces {
	const before = groups.get(group)
	const after = withPlace(before, place)
	if (after !== before) groups.set(group, after)
	return after
}

function leave(groups: KeyMap<SortedPlaces>, group: string, place: number): void {
	const places = groups.get(group) ?? []
	removePlace(places, place)
	if (places.length === 0) groups.delete(group)
}

function* latestFirst(one: SortedPlaces, other: SortedPlaces): Generator<number> {
	let [left, right] = [one.length, other.length]
	while (left > 0 || right > 0) {
		const [first, second] = [one[left - 1] ?? 0, other[right - 1] ?? 0]
		if (first > second) left -= 1
		else right -= 1
		yield Math.max(first, second)
	}
}

interface Head {
	readonly place: number
	readonly id: string
	/** When it may be tried. */
	readonly at: Instant
	readonly touchedAt: Instant
}

function headFrom(place: number, notice: Notice | undefined): Head | undefined {
	if (typeof notice?.nextAttemptAt !== 'number') return undefined
	return { place, id: notice.id, at: notice.nextAttemptAt, touchedAt: touchedAt(notice) }
}

/** When it came, or was last tried. */
function touchedAt({ at, attempts }: Notice): Instant {
	return attempts.at(-1)?.at ?? at
}

/** Where it waits: behind its recipient's older ones, or by itself once it lies in the chat and holds nobody back. */
function queueOf(notice: Notice | undefined): string | undefined {
	if (notice?.status !== 'waiting') return undefined
	return liesInChat(notice.attempts) ? `unseen:${notice.id}` : recipientKey(notice.to)
}

function recipientKey({ kind, id }: Recipient): string {
	return `${kind}:${id}`
}
