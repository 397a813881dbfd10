import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder'
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector'
import type { Logger } from 'pino'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Bot } from './create-bot.ts'
import { sendOnce } from './send-once.ts'

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
}

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
export function createTeamsAdapter({ authentication, logger, onTurnError }: TeamsAdapterDeps): TeamsAdapter {
	class Adapter extends CloudAdapter implements TeamsAdapter {
		async receive(authorization: string, body: unknown, bot: Bot): Promise<TeamsAnswer> {
			const parsed = activitySchema.safeParse(body)
			if (!parsed.success) throw new AppError('bad-input', 'not an activity')
			const activity = parsed.data as unknown as Activity
			const identity = await authenticate(activity, authorization)
			// Only Teams' own activities may name a Teams person; the emulator's and other channels' are not known here.
			if (activity.channelId !== 'msteams') throw new AppError('not-allowed', 'this channel is not served here')
			const answer: InvokeResponse | undefined = await this.processActivity(identity, activity, bot)
			return { status: answer?.status ?? 200, body: answer?.body as unknown }
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
	adapter.use(sendOnce(adapter))
	adapter.onTurnError = async (context, error) => {
		const { activity } = context
		if (error instanceof AppError && error.code === 'bad-input') throw error
		logger.error({ err: error, activityId: activity.id, conversationId: activity.conversation?.id }, 'a turn in Teams failed')
		await onTurnError(context, error)
	}
	return adapter
}
