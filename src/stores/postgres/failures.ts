import { AppError } from '../../errors.ts'

/**
 * What a failed statement means. `unreachable`: the server did not answer, or is not the one that writes; where the statement was
 * `sent` it may have been done all the same. `overtaken`: nothing was done and it may be tried again at once. `outdated`: the same,
 * on another connection: this one prepared the statement for tables that have changed. `overloaded`: nothing was done, and trying
 * again would not help. `unstorable`: the value holds characters that no text of the database can hold. `other`: our mistake.
 */
export type Failure =
	| { readonly kind: 'unreachable'; readonly sent: boolean; readonly onlyReads: boolean }
	| { readonly kind: 'overtaken' | 'outdated' | 'overloaded' | 'unstorable' | 'other' }

/** Connection exceptions, operator intervention and a server that starts or stops (PostgreSQL, appendix A). */
const LOST = /^(?:08...|57P0[1-5]|25P03|25P04)$/u
/** A standby, or a server that was one of two and has been replaced: its name may lead to the other one by now. */
const ONLY_READS = '25006'
const OVERTAKEN = /^(?:40001|40P01|23505)$/u
const OUTDATED = /^(?:0A000|26000)$/u
/** Out of resources, cancelled by a timeout, a disk that fails. */
const OVERLOADED = /^(?:53...|57014|55P03|58...|XX00[12])$/u
/** Tables, functions or rights that were there when the store was opened: somebody restores the database. */
const MISSING = /^(?:3F000|42501|42703|42883|42P01)$/u
/** A zero byte, or half of a surrogate pair in what is kept as jsonb. */
const UNSTORABLE = /^(?:22021|22P05)$/u

/** Errors of the protocol have a five-character code; everything else comes from the connection. */
export function failureOf(error: unknown, wasConnected: boolean): Failure {
	const code = sqlState(error)
	if (code === undefined || LOST.test(code)) return { kind: 'unreachable', sent: wasConnected, onlyReads: false }
	if (code === ONLY_READS) return { kind: 'unreachable', sent: false, onlyReads: true }
	if (OVERTAKEN.test(code)) return { kind: 'overtaken' }
	if (OUTDATED.test(code)) return { kind: 'outdated' }
	// A server that is full turns away before a statement is sent: waiting a moment may help.
	if (OVERLOADED.test(code)) return wasConnected ? { kind: 'overloaded' } : NOT_CONNECTED
	if (MISSING.test(code) && wasConnected) return { kind: 'overloaded' }
	return { kind: UNSTORABLE.test(code) ? 'unstorable' : 'other' }
}

/** Whatever keeps a store from getting a connection (a changed password, a database that is dropped), nothing was done. */
export const NOT_CONNECTED: Failure = { kind: 'unreachable', sent: false, onlyReads: false }

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
