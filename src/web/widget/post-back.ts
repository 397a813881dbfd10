import { type ChatActivity, fieldsOf, textOf } from './activity.ts'

/**
 * The `channelData` of a message that stands for a button: Bot Framework's `postBack` says that nobody typed it, and the
 * `displayText` of its `messageBack` is what the customer saw on the button.
 */
export function postBackData(title: string): Record<string, unknown> {
	return { postBack: true, messageBack: { displayText: title } }
}

/** The button's title in such a message. */
export function titleOf({ channelData }: ChatActivity): string | undefined {
	return textOf(fieldsOf(channelData['messageBack'])?.['displayText'])
}
