import type { Instant } from '../tickets/ticket.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** More than this cannot be told from a busy machine. */
const LEAP = HOUR
/** A desk that was stopped or suspended for longer than this is less likely than a wrong clock. */
const UNLIKELY_LEAP = 30 * DAY
/** Time for whoever keeps the machine's clock right to set it back before anything is done by it. */
const DOUBT = 5 * MINUTE
/** After a stop: nobody's words could reach a desk that was not there. */
const LISTENS_AFTER_START = 4 * HOUR

/** Notices stops and leaps of the machine's clock, which are no silence of a customer. */
export interface TrustedTime {
	/**
	 * To be called with each look at what is due. Answers by how many milliseconds the clock has leapt since the one before, 0
	 * where it has run as it should.
	 */
	look(): number
	/** Whether the clock may be believed. */
	isTrusted(): boolean
	/** When a ticket that silence should have closed at `at` may be closed. */
	mayCloseAt(at: Instant): Instant
}

export interface TrustedTimeParts {
	readonly clock: () => Instant
	/** Milliseconds that have really passed since some instant: nobody can set them. */
	readonly monotonic: () => number
	/** Days of silence after the last delivered notice, by the policy. */
	readonly waitDays: number
}

/**
 * Rule 1 closes after silence, and nobody is silent towards a desk that does not hear. So what should have been closed while the
 * desk was stopped is closed some hours after it has come back; and where the clock leaps ahead under a desk that runs, the waiting
 * time has not passed, whatever the clock says: it is waited for once more.
 */
export function createTrustedTime({ clock, monotonic, waitDays }: TrustedTimeParts): TrustedTime {
	let before: { readonly at: Instant; readonly ran: number } | undefined
	let hearsSince = -Infinity
	let closesFrom = -Infinity
	let trustedFrom = -Infinity

	return {
		look() {
			const [at, ran] = [clock(), monotonic()]
			const leap = before === undefined ? 0 : at - before.at - (ran - before.ran)
			if (before === undefined || Math.abs(leap) > LEAP) {
				hearsSince = at
				closesFrom = at + (before === undefined ? LISTENS_AFTER_START : waitDays * DAY)
				trustedFrom = leap > UNLIKELY_LEAP ? ran + DOUBT : -Infinity
			}
			before = { at, ran }
			return Math.abs(leap) > LEAP ? leap : 0
		},
		isTrusted: () => monotonic() >= trustedFrom,
		mayCloseAt: (at) => (at < hearsSince - LEAP ? closesFrom : at),
	}
}
