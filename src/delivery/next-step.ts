import type { Attempt, ChannelName, Notice } from '../tickets/notice.ts'
import type { Instant } from '../tickets/ticket.ts'

/** Tries on a channel that has another one behind it. */
const TRIES = 8
/** The last channel is not given up so soon: a mail server that is down for a night must not lose mail. */
const LONGEST = 86_400_000
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 600_000
/** What the other side asks for is done up to its own longest window, an hour (facts, section 8). */
const LONGEST_ASKED_PAUSE = 3_600_000

/** Where a notice stands after its attempts. */
export type Standing = { readonly status: Notice['status']; readonly nextAttemptAt?: Instant | undefined }

/** What a notice's standing is derived from. */
export interface Tried {
	readonly attempts: readonly Attempt[]
	/** The recipient's channels in the order in which they are tried. */
	readonly channels: readonly ChannelName[]
	readonly now: Instant
}

/** The channel to try next, or undefined when none is left. */
export function nextChannel({ attempts, channels, now }: Tried): ChannelName | undefined {
	return channels.find((channel, index) => !isSpent(onChannel(attempts, channel), index === channels.length - 1, now))
}

/** Whether it lies in the chat, unseen for less than a day: it is delivered when the customer comes back. */
function waitsToBeSeen({ attempts, now }: Tried): boolean {
	const unseen = attempts.find(({ outcome }) => outcome === 'unseen')
	return unseen !== undefined && now - unseen.at < LONGEST
}

/**
 * Where the notice stands after its latest attempt. `pauseMs` is what the other side asked for; `random` in [0, 1) spreads the
 * tries of many notices.
 */
export function standingAfter(tried: Tried, pauseMs: number, random: number): Standing {
	const { attempts, now } = tried
	const latest = attempts.at(-1)
	if (latest === undefined) return { status: 'waiting', nextAttemptAt: now }
	if (latest.outcome === 'delivered') return { status: 'delivered' }
	const next = nextChannel(tried)
	if (next !== undefined && next === latest.channel) {
		const tries = onChannel(attempts, next).length
		return { status: 'waiting', nextAttemptAt: now + pauseBefore(tries, pauseMs, random) }
	}
	if (next !== undefined) return { status: 'waiting', nextAttemptAt: now }
	if (waitsToBeSeen(tried)) return { status: 'waiting', nextAttemptAt: seenUntil(attempts) }
	return { status: attempts.some(({ outcome }) => outcome === 'ambiguous') ? 'ambiguous' : 'failed' }
}

function onChannel(attempts: readonly Attempt[], channel: ChannelName): readonly Attempt[] {
	return attempts.filter((attempt) => attempt.channel === channel)
}

function isSpent(tries: readonly Attempt[], isLast: boolean, now: Instant): boolean {
	const [first] = tries
	if (first === undefined) return false
	if (tries.some(({ outcome }) => outcome !== 'retryable')) return true
	return now - first.at >= LONGEST || (!isLast && tries.length >= TRIES)
}

/**
 * How long to wait after so many tries: 1 s, 2 s, 4 s ... 10 min, each shortened by up to a quarter, and never less than the
 * other side asked for, up to an hour. All in milliseconds.
 */
export function pauseBefore(tries: number, askedMs: number, random: number): number {
	const pause = Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)
	return Math.max(Math.min(askedMs, LONGEST_ASKED_PAUSE), Math.round(pause * (1 - random / 4)))
}

function seenUntil(attempts: readonly Attempt[]): Instant | undefined {
	const unseen = attempts.find(({ outcome }) => outcome === 'unseen')
	return unseen === undefined ? undefined : unseen.at + LONGEST
}
