import type { ChatClient } from './chat-client.ts'

/** How customers fared. */
export interface Judgement {
	readonly messages: number
	/** Messages without an answer. */
	readonly lost: number
	/** Messages that were answered more than once, and anything that came to a client twice. */
	readonly doubled: number
	/** Answers that came before an answer to an earlier message, and messages that stand in another order than they were taken. */
	readonly outOfOrder: number
	/** Requests that had to be made again. */
	readonly askedAgain: number
	/** Milliseconds from the acknowledgement of a message to its answer at the client. */
	readonly medianMs: number
	readonly p99Ms: number
	readonly longestMs: number
}

/** Compares what customers wrote with what they heard; each message is to be answered by so many messages. */
export function judge(clients: readonly ChatClient[], answersEach: number): Judgement {
	const waits: number[] = []
	const total = { messages: 0, lost: 0, doubled: 0, outOfOrder: 0, askedAgain: 0 }
	for (const { written, heard, asked } of clients) {
		total.messages += written.length
		total.askedAgain += asked.again
		const messages = heard.filter(({ activity }) => activity.type === 'message')
		total.doubled += messages.length - new Set(messages.map(({ activity }) => activity.id)).size
		const answersTo = Map.groupBy(messages, ({ activity }) => activity.replyToId ?? '')
		for (const { id, takenAt } of written) {
			const answers = answersTo.get(id) ?? []
			if (answers.length < answersEach) total.lost += 1
			if (answers.length > answersEach) total.doubled += 1
			const [answer] = answers
			if (answer !== undefined) waits.push(Math.max(0, answer.at - takenAt))
		}
		const own = written.map(({ id }) => id)
		total.outOfOrder += misplaced(
			own,
			messages.map(({ activity }) => activity.id).filter((id) => own.includes(id)),
		)
		total.outOfOrder += misplaced(
			own,
			messages.map(({ activity }) => activity.replyToId ?? '').filter((id) => own.includes(id)),
		)
	}
	waits.sort((a, b) => a - b)
	const at = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? 0
	return { ...total, medianMs: at(0.5), p99Ms: at(0.99), longestMs: at(1) }
}

/** How many stand before one that should stand before them. */
function misplaced(order: readonly string[], seen: readonly string[]): number {
	const places = new Map(order.map((id, index) => [id, index]))
	let latest = -1
	let count = 0
	for (const id of seen) {
		const place = places.get(id) ?? -1
		if (place < latest) count += 1
		latest = Math.max(latest, place)
	}
	return count
}
