import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
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
}

/** Sends what the bot says outside its turns: in order within a conversation, as fast as Teams takes it. */
export interface ReplyLine {
	/** Resolves when it has been sent or given up, which is logged. Never rejects. */
	carry(reply: LinedReply): Promise<void>
	/** Waits for what is under way or due within five seconds, and gives up the rest. */
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
	async function deliver(reply: LinedReply, since: Instant): Promise<CarryOutcome> {
		let latest: CarryOutcome = { outcome: 'retryable', reason: 'teams-not-sent' }
		for (let tries = 1; ; tries += 1) {
			// Where the shared counts are out of reach, it goes a little later all the same.
			const pause = () => clock() + pauseBefore(tries, latest.retryAfterMs ?? 0, random())
			const at = await hasPlace(reply.place, await gate.enter(reply.place).catch(pause), since)
			if (at === undefined) return latest
			const answered = gate.leave(reply.place, at)
			latest = await tryOnce(reply)
			answered()
			if (latest.outcome !== 'retryable') return latest
			gate.hold(reply.place, pause())
		}
	}

	/** The place at which it goes, once that has come; none where it would be too old, or the desk stops before. */
	async function hasPlace(place: Place, first: Instant, since: Instant): Promise<Instant | undefined> {
		for (let at = first; ; ) {
			const isNow = at <= clock()
			if (at - since > STALE_MS || !(await hasWaitedUntil(at))) return undefined
			const next = isNow ? at : await gate.again(place, at)
			if (next === at) return at
			at = next
		}
	}

	async function tryOnce({ connector, send }: LinedReply): Promise<CarryOutcome> {
		let hasLeft = () => false
		try {
			hasLeft = watchSending(connector, timeoutMs).hasLeft
			await send()
			return { outcome: 'delivered' }
		} catch (error) {
			return teamsOutcome(error, hasLeft(), clock())
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

	async function carry(reply: LinedReply): Promise<void> {
		const { conversation } = reply.place
		try {
			const since = clock()
			const { outcome, reason } = await inOrder.run(conversation, () => deliver(reply, since))
			if (outcome !== 'delivered') logger.warn({ conversationId: conversation, outcome, reason }, 'a reply in Teams was given up')
		} catch (error) {
			logger.error({ err: error, conversationId: conversation }, 'a reply in Teams could not be sent')
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
