import { AppError } from '../errors.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { CarryOutcome } from './channel.ts'

/** What the SDK throws when the connector answers with an error or not at all. */
interface ConnectorError {
	readonly statusCode?: number
	/** Of the network: `ECONNREFUSED`. */
	readonly code?: string
	readonly response?: { readonly headers?: { get(name: string): string | undefined }; readonly bodyAsText?: string | null }
}

/** Whoever writes to this place will never be let in again (facts, section 8). */
const GONE = /ConversationBlockedByUser|BotNotInConversationRoster|BotDisabledByAdmin|MessageWritesBlocked/

/** The request cannot have arrived. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The connector did nothing with the request and may be asked again (facts, section 8). 401: our token was not accepted. */
const MAY_BE_REPEATED: ReadonlySet<number> = new Set([401, 412, 429, 502, 504])

/**
 * What a failed try in Teams means. `hasLeft`: the request had been handed to the network. `isGone`: the reference is of no
 * use any more. `now` is what a date in `Retry-After` is counted from.
 */
export function teamsOutcome(thrown: unknown, hasLeft: boolean, now: Instant): CarryOutcome & { isGone?: boolean } {
	const error: ConnectorError = typeof thrown === 'object' && thrown !== null ? thrown : {}
	const { statusCode, code } = error
	if (!hasLeft) return { outcome: 'retryable', reason: isSecretRefused(thrown) ? 'teams-secret' : 'teams-not-sent' }
	if (statusCode === undefined) {
		const isUnsent = code !== undefined && NOT_CONNECTED.has(code)
		return { outcome: isUnsent ? 'retryable' : 'ambiguous', reason: isUnsent ? 'teams-down' : 'teams-lost' }
	}
	const reason = `teams-${statusCode}`
	if (MAY_BE_REPEATED.has(statusCode)) return { outcome: 'retryable', reason, ...askedPause(error, now) }
	if (statusCode === 408 || statusCode >= 500) return { outcome: 'ambiguous', reason }
	const isGone = statusCode === 404 || (statusCode === 403 && GONE.test(error.response?.bodyAsText ?? ''))
	return { outcome: 'permanent', reason, isGone }
}

/** Whoever asked for the token has said so. */
function isSecretRefused(thrown: unknown): boolean {
	return thrown instanceof AppError && thrown.code === 'misconfigured'
}

/** The wait that `Retry-After` names in seconds or as a date. */
function askedPause({ response }: ConnectorError, now: Instant): { retryAfterMs?: number } {
	const asked = response?.headers?.get('retry-after')
	if (asked === undefined) return {}
	const milliseconds = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now
	return milliseconds > 0 ? { retryAfterMs: milliseconds } : {}
}
