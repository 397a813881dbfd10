import type { Instant } from '../tickets/ticket.ts'

/** At most `count` sends in any span of `perMs` milliseconds, wherever the span begins: it holds one of its two ends. */
export interface Window {
	readonly count: number
	readonly perMs: number
}

/** Something that is limited, with the sends to it that were made or promised, oldest first. */
export interface Line {
	readonly windows: readonly Window[]
	readonly sends: readonly Instant[]
}

/** What Teams lets one bot send to one conversation (facts, section 8). */
export const CONVERSATION_WINDOWS: readonly Window[] = [
	{ count: 7, perMs: 1000 },
	{ count: 8, perMs: 2000 },
	{ count: 60, perMs: 30_000 },
	{ count: 1800, perMs: 3_600_000 },
]

/** What Teams lets one app ask for in one tenant, 30 requests a second unless told otherwise (facts, section 8). */
export function tenantWindows(perSecond = 30): readonly Window[] {
	return [{ count: perSecond, perMs: 1000 }]
}

/**
 * The earliest instant, `from` or later, at which one more send keeps every window of every line. Sends that are promised for
 * later keep their places: the new one may go before them where that harms none.
 */
export function nextSend(lines: readonly Line[], from: Instant): Instant {
	let at = from
	for (;;) {
		const later = Math.max(...lines.flatMap(({ windows, sends }) => windows.map((window) => outOf(window, sends, at))), at)
		if (later === at) return at
		at = later
	}
}

/** The sends with one more, without those that are older than any window reaches back from `now`. */
export function withSend({ windows, sends }: Line, at: Instant, now: Instant): Instant[] {
	const oldest = now - Math.max(...windows.map(({ perMs }) => perMs))
	return [...sends.filter((send) => send > oldest), at].toSorted((a, b) => a - b)
}

/** The same sends with one of them, if it is there, at another instant. */
export function movedSend(sends: readonly Instant[], from: Instant, to: Instant): readonly Instant[] {
	const index = sends.indexOf(from)
	return index < 0 ? sends : sends.with(index, to).toSorted((a, b) => a - b)
}

/** The same sends without one of them, if it is there. */
export function withoutSend(sends: readonly Instant[], at: Instant): readonly Instant[] {
	const index = sends.indexOf(at)
	return index < 0 ? sends : sends.toSpliced(index, 1)
}

/** Windows that still hold for sends that arrive up to `ms` milliseconds after their places, one later than another. */
export function widened(windows: readonly Window[], ms: number): Window[] {
	return windows.map(({ count, perMs }) => ({ count, perMs: perMs + ms }))
}

/** `at` itself where one more send fits into the window there, else the end of the spans that are full around it. */
function outOf({ count, perMs }: Window, sends: readonly Instant[], at: Instant): Instant {
	const before = countUntil(sends, at)
	let later = at
	// Every run of `count` neighbours, of which some may lie before and some after `at`.
	for (let first = Math.max(0, before - count); first <= before && first + count <= sends.length; first += 1) {
		const [start = 0, end = 0] = [sends[first], sends[first + count - 1]]
		const isFull = Math.max(end, at) - Math.min(start, at) < perMs
		if (isFull) later = Math.max(later, start + perMs)
	}
	return later
}

/** How many of the sorted sends lie at `at` or before. */
function countUntil(sends: readonly Instant[], at: Instant): number {
	let [low, high] = [0, sends.length]
	while (low < high) {
		const middle = (low + high) >>> 1
		if ((sends[middle] ?? Infinity) <= at) low = middle + 1
		else high = middle
	}
	return low
}
