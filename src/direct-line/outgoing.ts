import { BOT_ACCOUNT } from './bot-account.ts'
import type { StoredActivity } from './ports.ts'

/** The id of the bot's nth answer to an activity: the same whenever that turn runs. */
export function replyIdOf(activityId: string, number: number): string {
	return `${activityId}.${number}`
}

/** The bot typing, as clients are shown it. */
export function typingSign(conversationId: string, id: string, at: Date): StoredActivity {
	return toStored({ type: 'typing', conversation: { id: conversationId } }, id, at)
}

/**
 * What the transcript keeps of an activity of the bot. `from` is always the bot; only a person who speaks through it may give the
 * name that the customer reads.
 */
export function toStored(activity: { from?: { name?: string }; [field: string]: unknown }, id: string, at: Date): StoredActivity {
	const name = activity.from?.name || BOT_ACCOUNT.name
	const fixed = { id, from: { ...BOT_ACCOUNT, name }, channelId: 'directline', timestamp: at.toISOString() }
	return JSON.parse(JSON.stringify({ type: 'message', ...activity, ...fixed, serviceUrl: undefined })) as StoredActivity
}
