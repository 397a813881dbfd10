/** A button under the bot's last message. */
export interface SuggestedAction {
	type: string
	title: string
	value: unknown
	text: string | undefined
	displayText: string | undefined
}

/** A card or a file of a message. */
export interface ChatAttachment {
	contentType: string
	content: unknown
	contentUrl: string | undefined
	name: string | undefined
}

/** An activity of the conversation as the widget needs it. */
export interface ChatActivity {
	id: string | undefined
	type: string
	/** Of an event. */
	name: string | undefined
	from: { id: string; name: string | undefined; role: string | undefined }
	/** Milliseconds since 1970. */
	at: number
	/** Its number in the conversation; infinite while the desk has not numbered it. directlinejs may hand activities over in another order. */
	place: number
	text: string
	attachments: readonly ChatAttachment[]
	suggested: readonly SuggestedAction[]
	/** What a card's button or a postBack sent. */
	value: Fields | undefined
	/** The message whose card was used. */
	replyToId: string | undefined
	channelData: Fields
}

/** The fields of an object that came from outside. */
export type Fields = Readonly<Record<string, unknown>>

/** The object's fields, or `undefined` where it is not an object. */
export function fieldsOf(value: unknown): Fields | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}

/** The text, or `undefined` where it is none or empty. */
export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined
}

function listOf(value: unknown): readonly Fields[] {
	return Array.isArray(value) ? value.map(fieldsOf).filter((fields) => fields !== undefined) : []
}

function placeOf(sequence: unknown): number {
	return typeof sequence === 'number' ? sequence : Number.POSITIVE_INFINITY
}

function readAttachment(fields: Fields): ChatAttachment {
	return {
		contentType: textOf(fields['contentType']) ?? '',
		content: fields['content'],
		contentUrl: textOf(fields['contentUrl']),
		name: textOf(fields['name']),
	}
}

function readSuggested(fields: Fields): SuggestedAction {
	const value = fields['value']
	return {
		type: textOf(fields['type']) ?? 'imBack',
		title: textOf(fields['title']) ?? textOf(value) ?? '',
		value,
		text: textOf(fields['text']),
		displayText: textOf(fields['displayText']),
	}
}

/** Reads an activity of the stream; whatever does not fit is left out, and no activity at all gives `undefined`. */
export function readActivity(raw: unknown, now: number): ChatActivity | undefined {
	const fields = fieldsOf(raw)
	const from = fieldsOf(fields?.['from'])
	const type = textOf(fields?.['type'])
	if (!fields || !type) return undefined
	const at = Date.parse(textOf(fields['timestamp']) ?? '')
	return {
		id: textOf(fields['id']),
		type,
		name: textOf(fields['name']),
		from: { id: textOf(from?.['id']) ?? '', name: textOf(from?.['name']), role: textOf(from?.['role']) },
		at: Number.isNaN(at) ? now : at,
		place: placeOf(fieldsOf(fields['channelData'])?.['webchat:sequence-id']),
		text: textOf(fields['text']) ?? '',
		attachments: listOf(fields['attachments']).map(readAttachment),
		suggested: listOf(fieldsOf(fields['suggestedActions'])?.['actions']).map(readSuggested),
		value: fieldsOf(fields['value']),
		replyToId: textOf(fields['replyToId']),
		channelData: fieldsOf(fields['channelData']) ?? {},
	}
}
