import type { Instant } from '../tickets/ticket.ts'
import type { SendBook, Sends } from './ports.ts'
import { type Line, movedSend, nextSend, type Window, withoutSend, withSend } from './sliding-windows.ts'

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
	/**
	 * The instant of this place has come: answers it where the send may go, else the place that it gets instead. What hangs meanwhile
	 * counts as arriving now, and a pause that was asked for meanwhile holds.
	 */
	again(limits: readonly Limited[], place: Instant, now: Instant): Promise<Instant>
	/** The send of this place is on its way and has no answer: it counts as arriving at every moment until it is postponed. */
	hang(limits: readonly Limited[], place: Instant, now: Instant): Promise<void>
	/** The send of this place may have arrived as late as `now`, and hangs no more: it counts from then on. */
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
	/** Places of sends that hang; they are not among the others. */
	readonly hanging: Sends
}

/** Clocks that are set right now and then differ by less. */
const CLOCKS_DIFFER_MS = 60_000
/** No request is waited for so long: whoever would have told its end has gone. */
const LONGEST_REQUEST_MS = 60_000

/** Limits over what the book knows; they hold for all processes that share the book. */
export function createSendingLimits(book: SendBook): SendingLimits {
	async function change(limits: readonly Limited[], now: Instant, decide: (known: readonly Known[]) => readonly Known[]) {
		const keys = limits.flatMap(({ key }) => [key, `${key}/pause`])
		await book.exchange(keys, (lists) => {
			const known = limits.map(({ windows }, index) => knownOf(windows, lists[2 * index], lists[2 * index + 1], now))
			return decide(known).flatMap(({ sends, ...kept }) => [sends, besideSends(kept)])
		})
	}

	return {
		async reserve(limits, now) {
			let place = now
			await change(limits, now, (known) => {
				place = nextPlace(known, now)
				return known.map((each) => ({ ...each, sends: withSend(each, place, now) }))
			})
			return place
		},
		async again(limits, place, now) {
			let next = place
			await change(limits, now, (known) => {
				next = mayGo(known, place, now)
					? place
					: nextPlace(
							known.map((each) => without(each, place)),
							now,
						)
				return known.map((each) => ({ ...each, sends: movedSend(each.sends, place, next) }))
			})
			return next
		},
		hang: (limits, place, now) =>
			change(limits, now, (known) => known.map((each) => ({ ...without(each, place), hanging: [...each.hanging, place] }))),
		postpone: (limits, place, now) =>
			change(limits, now, (known) =>
				known.map((each) => {
					const hanging = withoutSend(each.hanging, place)
					const isHanging = hanging.length < each.hanging.length
					return { ...each, hanging, sends: isHanging ? withSend(each, now, now) : movedSend(each.sends, place, now) }
				}),
			),
		pause: (limits, until, now) =>
			change(limits, now, (known) => known.map((each) => ({ ...each, pausedUntil: Math.max(each.pausedUntil, until) }))),
	}
}

/** The end of the list is when it was last of use. */
function besideSends({ seenAt, pausedUntil, hanging }: Omit<Known, 'sends'>): Sends {
	if (hanging.length > 0) return [seenAt, pausedUntil, ...hanging]
	return pausedUntil > seenAt ? [seenAt, pausedUntil] : [seenAt]
}

function without(known: Known, place: Instant): Known {
	return { ...known, sends: withoutSend(known.sends, place) }
}

/** What hangs may arrive now, or at any time later: whoever waits until then looks again. */
function withHanging({ windows, sends, hanging }: Known, now: Instant): Line {
	return { windows, sends: hanging.reduce((all, _each) => withSend({ windows, sends: all }, now, now), sends) }
}

function nextPlace(known: readonly Known[], now: Instant): Instant {
	const from = Math.max(now, ...known.map(({ pausedUntil }) => pausedUntil))
	return nextSend(
		known.map((each) => withHanging(each, now)),
		from,
	)
}

/**
 * Promises for later do not count: they look again when their time has come. Nor does a pause that the place has waited for already,
 * which a clock that was set back since would let begin anew.
 */
function mayGo(known: readonly Known[], place: Instant, now: Instant): boolean {
	if (known.some(({ pausedUntil }) => pausedUntil > Math.max(place, now))) return false
	const before = known.map((each) => {
		const { sends } = without(each, place)
		return withHanging({ ...each, sends: sends.filter((send) => send <= place) }, now)
	})
	return known.every(({ hanging }) => hanging.length === 0) || nextSend(before, now) === now
}

/** Where the clock was set back since somebody asked, everything moves with it: nobody waits for the time that comes twice. */
function knownOf(windows: readonly Window[], sends: Sends = [], beside: Sends = [], now: Instant): Known {
	const [seenAt = now, pausedUntil = 0, ...hanging] = beside
	const setBack = seenAt - now > CLOCKS_DIFFER_MS ? seenAt - now : 0
	const known = {
		windows,
		sends: sends.map((send) => send - setBack),
		seenAt: Math.max(seenAt - setBack, now),
		pausedUntil: pausedUntil - setBack,
		hanging: hanging.map((place) => place - setBack),
	}
	return { ...known, hanging: known.hanging.filter((place) => now - place < LONGEST_REQUEST_MS) }
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
