import type { Call } from './rest-call.ts'

/** How the connector fails: with a status, or by hanging up before or after it has taken what was sent. */
export interface Failure {
	readonly status?: number
	/** The error code in the body, such as `BotDisabledByAdmin`. */
	readonly code?: string
	/** Seconds, for `Retry-After`. */
	readonly retryAfterS?: number
	/** After reading, the activity counts as sent although nobody answered. */
	readonly drop?: 'before-reading' | 'after-reading'
	/** How often; once unless told otherwise. */
	readonly times?: number
	/** Which calls; all unless told otherwise. */
	readonly fits?: (call: Call) => boolean
}

export interface Failures {
	add(failure: Failure): void
	/** How this call fails, if it does. */
	next(call: Call): Failure | undefined
}

export function createFailures(): Failures {
	const planned: { failure: Failure; left: number }[] = []
	return {
		add: (failure) => void planned.push({ failure, left: failure.times ?? 1 }),
		next(call) {
			const due = planned.find(({ failure, left }) => left > 0 && (failure.fits?.(call) ?? true))
			if (due === undefined) return undefined
			due.left -= 1
			return due.failure
		},
	}
}
