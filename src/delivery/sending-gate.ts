import type { Instant } from '../tickets/ticket.ts'
import type { Limited, SendingLimits } from './sending-limits.ts'
import { CONVERSATION_WINDOWS, tenantWindows, widened, type Window } from './sliding-windows.ts'

/** Where something is sent in Teams. */
export interface Place {
	readonly conversation: string
	/** Empty where Teams did not tell; such places share one limit. */
	readonly tenant: string
}

/** Lets sends to Teams pass as fast as Teams takes them: replies inside a turn and notices alike. */
export interface SendingGate {
	/** Takes a place for one send and answers when it may go. Throws where the shared counts cannot be reached. */
	enter(place: Place): Promise<Instant>
	/** The request that might go at `at` has an answer, whichever, or is given up; never throws. */
	answered(place: Place, at: Instant): void
	/**
	 * Teams asked for a pause (429 with `Retry-After`): nothing goes to this conversation before `until`, by whatever process, but
	 * for an hour at most. Never throws: a pause that cannot be shared is asked for again.
	 */
	hold(place: Place, until: Instant): void
}

export interface SendingGateOptions {
	readonly limits: SendingLimits
	readonly clock: () => Instant
	/** Requests a second for this app in one tenant; 30 unless told otherwise. */
	readonly tenantPerSecond?: number
	/** For one conversation; those of the facts unless told otherwise. */
	readonly conversationWindows?: readonly Window[]
}

/**
 * Teams counts what arrives, not what was let go: a request that left late, out of a busy process or over a slow network, comes
 * closer to the next one than their places were. So every window is longer by this, and what is answered later than this after its
 * place counts from its answer. Two processes with four sends under way, each up to 250 ms late, brought up to 12 in 2 s and 64 in
 * 30 s to the receiver without both, and 8 and 60 with them; on average the 60 in 30 s bind all the same. What hangs for seconds and
 * arrives beside places that were given out meanwhile can still be one or two too many in 2 s: Teams then asks for a pause.
 */
const MARGIN_MS = 250
/** What Teams asks for is done up to its own longest window (facts, section 8). */
const LONGEST_HOLD_MS = 3_600_000

export function createSendingGate(options: SendingGateOptions): SendingGate {
	const { limits, clock, tenantPerSecond, conversationWindows = CONVERSATION_WINDOWS } = options
	const perConversation = widened(conversationWindows, MARGIN_MS)
	const perTenant = widened(tenantWindows(tenantPerSecond), MARGIN_MS)
	const conversationOf = (place: Place): Limited => {
		return { key: `teams/conversation/${wholeConversation(place)}`, windows: perConversation }
	}
	const limitsOf = (place: Place): Limited[] => {
		return [conversationOf(place), { key: `teams/tenant/${place.tenant}`, windows: perTenant }]
	}

	return {
		enter: (place) => limits.reserve(limitsOf(place), clock()),
		answered(place, at) {
			const now = clock()
			if (now - at > MARGIN_MS) limits.postpone(limitsOf(place), at, now).catch(() => undefined)
		},
		hold(place, until) {
			const now = clock()
			limits.pause([conversationOf(place)], Math.min(until, now + LONGEST_HOLD_MS), now).catch(() => undefined)
		},
	}
}

/** The threads of a channel count as one conversation: Teams does not say that they do not. */
function wholeConversation({ conversation }: Place): string {
	return conversation.replace(/;messageid=.*$/, '')
}
