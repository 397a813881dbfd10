import { type Activity, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder'
import type { Logger } from 'pino'
import { AppError } from '../errors.ts'
import { BOT_ACCOUNT, BOT_ID, SERVICE_URL } from './bot-account.ts'
import type { LiveSockets } from './live-sockets.ts'
import { replyIdOf, toStored } from './outgoing.ts'
import type { StoredActivity, TranscriptStore } from './ports.ts'
import type { SeenListener } from './seen.ts'

type Logic = (context: TurnContext) => Promise<void>

export interface DirectLineAdapterOptions {
	readonly transcripts: TranscriptStore
	readonly clock: () => Date
	readonly newId: () => string
	readonly live: LiveSockets
	readonly logger: Logger
	/** Tells the customer that something went wrong; the error is logged already. */
	readonly onTurnError: (context: TurnContext, error: Error) => Promise<void>
	/** How long `post` waits for the client's confirmation; 3 s unless told otherwise. */
	readonly confirmMs?: number
}

/**
 * The Direct Line client has no notion of a changed message or of an answer to an invoke, so both travel as events which other
 * clients ignore: `value` is `{ activityId, activity }`, `{ activityId }` and `{ status, body }`, the last with `replyToId`.
 */
export type ClientEvent = 'loopdesk/update' | 'loopdesk/delete' | 'loopdesk/invoke-answer'

/** Runs the bot in this process over stored conversations. */
export interface DirectLineAdapter extends BotAdapter {
	/** One turn of the bot for an activity of the user; errors go to `onTurnError` and never out. */
	processUserActivity(activity: StoredActivity, logic: Logic): Promise<void>
	/**
	 * Puts an activity of the desk into a conversation. An `id` makes it idempotent. `seen` only where an open socket's client
	 * confirmed it; otherwise `onSeen` tells later. Throws `not-found` for an unknown conversation.
	 */
	post(conversationId: string, activity: Partial<Activity>): Promise<{ id: string; seen: boolean }>
	/** Told whenever a client has got activities of the bot; after a restart also about earlier ones again. */
	onSeen(listener: SeenListener): void
}

export function createDirectLineAdapter(options: DirectLineAdapterOptions): DirectLineAdapter {
	return new InProcessAdapter(options)
}

class InProcessAdapter extends BotAdapter implements DirectLineAdapter {
	readonly #options: DirectLineAdapterOptions
	/** Replies are numbered within their turn, so that a turn which runs again after a crash says nothing twice. */
	readonly #repliesOfTurn = new WeakMap<object, number>()

	constructor(options: DirectLineAdapterOptions) {
		super()
		this.#options = options
		this.onTurnError = async (context, error) => {
			const conversationId = context.activity.conversation?.id
			options.logger.error({ err: error, conversationId, activityId: context.activity.id }, 'the bot failed in a web chat turn')
			await options.onTurnError(context, error)
		}
	}

	async processUserActivity(activity: StoredActivity, logic: Logic): Promise<void> {
		const timestamp = activity.timestamp === undefined ? {} : { timestamp: new Date(activity.timestamp) }
		await this.#turn({ ...activity, ...timestamp, serviceUrl: SERVICE_URL }, logic)
	}

	override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
		const answers: ResourceResponse[] = []
		for (const activity of activities) answers.push({ id: await this.#send(context, activity) })
		return answers
	}

	override async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<void> {
		const changed = JSON.parse(JSON.stringify({ ...activity, from: BOT_ACCOUNT })) as object
		await this.#tellClient(context, 'loopdesk/update', { activityId: activity.id, activity: changed })
	}

	override async deleteActivity(context: TurnContext, reference: Partial<ConversationReference>): Promise<void> {
		await this.#tellClient(context, 'loopdesk/delete', { activityId: reference.activityId })
	}

	override async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
		const activity = TurnContext.applyConversationReference({ type: 'event', name: 'ContinueConversation' }, reference, true)
		// The reference names the activity of an earlier turn; with its id, replies would get the ids of that turn's replies.
		await this.#turn({ ...activity, id: this.#options.newId() }, logic)
	}

	override async continueConversationAsync(
		_owner: unknown,
		reference: Partial<ConversationReference>,
		audienceOrLogic: string | Logic,
		logic?: Logic,
	): Promise<void> {
		const turn = typeof audienceOrLogic === 'string' ? logic : audienceOrLogic
		if (turn) await this.continueConversation(reference, turn)
	}

	async post(conversationId: string, activity: Partial<Activity>): Promise<{ id: string; seen: boolean }> {
		const { transcripts, newId, live, confirmMs = 3000 } = this.#options
		const conversation = await transcripts.conversation(conversationId)
		if (!conversation) throw new AppError('not-found', 'no such web chat')
		const id = activity.id ?? newId()
		const recipient = { id: conversation.userId, role: 'user' }
		const locale = activity.locale ?? conversation.locale
		const whole = { ...activity, recipient, conversation: { id: conversationId }, ...(locale === undefined ? {} : { locale }) }
		const sequence = await transcripts.append(conversationId, toStored(whole, id, this.#options.clock()))
		return { id, seen: await live.confirm(conversationId, sequence, confirmMs) }
	}

	onSeen(listener: SeenListener): void {
		this.#options.live.onSeen(listener)
	}

	async #turn(activity: object, logic: Logic): Promise<void> {
		await this.runMiddleware(new TurnContext(this, activity), logic)
	}

	async #send(context: TurnContext, activity: Partial<Activity>): Promise<string> {
		const { clock, newId, live } = this.#options
		const conversationId = conversationIdOf(context)
		if (activity.type === 'trace') return ''
		if (activity.type === 'delay') return pause(activity.value)
		if (activity.type === 'typing') {
			const id = newId()
			live.showTyping(conversationId, toStored(activity, id, clock()))
			return id
		}
		if (activity.type === 'invokeResponse') return this.#tellClient(context, 'loopdesk/invoke-answer', activity.value)
		return this.#append(context, activity)
	}

	#tellClient(context: TurnContext, name: ClientEvent, value: unknown): Promise<string> {
		const { id: replyToId, from: recipient } = context.activity
		return this.#append(context, {
			type: 'event',
			name,
			value,
			conversation: context.activity.conversation,
			recipient,
			...(replyToId === undefined ? {} : { replyToId }),
		})
	}

	async #append(context: TurnContext, activity: Partial<Activity>): Promise<string> {
		const { transcripts, clock, newId, live } = this.#options
		const conversationId = conversationIdOf(context)
		const turn = context.turnState
		const number = (this.#repliesOfTurn.get(turn) ?? 0) + 1
		this.#repliesOfTurn.set(turn, number)
		const id = replyIdOf(context.activity.id ?? newId(), number)
		await transcripts.append(conversationId, toStored(activity, id, clock()))
		live.wake(conversationId)
		return id
	}
}

function conversationIdOf(context: TurnContext): string {
	const id = context.activity.conversation?.id
	if (!id || context.activity.recipient?.id !== BOT_ID) throw new AppError('bad-input', 'this activity belongs to no web chat')
	return id
}

const LONGEST_PAUSE_MS = 10_000

async function pause(milliseconds: unknown): Promise<string> {
	const wait = typeof milliseconds === 'number' ? Math.min(Math.max(milliseconds, 0), LONGEST_PAUSE_MS) : 0
	await new Promise((resolve) => setTimeout(resolve, wait))
	return ''
}
