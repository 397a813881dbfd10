import { type Fields, fieldsOf } from './activity.ts'
import type { Sent } from './line.ts'
import type { SessionStore } from './session-store.ts'

/** How far a message of the customer got. `failed` waits for the customer's "try again". */
export type Delivery = 'waiting' | 'sending' | 'sent' | 'failed' | 'too-large'

/** A message on its way. */
export interface Outgoing {
	/** The `clientActivityID`, by which the desk and we recognise a message that was sent twice. */
	id: string
	activity: Fields
	delivery: Delivery
	tries: number
}

/** Sends in order, one at a time; keeps what could not be sent, over reloads too (files only until the reload). */
export interface Outbox {
	add(activity: Fields): Outgoing
	tryAgain(id: string): void
	/** The desk showed the message back: it is sent, whatever the request said. */
	arrived(id: string): void
	/** Sends what waits. */
	flush(): void
	/** What waits, or failed, oldest first. */
	pending(): readonly Outgoing[]
}

interface Dependencies {
	post(activity: object): Promise<Sent>
	store: SessionStore
	newId: () => string
	onChange(outgoing: Outgoing): void
}

const MOST_TRIES = 6
const NOTE = 'outbox'

function hasFiles({ activity }: Outgoing): boolean {
	return Array.isArray(activity['attachments'])
}

function readKept(json: string | undefined): Outgoing[] {
	try {
		const list: unknown = JSON.parse(json ?? '[]')
		return Array.isArray(list) ? list.map(readOutgoing).filter((outgoing) => outgoing !== undefined) : []
	} catch {
		return []
	}
}

function readOutgoing(raw: unknown): Outgoing | undefined {
	const fields = fieldsOf(raw)
	const activity = fieldsOf(fields?.['activity'])
	const id = fieldsOf(activity?.['channelData'])?.['clientActivityID']
	return activity && typeof id === 'string' ? { id, activity, delivery: 'waiting', tries: 0 } : undefined
}

/** An outbox with what an earlier page of this tab left. */
export function createOutbox({ post, store, newId, onChange }: Dependencies): Outbox {
	const queue: Outgoing[] = readKept(store.note('tab', NOTE))
	let sending = false

	function change(outgoing: Outgoing, delivery: Delivery): void {
		outgoing.delivery = delivery
		if (delivery === 'sent' && queue.includes(outgoing)) queue.splice(queue.indexOf(outgoing), 1)
		const kept = queue.filter((each) => !hasFiles(each))
		store.keep('tab', NOTE, kept.length > 0 ? JSON.stringify(kept) : undefined)
		onChange(outgoing)
	}

	async function send(outgoing: Outgoing): Promise<boolean> {
		change(outgoing, 'sending')
		outgoing.tries += 1
		const result = await post(outgoing.activity)
		// Without a connection nothing was tried.
		if (result === 'offline') outgoing.tries -= 1
		if (result === 'sent') change(outgoing, 'sent')
		else if (!queue.includes(outgoing)) return true
		else if (result === 'too-large') change(outgoing, 'too-large')
		else change(outgoing, result === 'refused' || outgoing.tries >= MOST_TRIES ? 'failed' : 'waiting')
		return result !== 'again' && result !== 'offline'
	}

	async function work(): Promise<void> {
		if (sending) return
		sending = true
		try {
			for (;;) {
				const next = queue.find(({ delivery }) => delivery === 'waiting')
				if (!next || !(await send(next))) return
			}
		} finally {
			sending = false
		}
	}

	function flush(): void {
		work().catch(() => undefined)
	}

	return {
		flush,
		pending: () => queue,
		add(activity) {
			const id = newId()
			const channelData = { ...fieldsOf(activity['channelData']), clientActivityID: id }
			const outgoing: Outgoing = { id, activity: { ...activity, channelData }, delivery: 'waiting', tries: 0 }
			queue.push(outgoing)
			change(outgoing, 'waiting')
			flush()
			return outgoing
		},
		tryAgain(id) {
			const outgoing = queue.find((each) => each.id === id)
			if (!outgoing) return
			outgoing.tries = 0
			change(outgoing, 'waiting')
			flush()
		},
		arrived(id) {
			const outgoing = queue.find((each) => each.id === id)
			if (outgoing) change(outgoing, 'sent')
		},
	}
}
