import type { TurnContext } from 'botbuilder'
import type { Logger } from 'pino'
import type { DirectLineAdapter } from './adapter.ts'
import { createInOrder } from '../in-order.ts'
import type { StoredActivity, TranscriptStore } from './ports.ts'

/** Sees to it that the bot answers each stored activity of a user once, in order within a conversation. */
export interface Turns {
	/** Starts the bot's turn and returns at once. The same activity again, running or done, starts nothing. */
	start(conversationId: string, activity: StoredActivity): void
	/** A turn for something that is not stored, such as typing. */
	startPassing(conversationId: string, activity: StoredActivity): void
	/** Runs the turns which a crash cut off; tells how many. To be called once, at start. */
	resumeUnhandled(): Promise<number>
	/** Resolves when no turn runs any more. */
	settled(): Promise<void>
}

export interface TurnsDeps {
	readonly adapter: DirectLineAdapter
	readonly transcripts: TranscriptStore
	/** The bot. */
	readonly logic: (context: TurnContext) => Promise<void>
	readonly logger: Logger
}

/**
 * An activity counts as handled when its turn has ended, also in an error that the customer was told about. A turn that runs twice
 * (a crash between answer and mark, or two processes) is harmless: replies have fixed ids and commands are idempotent.
 */
export function createTurns({ adapter, transcripts, logic, logger }: TurnsDeps): Turns {
	const inOrder = createInOrder()
	const started = new Set<string>()

	async function handle(conversationId: string, activity: StoredActivity): Promise<void> {
		if (await transcripts.handled(conversationId, activity.id)) return
		await answer(conversationId, activity)
		await transcripts.markHandled(conversationId, activity.id)
	}

	async function answer(conversationId: string, activity: StoredActivity): Promise<void> {
		try {
			await adapter.processUserActivity(activity, logic)
		} catch (error) {
			logger.error({ err: error, conversationId, activityId: activity.id }, 'the customer could not be told of a failed turn')
		}
	}

	async function once(conversationId: string, activity: StoredActivity): Promise<void> {
		const key = JSON.stringify([conversationId, activity.id])
		if (started.has(key)) return
		started.add(key)
		try {
			await inOrder.run(conversationId, () => handle(conversationId, activity))
		} catch (error) {
			logger.error({ err: error, conversationId, activityId: activity.id }, 'a web chat turn is left for the next start')
		} finally {
			started.delete(key)
		}
	}

	async function resumeUnhandled(): Promise<number> {
		const left = await transcripts.unhandled()
		if (left.length > 0) logger.warn({ count: left.length }, 'web chat turns of the last run are resumed')
		await Promise.all(left.map(({ conversationId, activity }) => once(conversationId, activity)))
		return left.length
	}

	return {
		start: (conversationId, activity) => void once(conversationId, activity),
		startPassing: (conversationId, activity) => void inOrder.run(conversationId, () => answer(conversationId, activity)),
		resumeUnhandled,
		settled: () => inOrder.settled(),
	}
}
