import type { TurnContext } from 'botbuilder'
import type { Logger } from 'pino'
import { createInOrder } from '../in-order.ts'
import type { DirectLineAdapter } from './adapter.ts'
import type { StoredActivity, TranscriptStore } from './ports.ts'

/** Sees to it that the bot answers each stored activity of a user once, in the order of its conversation. */
export interface Turns {
	/** Answers what waits in the conversation, where it is this process's to answer, and returns at once. */
	start(conversationId: string): void
	/** A turn for something that is not stored, such as typing. */
	startPassing(conversationId: string, activity: StoredActivity): void
	/** Answers what a crash, or a process that has gone, left behind; tells how many there were. */
	resumeUnhandled(): Promise<number>
	/** Resolves when no turn runs any more. */
	settled(): Promise<void>
	/** Finishes the turns that run, and leaves what waits behind them to another process or the next start. Never rejects. */
	stop(): Promise<void>
}

export interface TurnsDeps {
	readonly adapter: DirectLineAdapter
	readonly transcripts: TranscriptStore
	/** The bot. */
	readonly logic: (context: TurnContext) => Promise<void>
	readonly logger: Logger
	/** How long a conversation whose store failed waits for the next try, in milliseconds; 2 s unless told otherwise. */
	readonly pauseMs?: number
}

/** A turn that failed so often in a way that the customer could not be told of would keep his later words waiting for ever. */
const TRIES = 100

/**
 * An activity counts as handled when its turn has ended, also in an error that the customer was told about. A turn that runs twice
 * (a crash between answer and mark) is harmless: replies have fixed ids and commands are idempotent.
 */
export function createTurns({ adapter, transcripts, logic, logger, pauseMs = 2000 }: TurnsDeps): Turns {
	const inOrder = createInOrder()
	/** How often the turn of an activity has failed. */
	const failures = new Map<string, number>()
	const retries = new Map<string, NodeJS.Timeout>()
	let isStopping = false

	function start(conversationId: string): void {
		void answerWaiting(conversationId)
	}

	async function answerWaiting(conversationId: string): Promise<void> {
		try {
			await inOrder.run(conversationId, async () => {
				if (isStopping) return
				for (const activity of await transcripts.waiting(conversationId)) {
					if (isStopping) return
					await handle(conversationId, activity)
				}
			})
		} catch (error) {
			logger.error({ err: error, conversationId }, 'a web chat turn is left for a later try')
			retryLater(conversationId)
		}
	}

	async function handle(conversationId: string, activity: StoredActivity): Promise<void> {
		const key = JSON.stringify([conversationId, activity.id])
		try {
			await adapter.processUserActivity(activity, logic)
		} catch (error) {
			const times = (failures.get(key) ?? 0) + 1
			failures.set(key, times)
			if (times < TRIES) throw error
			logger.error({ err: error, conversationId, activityId: activity.id }, 'a web chat turn is given up')
		}
		await transcripts.markHandled(conversationId, activity.id)
		failures.delete(key)
	}

	function retryLater(conversationId: string): void {
		if (isStopping || retries.has(conversationId)) return
		const timer = setTimeout(() => {
			retries.delete(conversationId)
			start(conversationId)
		}, pauseMs)
		retries.set(conversationId, timer.unref())
	}

	async function passing(conversationId: string, activity: StoredActivity): Promise<void> {
		try {
			await adapter.processUserActivity(activity, logic)
		} catch (error) {
			logger.error({ err: error, conversationId }, 'the customer could not be told of a failed turn')
		}
	}

	async function resumeUnhandled(): Promise<number> {
		if (isStopping) return 0
		const left = await transcripts.unhandled()
		const conversations = new Set(left.map(({ conversationId }) => conversationId))
		if (left.length > 0) logger.warn({ count: left.length }, 'web chat turns that were left behind are resumed')
		await Promise.all([...conversations].map(answerWaiting))
		return left.length
	}

	async function stop(): Promise<void> {
		isStopping = true
		for (const timer of retries.values()) clearTimeout(timer)
		await inOrder.settled()
		await transcripts.handOver().catch((error: unknown) => logger.warn({ err: error }, 'web chat turns could not be handed over'))
	}

	return {
		start,
		startPassing: (conversationId, activity) => void inOrder.run(conversationId, () => passing(conversationId, activity)),
		resumeUnhandled,
		settled: () => inOrder.settled(),
		stop,
	}
}
