import type { Call } from './rest-call.ts'

/** A failure to come. */
export interface Planned {
	/** Resolves when it has befallen a call for the last time. */
	readonly happened: Promise<void>
}

/** How the connector fails: with a status, by hanging up before or after it has taken what was sent, or by taking its time. */
export interface Failure {
	readonly status?: number
	/** The error code in the body, such as `BotDisabledByAdmin`. */
	readonly code?: string
	/** Seconds, for `Retry-After`. */
	readonly retryAfterS?: number
	/** What `Retry-After` says instead: a date as HTTP writes it. */
	readonly retryAfter?: string
	/** Milliseconds before it answers; without a status or a drop it then answers as if nothing had been. It has taken what was sent. */
	readonly hangMs?: number
	/** The answer begins at once, and its end takes the time of `hangMs`. */
	readonly slowBody?: boolean
	/** After reading, the activity counts as sent although nobody answered. */
	readonly drop?: 'before-reading' | 'after-reading'
	/** How often; once unless told otherwise. */
	readonly times?: number
	/** Which calls; all unless told otherwise. */
	readonly fits?: (call: Call) => boolean
}

export interface Failures {
	/** Answers a promise that resolves when it has befallen a call for the last time. */
	add(failure: Failure): Planned
	/** How this call fails, if it does. */
	next(call: Call): Failure | undefined
}

export function createFailures(): Failures {
	const planned: { failure: Failure; left: number; happened: PromiseWithResolvers<void> }[] = []
	return {
		add(failure) {
			const happened = Promise.withResolvers<void>()
			planned.push({ failure, left: failure.times ?? 1, happened })
			return { happened: happened.promise }
		},
		next(call) {
			const due = planned.find(({ failure, left }) => left > 0 && (failure.fits?.(call) ?? true))
			if (due === undefined) return undefined
			due.left -= 1
			if (due.left === 0) due.happened.resolve()
			return due.failure
		},
	}
}
