import type { Instant } from '../tickets/ticket.ts'
import type { SendingLimits } from './sending-limits.ts'
import { CONVERSATION_WINDOWS, tenantWindows, type Window } from './sliding-windows.ts'

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
	/** Teams asked for a pause (429 with `Retry-After`): nothing goes to this conversation before `until`. */
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

export function createSendingGate(options: SendingGateOptions): SendingGate {
	const { limits, clock, tenantPerSecond, conversationWindows = CONVERSATION_WINDOWS } = options
	const perTenant = tenantWindows(tenantPerSecond)
	const heldUntil = new Map<string, Instant>()

	function enter(place: Place): Promise<Instant> {
		const conversation = wholeConversation(place)
		const held = heldUntil.get(conversation) ?? 0
		const now = clock()
		if (held <= now) heldUntil.delete(conversation)
		return limits.reserve(
			[
				{ key: `teams/conversation/${conversation}`, windows: conversationWindows },
				{ key: `teams/tenant/${place.tenant}`, windows: perTenant },
			],
			Math.max(now, held),
		)
	}

	function hold(place: Place, until: Instant): void {
		const conversation = wholeConversation(place)
		heldUntil.set(conversation, Math.max(until, heldUntil.get(conversation) ?? 0))
	}

	return { enter, hold }
}

/** The threads of a channel count as one conversation: Teams does not say that they do not. */
function wholeConversation({ conversation }: Place): string {
	return conversation.replace(/;messageid=.*$/, '')
}
