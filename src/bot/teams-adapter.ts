import { type Activity, CloudAdapter, type InvokeResponse, type ResourceResponse, TurnContext } from 'botbuilder'
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector'
import type { Logger } from 'pino'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Bot } from './create-bot.ts'
import { type CarryReply, placeOf } from './reply-place.ts'

/** What goes back to Teams. */
export interface TeamsAnswer {
	readonly status: number
	readonly body?: unknown
}

/** The Bot Framework's adapter with a door of our own: the SDK's answers wrong tokens and shapes with 500 and stack traces. */
export interface TeamsAdapter extends CloudAdapter {
	/** One incoming activity with its `Authorization` header. Throws AppError for what must be refused. */
	receive(authorization: string, body: unknown, bot: Bot): Promise<TeamsAnswer>
}

export interface TeamsAdapterDeps {
	readonly authentication: BotFrameworkAuthentication
	readonly logger: Logger
	/** Tells the person that something went wrong; the error is logged already. */
	readonly onTurnError: (context: TurnContext, error: unknown) => Promise<void>
	/** Takes the replies of a turn to Teams, if need be after the turn has ended. */
	readonly carryReply: CarryReply
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
})

/** Makes the adapter of `/api/messages`. */
export function createTeamsAdapter(deps: TeamsAdapterDeps): TeamsAdapter {
	const { authentication, logger, onTurnError, carryReply, answerWithinMs = ANSWER_WITHIN_MS } = deps
	/** Turns that began with an activity from Teams, and when each must wait no longer. */
	const deadlines = new WeakMap<object, Promise<void>>()

	class Adapter extends CloudAdapter implements TeamsAdapter {
		async receive(authorization: string, body: unknown, bot: Bot): Promise<TeamsAnswer> {
			const parsed = activitySchema.safeParse(body)
			if (!parsed.success) throw new AppError('bad-input', 'not an activity')
			const activity = parsed.data as unknown as Activity
			const identity = await authenticate(activity, authorization)
			// Only Teams' own activities may name a Teams person; the emulator's and other channels' are not known here.
			if (activity.channelId !== 'msteams') throw new AppError('not-allowed', 'this channel is not served here')
			const timer = startTimer(answerWithinMs)
			const turn = (context: TurnContext) => {
				deadlines.set(context.turnState, timer.over)
				return bot(context)
			}
			const answer: InvokeResponse | undefined = await this.processActivity(identity, activity, turn).finally(timer.stop)
			return { status: answer?.status ?? 200, body: answer?.body as unknown }
		}

		override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
			const deadline = deadlines.get(context.turnState)
			if (deadline === undefined) return super.sendActivities(context, activities)
			const answers: ResourceResponse[] = []
			for (const activity of activities) {
				if (STAYS_HERE.has(activity.type)) answers.push(...(await super.sendActivities(context, [activity])))
				else answers.push(await this.#sendOutside(context, activity, deadline))
			}
			return answers
		}

		/** The turn's own context ends with the turn; the connector client does not. */
		async #sendOutside(context: TurnContext, activity: Partial<Activity>, deadline: Promise<void>): Promise<ResourceResponse> {
			const connector: unknown = context.turnState.get(this.ConnectorClientKey)
			const outside = new TurnContext(this, context.activity)
			outside.turnState.set(this.ConnectorClientKey, connector)
			const send = () => super.sendActivities(outside, [activity])
			await Promise.race([carryReply({ place: placeOf(context.activity), connector, send }), deadline])
			return { id: '' }
		}
	}

	async function authenticate(activity: Activity, authorization: string) {
		try {
			return await authentication.authenticateRequest(activity, authorization)
		} catch (error) {
			const forbidden = error instanceof AuthenticationError && error.statusCode === 403
			throw new AppError(forbidden ? 'not-allowed' : 'not-signed-in', 'the token of the activity is not valid', { cause: error })
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
		stop = () => clearTimeout(timer)
	})
	return { over, stop: () => stop() }
}
