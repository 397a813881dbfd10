/** The kinds of refusal that the desk knows. Each maps to one HTTP status and one text in `data/locales` (`errors.<code>`). */
export type ErrorCode =
	| 'bad-input'
	| 'not-signed-in'
	| 'not-allowed'
	| 'not-found'
	| 'stale'
	| 'wrong-state'
	| 'incomplete'
	| 'too-large'
	| 'too-many'
	| 'busy'
	| 'damaged'
	| 'misconfigured'

/**
 * A refusal that a person can act on. `message` goes to the log; people read `errors.<reason ?? code>` of their locale,
 * filled with `details`. Whoever throws it has changed nothing, but for the reason `store-unsure`: there nobody can tell.
 */
export class AppError extends Error {
	readonly code: ErrorCode
	/** A finer key under `errors.` in the locale files, where the code alone would not tell what to do next. */
	readonly reason: string | undefined
	/** Values for the text, never secrets, addresses or message texts. */
	readonly details: Readonly<Record<string, string | number | readonly string[]>>

	constructor(
		code: ErrorCode,
		message: string,
		options: { reason?: string; details?: AppError['details']; cause?: unknown } = {},
	) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause })
		this.name = 'AppError'
		this.code = code
		this.reason = options.reason
		this.details = options.details ?? {}
	}
}

const STATUS: Record<ErrorCode, number> = {
	'bad-input': 400,
	'not-signed-in': 401,
	'not-allowed': 403,
	'not-found': 404,
	stale: 409,
	'wrong-state': 409,
	incomplete: 422,
	'too-large': 413,
	'too-many': 429,
	busy: 503,
	damaged: 500,
	misconfigured: 500,
}

/** The HTTP status that answers this refusal. */
export function statusOf(error: AppError): number {
	return STATUS[error.code]
}
