import type { StoredActivity, StoredAttachment } from './ports.ts'
import type { Tokens } from './tokens.ts'

/** Where the files of chats are served. */
export const FILES_PATH = '/v3/directline/files/'

/** Bot business that no Direct Line client expects in its conversation. */
const HIDDEN_TYPES: ReadonlySet<string> = new Set(['conversationUpdate', 'invoke'])

/** What goes to the client in one piece: Direct Line's activity set. */
export interface ActivitySet {
	readonly activities: readonly StoredActivity[]
	/** The last sequence number of the set. */
	readonly watermark: string
}

/** Big replays are cut into sets of about this many characters, so that a slow client never makes us buffer a whole history. */
const SET_CHARACTERS = 512 * 1024

/**
 * The activity with its place in the conversation. directlinejs hands out the activities of each set one by one, so that two
 * sets which arrive together come out mixed: Web Chat sorts by this `webchat:sequence-id`, and whoever has it must all have it.
 */
export function numbered(activity: StoredActivity, sequence: number): StoredActivity {
	return { ...activity, channelData: { ...(activity['channelData'] as object | undefined), 'webchat:sequence-id': sequence } }
}

/** What the client reads of an activity. */
async function viewForClient(tokens: Tokens, activity: StoredActivity, sequence: number, base: string): Promise<StoredActivity> {
	const view = numbered(activity, sequence)
	if (!activity.attachments?.some(isOurFile)) return view
	const attachments = activity.attachments.map((attachment) => signed(tokens, attachment, base))
	return { ...view, attachments: await Promise.all(attachments) }
}

async function signed(tokens: Tokens, attachment: StoredAttachment, base: string): Promise<StoredAttachment> {
	if (!isOurFile(attachment)) return attachment
	const token = await tokens.issueFile(decodeURIComponent(attachment.contentUrl.slice(FILES_PATH.length)))
	return { ...attachment, contentUrl: `${base}${attachment.contentUrl}?t=${token}` }
}

/**
 * Cuts the activities that follow the watermark into sets; what is hidden only moves the watermark. `base` is the origin under
 * which the client reaches us.
 */
export async function activitySets(
	tokens: Tokens,
	activities: readonly StoredActivity[],
	watermark: number,
	base: string,
): Promise<readonly ActivitySet[]> {
	const sets: ActivitySet[] = []
	let open: StoredActivity[] = []
	let size = 0
	for (const [index, activity] of activities.entries()) {
		if (!HIDDEN_TYPES.has(activity.type)) {
			const view = await viewForClient(tokens, activity, watermark + index + 1, base)
			open.push(view)
			size += JSON.stringify(view).length
		}
		const isLast = index === activities.length - 1
		if (open.length === 0 || (size < SET_CHARACTERS && !isLast)) continue
		sets.push({ activities: open, watermark: String(watermark + index + 1) })
		open = []
		size = 0
	}
	return sets
}

function isOurFile(attachment: StoredAttachment): attachment is StoredAttachment & { contentUrl: string } {
	return attachment.contentUrl?.startsWith(FILES_PATH) ?? false
}
