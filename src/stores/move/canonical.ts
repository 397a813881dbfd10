import type { AskedQuestion } from '../../bot/ports.ts'
import type { ErasureStanding } from '../../tickets/erasure.ts'
import type { Notice } from '../../tickets/notice.ts'

/** The notice with what the stores change in it at its end and in one order, so that it reads the same out of each of them. */
export function canonicalNotice({ status, attempts, nextAttemptAt, readBy = {}, begun, ...rest }: Notice): Notice {
	return {
		...rest,
		status,
		attempts: inOrder(attempts),
		...(nextAttemptAt !== undefined && { nextAttemptAt }),
		...(Object.keys(readBy).length > 0 && { readBy: inOrder(readBy) }),
		...(begun !== undefined && { begun: inOrder(begun) }),
	}
}

/** The question with what came of it at its end, for the same reason. */
export function canonicalQuestion({ came, ...rest }: AskedQuestion): AskedQuestion {
	return { ...rest, came: inOrder(came) }
}

/** What an erasure has counted, in the order in which it is written. */
export const ERASED_COUNTS = ['people', 'tickets', 'messages', 'files', 'mails'] as const

export function canonicalErasure({ at, done, people, tickets, messages, files, mails }: ErasureStanding): ErasureStanding {
	return { at, done, people, tickets, messages, files, mails }
}

/** The order of keys in bytes, which is that of both stores. */
export function byBytes(one: string, other: string): number {
	if (one === other) return 0
	if (HALVES.test(one) || HALVES.test(other)) return Buffer.compare(Buffer.from(one), Buffer.from(other))
	return one < other ? -1 : 1
}

/** Halves of characters, which JavaScript sorts below others that have smaller bytes. */
const HALVES = /[\uD800-\uDFFF]/

/**
 * Keys by name, as PostgreSQL orders the small facts that it changes itself in another way than they were given; and without
 * what it takes out of their texts.
 */
function inOrder<T>(value: T): T {
	if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T
	if (typeof value !== 'object' || value === null) return value
	if (Array.isArray(value)) return value.map(inOrder) as T
	const sorted = Object.entries(value).toSorted(([one], [other]) => byBytes(one, other))
	return Object.fromEntries(sorted.map(([key, inner]) => [inOrder(key), inOrder(inner)])) as T
}
