import type { Instant } from '../ticket.ts'

const DAY = 86_400_000
/** About eleven years of days; then the cache starts anew, so that odd dates cannot fill the memory. */
const MOST_DAYS = 4096

/** The end of `3/29/2026, GMT+02:00`; Greenwich itself is `GMT`. */
const OFFSET = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/u

/** A stretch of time in which clocks do not change. `offset`: milliseconds that they are ahead of UTC. */
export interface Stretch {
	readonly from: Instant
	readonly to: Instant
	readonly offset: number
}

/** The clocks of one place. */
export interface TimeZone {
	/** A day of UTC, counted from 1970-01-01, in stretches: one, or two where clocks change on it. */
	stretchesOf(day: number): readonly Stretch[]
}

/** The clocks of an IANA time zone, asked of `Intl` twice a day at most: it costs as much as a thousand additions. */
export function createTimeZone(name: string): TimeZone {
	const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
	const offsets = new Map<number, number>()

	function offsetAt(at: Instant): number {
		const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(format.format(at)) ?? []
		const offset = 1000 * (3600 * Number(hours) + 60 * Number(minutes) + Number(seconds))
		return sign === '-' ? -offset : offset
	}

	function atStartOf(day: number): number {
		const known = offsets.get(day)
		if (known !== undefined) return known
		if (offsets.size >= MOST_DAYS) offsets.clear()
		const offset = offsetAt(day * DAY)
		offsets.set(day, offset)
		return offset
	}

	/** Clocks change at most once in a day of UTC. */
	function changeWithin(day: number, before: number): Instant {
		let [low, high] = [day * DAY, (day + 1) * DAY]
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2)
			if (offsetAt(middle) === before) low = middle
			else high = middle
		}
		return high
	}

	return {
		stretchesOf(day) {
			const [from, to] = [day * DAY, (day + 1) * DAY]
			const [before, after] = [atStartOf(day), atStartOf(day + 1)]
			if (before === after) return [{ from, to, offset: before }]
			const change = changeWithin(day, before)
			return [
				{ from, to: change, offset: before },
				{ from: change, to, offset: after },
			].filter((stretch) => stretch.from < stretch.to)
		},
	}
}
