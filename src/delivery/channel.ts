import type { Attempt, ChannelName, Notice } from '../tickets/notice.ts'
import type { Ticket } from '../tickets/ticket.ts'

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
 * One way to reach somebody. `carry` answers with what became of the try; what it throws counts as retryable. It must bear
 * being called again for a notice that it carried just before a crash. A rate limit is a channel around a channel.
 */
export interface Channel {
	readonly name: ChannelName
	carry(notice: Notice, ticket: Ticket): Promise<CarryOutcome>
}
