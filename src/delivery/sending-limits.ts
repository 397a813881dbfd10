import type { Instant } from '../tickets/ticket.ts'
import type { SendBook, Sends } from './ports.ts'
import { type Line, movedSend, nextSend, type Window, withSend } from './sliding-windows.ts'

/** One thing that is limited: a conversation, or the tenant that many conversations share. */
export interface Limited {
	/** `teams/conversation/<id>`, `teams/tenant/<id>`. */
	readonly key: string
	readonly windows: readonly Window[]
}

/** Gives out the places of sends. */
export interface SendingLimits {
	/**
	 * Takes a place for one send under all these limits at once, and answers its instant: the earliest, `now` or later and after
	 * every pause, at which no window of any of them is exceeded, counting the places that were given out before, by whatever
	 * process. Of two that ask one after the other for the same key, the second never gets an earlier place. A place that is not
	 * used is lost.
	 */
	reserve(limits: readonly Limited[], now: Instant): Promise<Instant>
	/** The send of this place may have arrived as late as `now`: it counts from then on. */
	postpone(limits: readonly Limited[], place: Instant, now: Instant): Promise<void>
	/** No place under these limits lies before `until`, for whatever process; of two pauses the longer one holds. */
	pause(limits: readonly Limited[], until: Instant, now: Instant): Promise<void>
}

/** What the book knows of one thing that is limited. */
interface Known extends Line {
	/** The latest time at which anybody has asked. */
	readonly seenAt: Instant
	/** The end of the pause; long ago where there is none. */
	readonly pausedUntil: Instant
}

/** Clocks that are set right now and then differ by less. */
const CLOCKS_DIFFER_MS = 60_000

/** Limits over what the book knows; they hold for all processes that share the book. */
export function createSendingLimits(book: SendBook): SendingLimits {
	async function change(limits: readonly Limited[], now: Instant, decide: (known: readonly Known[]) => readonly Known[]) {
		const keys = limits.flatMap(({ key }) => [key, `${key}/pause`])
		await book.exchange(keys, (lists) => {
			const known = limits.map(({ windows }, index) => knownOf(windows, lists[2 * index], lists[2 * index + 1], now))
			return decide(known).flatMap(({ sends, seenAt, pausedUntil }) => [
				sends,
				pausedUntil > seenAt ? [seenAt, pausedUntil] : [seenAt],
			])
		})
	}

	return {
		async reserve(limits, now) {
			let place = now
			await change(limits, now, (known) => {
				place = nextSend(known, Math.max(now, ...known.map(({ pausedUntil }) => pausedUntil)))
				return known.map((each) => ({ ...each, sends: withSend(each, place, now) }))
			})
			return place
		},
		postpone: (limits, place, now) =>
			change(limits, now, (known) => known.map((each) => ({ ...each, sends: movedSend(each.sends, place, now) }))),
		pause: (limits, until, now) =>
			change(limits, now, (known) => known.map((each) => ({ ...each, pausedUntil: Math.max(each.pausedUntil, until) }))),
	}
}

/** Where the clock was set back since somebody asked, everything moves with it: nobody waits for the time that comes twice. */
function knownOf(windows: readonly Window[], sends: Sends = [], paused: Sends = [], now: Instant): Known {
	const [seenAt = now, pausedUntil = 0] = paused
	const setBack = seenAt - now > CLOCKS_DIFFER_MS ? seenAt - now : 0
	return {
		windows,
		sends: sends.map((send) => send - setBack),
		seenAt: Math.max(seenAt - setBack, now),
		pausedUntil: pausedUntil - setBack,
	}
}

const HOUR = 3_600_000
/** After so many places, keys that nobody has used for long are forgotten. */
const SWEEP_EVERY = 1000

/** The book of a desk that is one process. */
export function createSendsInMemory(clock: () => Instant): SendBook {
	const book = new Map<string, Sends>()
	let exchanges = 0

	function forgetOld(): void {
		const oldest = clock() - HOUR
		for (const [key, sends] of book) if ((sends.at(-1) ?? 0) < oldest) book.delete(key)
	}

	return {
		async exchange(keys, change) {
			const changed = change(keys.map((key) => book.get(key) ?? []))
			for (const [index, key] of keys.entries()) book.set(key, changed[index] ?? [])
			exchanges += 1
			if (exchanges % SWEEP_EVERY === 0) forgetOld()
		},
	}
}
