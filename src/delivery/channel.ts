import type { Attempt, ChannelName, Notice } from '../tickets/notice.ts'
import type { Instant, Ticket } from '../tickets/ticket.ts'

/**
 * What became of one try (facts, section 8). `unseen`: it waits in the chat and nobody has fetched it. `retryable`: it did not
 * arrive and may be sent again. `ambiguous`: it may have arrived. `permanent`: this channel will never carry it.
 */
export interface CarryOutcome {
	readonly outcome: Attempt['outcome']
	/** A short code for logs and the staff; never an address or a text. */
	readonly reason?: string
	/** How long the other side asked us to wait, in milliseconds. */
	readonly retryAfterMs?: number
}

/**
 * One way to reach somebody. `carry` answers with what became of the try; what it throws counts as retryable. Unless it `mayDouble`,
 * it must bear being called again for a notice that it carried just before a crash.
 */
export interface Channel {
	readonly name: ChannelName
	/** A try that is made again after a crash may arrive twice: it is noted before it begins, and never made again by itself. */
	readonly mayDouble?: boolean
	/**
	 * Takes a place within the limits of the channel, and answers when the notice may go: `carry` not before. The same notice
	 * asked again keeps its place. Missing where there are no limits. Throws where the shared counts cannot be reached.
	 */
	mayGoAt?(notice: Notice): Promise<Instant>
	carry(notice: Notice, ticket: Ticket): Promise<CarryOutcome>
}
