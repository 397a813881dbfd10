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
	/**
	 * The instant of a place that lay ahead has come: answers it, or a later one where something that hangs, or a pause that was asked
	 * for meanwhile, needs it. Never throws.
	 */
	again(place: Place, at: Instant): Promise<Instant>
	/** The request of this place goes now. Call what it answers when the request has its answer, whichever, or is given up. */
	leave(place: Place, at: Instant): () => void
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
	/** Does it in so many milliseconds, unless the function that it answers is called before. */
	readonly later?: (milliseconds: number, task: () => void) => () => void
}

/**
 * Teams counts what arrives, not what was let go: a request that left late, out of a busy process or over a slow network, comes
 * closer to the next one than their places were. So every window is longer by this, and what is answered later than this after its
 * place counts from its answer. Two processes with four sends under way, each up to 250 ms late, brought up to 12 in 2 s and 64 in
 * 30 s to the receiver without both, and 8 and 60 with them; on average the 60 in 30 s bind all the same.
 */
const MARGIN_MS = 250
/**
 * What has no answer so long after its place hangs: until it is answered it may arrive at any moment, beside whatever goes then, and
 * so it counts. Early enough to be known to all when the shortest window after its place ends.
 */
const HANGS_MS = 500
/** What Teams asks for is done up to its own longest window (facts, section 8). */
const LONGEST_HOLD_MS = 3_600_000

export function createSendingGate(options: SendingGateOptions): SendingGate {
	const { limits, clock, tenantPerSecond, conversationWindows = CONVERSATION_WINDOWS, later = inTime } = options
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
		again: (place, at) => limits.again(limitsOf(place), at, clock()).catch(() => at),
		leave(place, at) {
			const hangsIn = Math.max(0, at + HANGS_MS - clock())
			const forget = later(hangsIn, () => void limits.hang(limitsOf(place), at, clock()).catch(() => undefined))
			return () => {
				forget()
				const now = clock()
				if (now - at > MARGIN_MS) limits.postpone(limitsOf(place), at, now).catch(() => undefined)
			}
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

function inTime(milliseconds: number, task: () => void): () => void {
	const timer = setTimeout(task, milliseconds).unref()
	return () => clearTimeout(timer)
}
