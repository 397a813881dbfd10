import type { Instant } from '../tickets/ticket.ts'
import type { ReplyPlace } from './reply-place.ts'

/**
 * What the bot still owes somebody in Teams after the activity had to be acknowledged: a reply that was not sent, as far as is known,
 * or the answer to an activity that another process had in hand.
 */
export interface KeptReply {
	/** Its own. */
	readonly id: string
	readonly place: ReplyPlace
	/** The reply as it goes to the connector, with its conversation and the address of the service, or what came; plain JSON. */
	readonly activity: Readonly<Record<string, unknown>>
	/** A try has begun, and nothing is known of its end: where the process ended meanwhile, it may have arrived. */
	readonly begun: boolean
	/** When the activity came, where it is not yet answered. */
	readonly cameAt?: Instant
}

/** A turn that is done, as `TurnLedger.markHandled` knows it. */
export interface HandledTurn {
	readonly key: string
	readonly at: Instant
}

/** What is still to be said in Teams, so that a killed process takes none of it along. Each is in the hand of one process. */
export interface ReplyBook {
	/**
	 * Makes them durable in their order, in this process's hand, and the mark of their turn with them as one. Takes copies: whoever sends
	 * a reply goes on writing in it.
	 */
	keepReplies(replies: readonly KeptReply[], handled?: HandledTurn): Promise<void>
	/** Notes durably that a try begins, or that it did not arrive. False where the reply is not in this process's hand: do not send it. */
	noteTry(id: string, begun: boolean): Promise<boolean>
	/** It has arrived, or nobody will send it any more. */
	dropReply(id: string): Promise<void>
	/** Takes in hand what no living process has in hand, and answers it in the order in which it was kept. */
	takeReplies(): Promise<readonly KeptReply[]>
}
