import { type Activity, CardFactory, type TurnContext } from 'botbuilder'
import type { Reply } from './deps.ts'

/** Sends what a handler answered. */
export async function sendReplies(context: TurnContext, replies: readonly Reply[]): Promise<void> {
	for (const reply of replies) await context.sendActivity(toActivity(reply))
}

/** A reply as an activity: every card has a summary, else a notification says "sent a card" only. */
function toActivity({ text, card, summary }: Reply): Partial<Activity> {
	return {
		type: 'message',
		...(text !== undefined && { text, textFormat: 'markdown' }),
		...(card !== undefined && { attachments: [CardFactory.adaptiveCard(card)] }),
		...(summary !== undefined && { summary }),
	}
}

/**
 * Answers an invoke, always with status 200: the last card replaces the pressed one, else a message is shown. What a handler
 * says beside its card is sent as messages of their own, except where the answer stands alone: those were sent before.
 */
export async function answerInvoke(
	context: TurnContext,
	replies: readonly Reply[],
	{ alone = false }: { readonly alone?: boolean } = {},
): Promise<void> {
	const last = replies.findLast(({ card }) => card !== undefined)
	const rest = replies.filter((reply) => reply !== last)
	const message = replies.map(({ text }) => text ?? '').join('\n')
	const body =
		last?.card === undefined
			? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: message }
			: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: last.card }
	await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
	if (last !== undefined && !alone) await sendReplies(context, rest)
}
