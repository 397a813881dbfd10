import { AppError } from '../../errors.ts'

/**
 * What a failed statement means. `unreachable`: the server did not answer, and where the statement was `sent` it may have been
 * done all the same. `overtaken`: nothing was done and it may be tried again at once. `overloaded`: nothing was done, and trying
 * again would not help. `unstorable`: the value holds characters that no text of the database can hold. `other`: our mistake.
 */
export type Failure =
	| { readonly kind: 'unreachable'; readonly sent: boolean }
	| { readonly kind: 'overtaken' | 'overloaded' | 'unstorable' | 'other' }

/** Connection exceptions, operator intervention and a server that starts or stops (PostgreSQL, appendix A). */
const LOST = /^(?:08...|57P0[1-5]|25P03|25P04)$/u
const OVERTAKEN = /^(?:40001|40P01|23505)$/u
/** Out of resources, cancelled by a timeout, a server that only reads, a disk that fails. */
const OVERLOADED = /^(?:53...|57014|55P03|25006|58...|XX00[12])$/u
/** A zero byte, or half of a surrogate pair in what is kept as jsonb. */
const UNSTORABLE = /^(?:22021|22P05)$/u

/** Errors of the protocol have a five-character code; everything else comes from the connection. */
export function failureOf(error: unknown, wasConnected: boolean): Failure {
	const code = sqlState(error)
	if (code === undefined || LOST.test(code)) return { kind: 'unreachable', sent: wasConnected }
	if (OVERTAKEN.test(code)) return { kind: 'overtaken' }
	// A server that is full turns away before a statement is sent: waiting a moment may help.
	if (OVERLOADED.test(code)) return wasConnected ? { kind: 'overloaded' } : { kind: 'unreachable', sent: false }
	return { kind: UNSTORABLE.test(code) ? 'unstorable' : 'other' }
}

/** The five characters that the server names its errors by, where the server has answered at all. */
function sqlState(error: unknown): string | undefined {
	const { code, severity } = error as { code?: unknown; severity?: unknown }
	return typeof severity === 'string' && typeof code === 'string' ? code : undefined
}

/** What people are told: nothing was changed, or, where the answer of the server was lost, that it is not known. */
export function unavailable(unsure: boolean, cause: unknown): AppError {
	if (!unsure) return new AppError('busy', 'the database cannot be reached', { reason: 'store-unavailable', cause })
	return new AppError('busy', 'the database went away before it answered', { reason: 'store-unsure', cause })
}
