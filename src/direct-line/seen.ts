import type { Logger } from 'pino'
import { BOT_ID } from './bot-account.ts'
import type { OtherProcesses, TranscriptStore } from './ports.ts'

/** Told when the customer's client has certainly received these activities of the bot. */
export type SeenListener = (conversationId: string, activityIds: readonly string[]) => void | Promise<void>

/** Knows how far each conversation's client has read. */
export interface Seen {
	/** A client holds everything up to this sequence number, which must exist. */
	acknowledge(conversationId: string, sequence: number): Promise<void>
	/** The same of a client of another process, which has told the listeners there. */
	heard(conversationId: string, sequence: number): void
	/** Whether a client is known to hold the activity with this number, now or within that time. */
	reached(conversationId: string, sequence: number, withinMs: number): Promise<boolean>
	onSeen(listener: SeenListener): void
}

const REMEMBERED_CONVERSATIONS = 10_000

export interface SeenDeps {
	readonly transcripts: TranscriptStore
	readonly logger: Logger
	readonly others?: OtherProcesses | undefined
}

/**
 * The reading position is kept in memory only: after a restart the first contact of a client reports all that it holds once more,
 * so that a report lost in a crash is made up for. Listeners must therefore accept the same id twice.
 */
export function createSeen({ transcripts, logger, others }: SeenDeps): Seen {
	const positions = new Map<string, number>()
	const listeners: SeenListener[] = []
	const waiting = new Set<() => void>()
	const has = (conversationId: string, sequence: number) => (positions.get(conversationId) ?? 0) >= sequence

	function moveTo(conversationId: string, sequence: number): void {
		positions.delete(conversationId)
		positions.set(conversationId, sequence)
		const oldest = positions.keys().next()
		if (positions.size > REMEMBERED_CONVERSATIONS && !oldest.done) positions.delete(oldest.value)
	}

	async function report(conversationId: string, from: number, to: number): Promise<void> {
		if (listeners.length === 0) return
		const { activities } = await transcripts.since(conversationId, from)
		const received = activities.slice(0, to - from).filter((activity) => activity.from?.id === BOT_ID)
		const ids = received.map((activity) => activity.id)
		if (ids.length === 0) return
		await Promise.all(listeners.map(async (listener) => listener(conversationId, ids)))
		// Only now: whoever hears of it finds recorded what the listeners made of it.
		others?.tellSeen(conversationId, to)
	}

	function heard(conversationId: string, sequence: number): void {
		if (has(conversationId, sequence)) return
		moveTo(conversationId, sequence)
		for (const check of waiting) check()
	}

	async function acknowledge(conversationId: string, sequence: number): Promise<void> {
		const before = positions.get(conversationId) ?? 0
		if (sequence <= before) return
		heard(conversationId, sequence)
		try {
			await report(conversationId, before, sequence)
		} catch (error) {
			moveTo(conversationId, before)
			logger.error({ err: error, conversationId }, 'could not report what the customer has seen')
		}
	}

	function reached(conversationId: string, sequence: number, withinMs: number): Promise<boolean> {
		if (withinMs <= 0 || has(conversationId, sequence)) return Promise.resolve(has(conversationId, sequence))
		return new Promise((resolve) => {
			const end = (answer: boolean) => {
				waiting.delete(check)
				clearTimeout(timer)
				resolve(answer)
			}
			const check = () => {
				if (has(conversationId, sequence)) end(true)
			}
			const timer = setTimeout(() => end(false), withinMs)
			waiting.add(check)
		})
	}

	return { acknowledge, heard, reached, onSeen: (listener) => void listeners.push(listener) }
}
