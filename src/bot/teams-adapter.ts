import {
	type Activity,
	CloudAdapter,
	type ConversationReference,
	type InvokeResponse,
	type ResourceResponse,
	TurnContext,
} from 'botbuilder'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import type { Logger } from 'pino'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { createAuthenticate } from './authenticate.ts'
import type { Bot } from './create-bot.ts'
import { lastingTurn } from './lasting-turn.ts'
import {
	type LeftInTeams,
	OPEN_REPLIES,
	type OpenReplies,
	openRepliesOf,
	type ReplyKeeping,
	type Sender,
} from './open-replies.ts'
import { placeOf } from './reply-place.ts'

/** What goes back to Teams. */
export interface TeamsAnswer {
	readonly status: number
	readonly body?: unknown
}

/** The Bot Framework's adapter with a door of our own: the SDK's answers wrong tokens and shapes with 500 and stack traces. */
export interface TeamsAdapter extends CloudAdapter {
	/**
	 * One incoming activity with its `Authorization` header. When it resolves, what the bot has said is sent or durable. Throws AppError
	 * for what must be refused.
	 */
	receive(authorization: string, body: unknown, bot: Bot): Promise<TeamsAnswer>
	/** Goes on with what another turn, perhaps of another process, has left. */
	leftFor(appId: string, bot: Bot): LeftInTeams
}

export interface TeamsAdapterDeps {
	readonly authentication: BotFrameworkAuthentication
	readonly logger: Logger
	/** Tells the person that something went wrong; the error is logged already. */
	readonly onTurnError: (context: TurnContext, error: unknown) => Promise<void>
	/** Takes the replies of a turn to Teams, if need be after the turn has ended. */
	readonly replies: Pick<ReplyKeeping, 'open'>
	/** How long an activity may wait for the replies to it, in milliseconds; 700 unless told otherwise. */
	readonly answerWithinMs?: number
}

/** Teams asks again after 15 s, and people look at a spinning button: within a second it is answered, whatever the connector does. */
const ANSWER_WITHIN_MS = 700

/** Sent by the SDK without the connector. */
const STAYS_HERE: ReadonlySet<string | undefined> = new Set(['invokeResponse', 'trace', 'delay'])

const account = z.looseObject({ id: z.string().min(1).max(500) })
const activitySchema = z.looseObject({
	type: z.string().min(1).max(50),
	id: z.string().max(500).optional(),
	channelId: z.string().min(1).max(50),
	serviceUrl: z.url().max(2000),
	from: account,
	conversation: account,
	recipient: account.optional(),
	/** A wrong language is no reason to refuse a person. */
	locale: z.string().max(100).optional().catch(undefined),
})

/** Makes the adapter of `/api/messages`. */
export function createTeamsAdapter(deps: TeamsAdapterDeps): TeamsAdapter {
	const { authentication, logger, onTurnError, replies, answerWithinMs = ANSWER_WITHIN_MS } = deps
	const authenticate = createAuthenticate(authentication)

	class Adapter extends CloudAdapter implements TeamsAdapter {
		async receive(authorization: string, body: unknown, bot: Bot): Promise<TeamsAnswer> {
			const parsed = activitySchema.safeParse(body)
			if (!parsed.success) throw new AppError('bad-input', 'not an activity')
			const activity = parsed.data as unknown as Activity
			const identity = await authenticate(activity, authorization)
			// Only Teams' own activities may name a Teams person; the emulator's and other channels' are not known here.
			if (activity.channelId !== 'msteams') throw new AppError('not-allowed', 'this channel is not served here')
			const timer = startTimer(answerWithinMs)
			const open = replies.open(timer.over)
			const turn = (context: TurnContext) => {
				context.turnState.set(OPEN_REPLIES, open)
				return bot(context)
			}
			const answer: InvokeResponse | undefined = await this.processActivity(identity, activity, turn).finally(timer.stop)
			await open.settled()
			return { status: answer?.status ?? 200, body: answer?.body as unknown }
		}

		override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
			const open = openRepliesOf(context)
			if (open === undefined) return super.sendActivities(context, activities)
			const answers: ResourceResponse[] = []
			for (const activity of activities) {
				if (STAYS_HERE.has(activity.type)) answers.push(...(await super.sendActivities(context, [activity])))
				else answers.push(await this.#sendOutside(context, activity, open))
			}
			return answers
		}

		/** The turn's own context ends with the turn; the connector client does not. */
		async #sendOutside(context: TurnContext, activity: Partial<Activity>, open: OpenReplies): Promise<ResourceResponse> {
			const sender = this.#senderIn(context, activity)
			await open.say({ ...sender, place: placeOf(context.activity), activity })
			return { id: '' }
		}

		#senderIn(context: TurnContext, activity: Partial<Activity>): Sender {
			const connector: unknown = context.turnState.get(this.ConnectorClientKey)
			const outside = new TurnContext(this, context.activity)
			outside.turnState.set(this.ConnectorClientKey, connector)
			return { connector, send: () => super.sendActivities(outside, [activity]) }
		}

		leftFor(appId: string, answers: Bot): LeftInTeams {
			return {
				senderOf: async ({ activity }) => {
					const said = { ...activity } as Partial<Activity>
					const { serviceUrl, channelId, conversation, from: bot, recipient: user } = said
					return this.#senderIn(await this.#reach(appId, { serviceUrl, channelId, conversation, bot, user }), said)
				},
				answer: async (came, cameAt) => {
					const activity = { ...came } as unknown as Activity
					const context = lastingTurn(await this.#reach(appId, TurnContext.getConversationReference(activity)), activity)
					const open = replies.open(Promise.resolve())
					context.turnState.set(OPEN_REPLIES, open)
					await answers(context, cameAt).catch((error: unknown) => this.onTurnError(context, error as Error))
					await open.settled()
				},
			}
		}

		/** A turn of the bot's own with somebody. */
		async #reach(appId: string, reference: { readonly [Part in keyof ConversationReference]?: unknown }): Promise<TurnContext> {
			const { promise, resolve, reject } = Promise.withResolvers<TurnContext>()
			// The adapter would swallow an error, as it does in each turn.
			const begun = this.continueConversationAsync(appId, reference as Partial<ConversationReference>, async (context) =>
				resolve(lastingTurn(context)),
			)
			begun.then(() => reject(new Error('no turn began')), reject)
			return promise
		}
	}

	const adapter = new Adapter(authentication)
	adapter.onTurnError = async (context, error) => {
		const { activity } = context
		if (error instanceof AppError && error.code === 'bad-input') throw error
		logger.error({ err: error, activityId: activity.id, conversationId: activity.conversation?.id }, 'a turn in Teams failed')
		await onTurnError(context, error)
	}
	return adapter
}

/** Time that runs from now on. */
function startTimer(milliseconds: number): { readonly over: Promise<void>; readonly stop: () => void } {
	let stop = () => {}
	const over = new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, milliseconds)
		// Whatever is said later keeps no activity waiting: it has been acknowledged.
		stop = () => {
			clearTimeout(timer)
			resolve()
		}
	})
	return { over, stop: () => stop() }
}
