import { type ChatActivity, readActivity, textOf } from './activity.ts'
import type { Delivery, Outgoing } from './outbox.ts'
import { titleOf } from './post-back.ts'

/** One message of the conversation. */
export interface Entry {
	/** Stays the same from typing to the desk's echo: the `clientActivityID` of ours, the activity's id of theirs. */
	key: string
	from: 'user' | 'bot' | 'agent'
	activity: ChatActivity
	delivery: Delivery
}

/** The card's use: which button, with which values. */
export interface CardUse {
	title: string
	values: Readonly<Record<string, unknown>>
}

/** The conversation as far as it is known here. */
export interface Transcript {
	entries(): readonly Entry[]
	/** Takes an activity of the stream in; gives the entry when there is something to show that was not known. */
	receive(activity: ChatActivity, userId: string): Entry | undefined
	/** Takes in, or updates, a message on its way. */
	sending(outgoing: Outgoing, userId: string, now: number): Entry
	/** Puts changed content into a message, with its card unused again; `undefined` where the message is not known. */
	update(activityId: string, activity: ChatActivity): Entry | undefined
	clear(): void
	/** What became of the card of a message, derived from the customer's messages; `undefined` while it is unused. */
	useOf(activityId: string): CardUse | undefined
	/** The suggested actions to offer now: those of the last message, unless the customer has spoken since. */
	suggesting(): Entry | undefined
}

function keyOf(activity: ChatActivity): string {
	return textOf(activity.channelData['clientActivityID']) ?? activity.id ?? `${activity.at}:${activity.text}`
}

function isShown(activity: ChatActivity): boolean {
	return activity.type === 'message' && (activity.text !== '' || activity.attachments.length > 0 || activity.value !== undefined)
}

function senderOf(activity: ChatActivity, userId: string): Entry['from'] {
	if (activity.from.id === userId || activity.from.role === 'user') return 'user'
	return activity.channelData['agent'] ? 'agent' : 'bot'
}

/** The order of the conversation; what is on its way stands last. */
export function byPlace(one: { place: number }, other: { place: number }): number {
	if (one.place === other.place) return 0
	return one.place < other.place ? -1 : 1
}

/** An empty conversation. */
export function createTranscript(): Transcript {
	const known = new Map<string, Entry>()
	/** Uses of a card that stood there before it was changed. */
	const outdated = new Set<string>()

	function put(entry: Entry): Entry {
		known.set(entry.key, entry)
		return entry
	}

	function inOrder(): Entry[] {
		return [...known.values()].sort((one, other) => byPlace(one.activity, other.activity))
	}

	function usesOf(activityId: string): Entry[] {
		return [...known.values()].filter(({ from, activity }) => from === 'user' && activity.replyToId === activityId)
	}

	return {
		entries: inOrder,
		receive(activity, userId) {
			if (!isShown(activity)) return undefined
			const from = senderOf(activity, userId)
			// Only our own messages carry our ids; whatever another side puts there must not replace a message of ours.
			const key = from === 'user' ? keyOf(activity) : (activity.id ?? keyOf(activity))
			const before = known.get(key)
			if (before?.activity.id !== undefined) return undefined
			return put({ key, from, activity, delivery: 'sent' })
		},
		sending({ id, activity, delivery }, userId, now) {
			const before = known.get(id)
			if (before) return put({ ...before, delivery })
			const read = readActivity({ ...activity, from: { id: userId } }, now)
			if (!read) throw new TypeError('An outgoing activity has a type')
			return put({ key: id, from: 'user', activity: read, delivery })
		},
		update(activityId, activity) {
			const before = [...known.values()].find((entry) => entry.activity.id === activityId)
			if (!before || before.from === 'user') return undefined
			for (const { key } of usesOf(activityId)) outdated.add(key)
			const { at, from, place } = before.activity
			return put({ ...before, activity: { ...activity, id: activityId, at, from, place } })
		},
		clear() {
			known.clear()
			outdated.clear()
		},
		useOf(activityId) {
			const use = usesOf(activityId).find(
				({ key, delivery }) => !outdated.has(key) && delivery !== 'failed' && delivery !== 'too-large',
			)
			return use && { title: titleOf(use.activity) ?? '', values: use.activity.value ?? {} }
		},
		suggesting() {
			const last = inOrder().at(-1)
			return last && last.from !== 'user' && last.activity.suggested.length > 0 ? last : undefined
		},
	}
}
