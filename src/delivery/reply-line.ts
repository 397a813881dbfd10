import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ReplyEnd } from '../bot/reply-place.ts'
import { createInOrder } from '../in-order.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { CarryOutcome } from './channel.ts'
import { watchSending } from './connector-sending.ts'
import { pauseBefore } from './next-step.ts'
import type { Place, SendingGate } from './sending-gate.ts'
import { teamsOutcome } from './teams-outcome.ts'

/** Something that the bot says in its turn in Teams. */
export interface LinedReply {
	readonly place: Place
	/** The connector client of the turn, which nothing else uses while this is sent. */
	readonly connector: unknown
	/** Sends it once; may be called again after it failed. */
	send(): Promise<unknown>
	/** Asked before each try; false where it must not be made. */
	begins?(): Promise<boolean>
	/** The try has not arrived, and another one follows. */
	waits?(): Promise<void>
}

/** What became of it: `left` was not sent, because the desk stops or because it is in another process's hand. */
type End = CarryOutcome | 'left'

/** Sends what the bot says outside its turns: in order within a conversation, as fast as Teams takes it. */
export interface ReplyLine {
	/** Resolves when it has been sent, given up, which is logged, or left. Never rejects. */
	carry(reply: LinedReply): Promise<ReplyEnd>
	/** Waits for what is under way or due within five seconds, and leaves the rest. */
	stop(): Promise<void>
}

export interface ReplyLineParts {
	readonly gate: SendingGate
	readonly clock: () => Instant
	readonly logger: Logger
	/** In [0, 1), for the jitter. */
	readonly random?: () => number
	/** Waits so many milliseconds, or until the signal. */
	readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>
	/** How long the connector may take for one request, in milliseconds; 10 s unless told otherwise. */
	readonly timeoutMs?: number
}

/** An answer that comes later than this is no answer any more; what it tells stands in the ticket, and the tab shows it. */
const STALE_MS = 600_000
const GRACE_MS = 5000

const sleepFor = (milliseconds: number, signal?: AbortSignal) => wait(milliseconds, undefined, signal && { signal })

export function createReplyLine(parts: ReplyLineParts): ReplyLine {
	const { gate, clock, logger, random = Math.random, sleep = sleepFor, timeoutMs = 10_000 } = parts
	const inOrder = createInOrder()
	const stopping = new AbortController()
	let endsAt = Infinity

	/** Tries until it is sent, refused, perhaps sent, or too old. */
	async function deliver(reply: LinedReply, since: Instant): Promise<End> {
		let latest: CarryOutcome = { outcome: 'retryable', reason: 'teams-not-sent' }
		for (let tries = 1; ; tries += 1) {
			// Where the shared counts are out of reach, it goes a little later all the same.
			const pause = () => clock() + pauseBefore(tries, latest.retryAfterMs ?? 0, random())
			const at = await placeFor(reply.place, await gate.enter(reply.place).catch(pause), since)
			if (at === 'left') return at
			if (at === 'too-late') return latest
			const mayBegin = await reply.begins?.().catch(() => undefined)
			if (mayBegin === false) return 'left'
			// Where the try cannot be noted, it is not made.
			if (mayBegin === true || reply.begins === undefined) latest = await tryAt(reply, at)
			if (latest.outcome !== 'retryable') return latest
			await reply.waits?.().catch(() => undefined)
			gate.hold(reply.place, pause())
		}
	}

	async function tryAt(reply: LinedReply, at: Instant): Promise<CarryOutcome> {
		const answered = gate.leave(reply.place, at)
		const outcome = await tryOnce(reply)
		answered()
		return outcome
	}

	/** The place at which it goes, once that has come; none where it would be too old, or the desk stops before. */
	async function placeFor(place: Place, first: Instant, since: Instant): Promise<Instant | 'too-late' | 'left'> {
		for (let at = first; ; ) {
			const isNow = at <= clock()
			if (at - since > STALE_MS) return 'too-late'
			if (!(await hasWaitedUntil(at))) return 'left'
			const next = isNow ? at : await gate.again(place, at)
			if (next === at) return at
			at = next
		}
	}

	async function tryOnce({ place, connector, send }: LinedReply): Promise<CarryOutcome> {
		let hasLeft = () => false
		try {
			hasLeft = watchSending(connector, timeoutMs).hasLeft
			await send()
			return { outcome: 'delivered' }
		} catch (error) {
			const outcome = teamsOutcome(error, hasLeft(), clock())
			// Not the error itself: it may hold what was said.
			const about = { conversationId: place.conversation, error: error instanceof Error ? error.name : typeof error }
			logger.info({ ...about, outcome: outcome.outcome, reason: outcome.reason }, 'a reply in Teams has failed to arrive')
			return outcome
		}
	}

	/** False when the desk stops before. Sleeps once, or a clock that is set back meanwhile would make it wait for that time again. */
	async function hasWaitedUntil(at: Instant): Promise<boolean> {
		if (at <= clock()) return true
		if (at > endsAt) return false
		const hasSlept = sleep(at - clock(), endsAt === Infinity ? stopping.signal : undefined).then(
			() => true,
			() => false,
		)
		return (await hasSlept) || hasWaitedUntil(at)
	}

	async function carry(reply: LinedReply): Promise<ReplyEnd> {
		const { conversation } = reply.place
		try {
			const since = clock()
			const end = await inOrder.run(conversation, () => deliver(reply, since))
			if (end === 'left') {
				logger.info({ conversationId: conversation }, 'a reply in Teams is left to another process')
				return end
			}
			const { outcome, reason } = end
			if (outcome !== 'delivered') logger.warn({ conversationId: conversation, outcome, reason }, 'a reply in Teams was given up')
			// Nothing waits unseen in Teams.
			return outcome === 'unseen' ? 'delivered' : outcome
		} catch (error) {
			logger.error({ err: error, conversationId: conversation }, 'a reply in Teams could not be sent')
			return 'permanent'
		}
	}

	return {
		carry,
		stop: async () => {
			endsAt = clock() + GRACE_MS
			stopping.abort()
			await inOrder.settled()
		},
	}
}
