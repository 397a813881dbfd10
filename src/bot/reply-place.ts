import type { Activity } from 'botbuilder'

/** Where a reply goes, as far as the limits of Teams ask. */
export interface ReplyPlace {
	readonly conversation: string
	/** Empty where Teams did not tell. */
	readonly tenant: string
}

/**
 * Takes one reply to Teams: in order within a conversation, as fast as Teams allows, again where that is safe. Resolves when
 * it has been sent or given up, and never rejects. `connector` is the turn's client; `send` sends once.
 */
export type CarryReply = (reply: {
	readonly place: ReplyPlace
	readonly connector: unknown
	send(): Promise<unknown>
}) => Promise<void>

/** The conversation of an activity and the tenant in which it takes place. */
export function placeOf({ conversation, channelData }: Activity): ReplyPlace {
	const { tenant } = (channelData ?? {}) as { readonly tenant?: { readonly id?: unknown } }
	const told = conversation.tenantId ?? tenant?.id
	return { conversation: conversation.id, tenant: typeof told === 'string' ? told : '' }
}
