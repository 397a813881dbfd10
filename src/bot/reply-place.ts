import type { Activity } from 'botbuilder'

/** Where a reply goes, as far as the limits of Teams ask. */
export interface ReplyPlace {
	readonly conversation: string
	/** Empty where Teams did not tell. */
	readonly tenant: string
}

/** What became of a reply: `ambiguous` may have arrived, `left` was not sent and waits for another process. */
export type ReplyEnd = 'delivered' | 'ambiguous' | 'permanent' | 'retryable' | 'left'

/**
 * Takes one reply to Teams: in order within a conversation, as fast as Teams allows, again where that is safe. Resolves when
 * it has been sent or given up, and never rejects. `connector` is the turn's client; `send` sends once. `begins` is asked before each
 * try and answers false where it must not be made; `waits` is told that a try has not arrived and that another one follows.
 */
export type CarryReply = (reply: {
	readonly place: ReplyPlace
	readonly connector: unknown
	send(): Promise<unknown>
	begins(): Promise<boolean>
	waits(): Promise<void>
}) => Promise<ReplyEnd>

/** The conversation of an activity and the tenant in which it takes place. */
export function placeOf({ conversation, channelData }: Activity): ReplyPlace {
	const { tenant } = (channelData ?? {}) as { readonly tenant?: { readonly id?: unknown } }
	const told = conversation.tenantId ?? tenant?.id
	return { conversation: conversation.id, tenant: typeof told === 'string' ? told : '' }
}
