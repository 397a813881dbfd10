import type { Instant } from '../tickets/ticket.ts'
import type { ReplyPlace } from './reply-place.ts'

/** Something that the bot has said in Teams and that was not sent, as far as is known, when its activity had to be acknowledged. */
export interface KeptReply {
	/** Its own. */
	readonly id: string
	readonly place: ReplyPlace
	/** As it goes to the connector, with its conversation and the address of the service; plain JSON. */
	readonly activity: Readonly<Record<string, unknown>>
	/** A try has begun, and nothing is known of its end: where the process ended meanwhile, it may have arrived. */
	readonly begun: boolean
}

/** A turn that is done, as `TurnLedger.markHandled` knows it. */
export interface HandledTurn {
	readonly key: string
	readonly at: Instant
}

/** The replies that are still to be sent, so that a killed process takes none of them along. Each is in the hand of one process. */
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
