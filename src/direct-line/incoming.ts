import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { BOT_ACCOUNT } from './bot-account.ts'
import { isShallow } from './is-shallow.ts'
import type { StoredActivity, StoredAttachment } from './ports.ts'

const DEEPEST_VALUE = 30

const value = z.unknown().refine((it) => isShallow(it, DEEPEST_VALUE), `nested deeper than ${DEEPEST_VALUE}`)
const channelData = z.object({
	/** The client's own id of this activity: the same one again is the same activity. */
	clientActivityID: z.string().min(1).max(200).optional(),
	postBack: z.boolean().optional(),
	messageBack: z.object({ displayText: z.string().max(1000).optional() }).optional(),
})
const common = {
	channelData: channelData.optional(),
	locale: z.string().max(35).optional(),
	replyToId: z.string().max(200).optional(),
	value: value.optional(),
}
const name = z.string().min(1).max(100)
const incomingSchema = z.discriminatedUnion('type', [
	z.object({ ...common, type: z.literal('message'), text: z.string().max(8000).optional() }),
	z.object({ ...common, type: z.literal('event'), name }),
	z.object({ ...common, type: z.literal('invoke'), name }),
	z.object({ type: z.literal('typing') }),
	z.object({ ...common, type: z.literal('endOfConversation'), code: z.string().max(100).optional() }),
])

/** What a client may say; everything else that it sends is dropped. */
export type IncomingActivity = z.infer<typeof incomingSchema>

/** BCP 47 in the forms that browsers send. */
const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i

/** The tag, or `undefined` where it is none: a wrong locale is no reason to refuse a customer. */
export function localeFrom(raw: unknown): string | undefined {
	return typeof raw === 'string' && raw.length <= 35 && LOCALE.test(raw) ? raw : undefined
}

/** Throws `bad-input`, naming the field, for anything that a client may not send. */
export function readIncoming(body: unknown): IncomingActivity {
	const { data, error } = incomingSchema.safeParse(body)
	if (data) return data
	const where = error.issues[0]?.path.join('.') || 'activity'
	throw new AppError('bad-input', `the activity is not acceptable: ${where}`)
}

/** Who speaks, where, and when: known to the server, never taken from the client. */
export interface Speech {
	readonly conversationId: string
	readonly userId: string
	readonly userName: string | undefined
	readonly locale: string | undefined
	readonly at: Date
	readonly newId: () => string
}

/** The activity as it is stored and as the bot sees it. */
export function activityOf(incoming: IncomingActivity, speech: Speech): StoredActivity {
	const locale = speech.locale ?? ('locale' in incoming ? localeFrom(incoming.locale) : undefined)
	const { locale: _claimed, ...said } = { locale: undefined, ...incoming }
	const text = incoming.type === 'message' ? { text: incoming.text ?? '', textFormat: 'plain' } : {}
	return { ...said, ...text, ...envelopeOf({ ...speech, locale }), id: activityIdOf(incoming, speech) }
}

/** The user enters: the bot's occasion to greet. It has a fixed id, so that a conversation begins once. */
export function joinActivity(speech: Speech): StoredActivity {
	const envelope = envelopeOf(speech)
	return { type: 'conversationUpdate', id: `${speech.conversationId}.join`, membersAdded: [envelope.from], ...envelope }
}

function envelopeOf({ conversationId, userId, userName, locale, at }: Speech) {
	return {
		channelId: 'directline',
		timestamp: at.toISOString(),
		from: { id: userId, ...(userName === undefined ? {} : { name: userName }), role: 'user' },
		recipient: BOT_ACCOUNT,
		conversation: { id: conversationId },
		...(locale === undefined ? {} : { locale }),
	}
}

/** The activity with its uploaded files. */
export function withFiles(activity: StoredActivity, attachments: readonly StoredAttachment[]): StoredActivity {
	return { ...activity, attachments }
}

function activityIdOf(incoming: IncomingActivity, { conversationId, newId }: Speech): string {
	const clientId = 'channelData' in incoming ? incoming.channelData?.clientActivityID : undefined
	if (clientId === undefined) return newId()
	return createHash('sha256')
		.update(JSON.stringify([conversationId, clientId]))
		.digest('base64url')
		.slice(0, 32)
}
