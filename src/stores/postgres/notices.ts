import { AppError } from '../../errors.ts'
import type { Attempt, Begun, Notice } from '../../tickets/notice.ts'
import type { NoticeStore } from '../../tickets/ports.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Database } from './database.ts'
import { factsOf, limitOf } from './documents.ts'
import type { Presence } from './presence.ts'

export interface NoticesDeps {
	readonly database: Database
	readonly presence: Presence
	readonly newId: () => string
}

export interface FoundNotice {
	readonly id: string
	readonly ticket: string
	readonly status: Notice['status']
	readonly next_attempt_at: Instant | null
	readonly attempts: readonly Attempt[]
	readonly begun: Begun | null
	readonly read_by: Readonly<Record<string, Instant>>
	readonly document: Omit<Notice, 'status' | 'attempts' | 'nextAttemptAt' | 'readBy'>
}

export const COLUMNS = 'id, ticket, status, next_attempt_at, attempts, begun, read_by, document'
const IS_OLDEST = 'place = (SELECT min(older.place) FROM notices AS older WHERE older.queue = notices.queue)'
const IS_FREE = '(carrier IS NULL OR carrier = $3 OR carrier NOT IN (SELECT processes.id FROM processes))'
const SOONEST_FIRST = 'ORDER BY next_attempt_at, length(id), id'

const ONE = { name: 'notice', text: `SELECT ${COLUMNS} FROM notices WHERE id = $1` }
const OF_TICKET = { name: 'notices-of', text: `SELECT ${COLUMNS} FROM notices WHERE ticket = $1 ORDER BY place` }
/** How far ahead is looked in the order of time before all queues are gone through, one step for each. */
const NEAR = 200
/**
 * The heads of the queues, found in two ways: among those that come soonest, or, where a long queue hides the others, by walking
 * from queue to queue.
 */
const heads = (near: string, isEnough: string) => `WITH RECURSIVE near AS MATERIALIZED (
			SELECT id, queue, place, next_attempt_at FROM notices WHERE ${near} ORDER BY next_attempt_at LIMIT ${NEAR}
		), near_heads AS MATERIALIZED (
			SELECT id, next_attempt_at FROM near
			WHERE place = (SELECT min(older.place) FROM notices AS older WHERE older.queue = near.queue)
		), walked AS (
			(SELECT queue, id, next_attempt_at FROM notices
				WHERE queue IS NOT NULL AND (SELECT count(*) FROM near) = ${NEAR} AND NOT (SELECT ${isEnough} FROM near_heads)
				ORDER BY queue, place LIMIT 1)
			UNION ALL
			SELECT following.* FROM walked, LATERAL (
				SELECT queue, id, next_attempt_at FROM notices WHERE queue > walked.queue ORDER BY queue, place LIMIT 1
			) AS following
		), heads AS (
			SELECT id, next_attempt_at FROM near_heads UNION SELECT id, next_attempt_at FROM walked
		)`
/**
 * The oldest of each queue whose time has come, unless another living process carries it. They are locked for a moment, so that two
 * who look at once take different ones; whoever takes one keeps it until it is done. What is answered is what was locked, not what
 * the statement saw when it began.
 */
const taken = (from: string, condition: string) => `${from}, free AS (
			SELECT ${COLUMNS} FROM notices
			WHERE id = ANY (ARRAY(SELECT id FROM heads)) AND queue IS NOT NULL AND ${condition} AND ${IS_OLDEST}
				AND ${IS_FREE}
			${SOONEST_FIRST} LIMIT $2
			FOR NO KEY UPDATE SKIP LOCKED
		), claimed AS (
			UPDATE notices SET carrier = $3 FROM free WHERE notices.id = free.id AND carrier IS DISTINCT FROM $3
		)
		SELECT * FROM free ${SOONEST_FIRST}`
const READY = {
	name: 'ready',
	text: taken(heads(`queue IS NOT NULL AND next_attempt_at <= $1 AND ${IS_FREE}`, 'count(*) >= $2'), 'next_attempt_at <= $1'),
}
/** Came, or was last tried, at a time that has yet to come; whatever waits is tried later than that. */
const IS_AHEAD = `next_attempt_at > $1 AND coalesce(attempts -> -1 ->> 'at', document ->> 'at')::bigint > $1`
const AHEAD = {
	name: 'ahead-of-the-clock',
	text: taken(`WITH heads AS (SELECT id FROM notices WHERE queue IS NOT NULL AND ${IS_AHEAD} AND ${IS_OLDEST})`, IS_AHEAD),
}
/** Clocks that are set right now and then differ by less. */
const CLOCKS_DIFFER_MS = 60_000
const NEXT = {
	name: 'next-attempt',
	text: `${heads('queue IS NOT NULL AND next_attempt_at IS NOT NULL', 'count(*) > 0')}
		SELECT min(next_attempt_at) AS at FROM heads`,
}
const BEGIN = { name: 'begin-attempt', text: `UPDATE notices SET begun = $2::jsonb WHERE id = $1 AND status = 'waiting'` }
const RECORD = {
	name: 'record-attempt',
	text: `UPDATE notices SET
			writer = $2,
			begun = NULL,
			attempts = CASE WHEN writer = $2 THEN attempts ELSE attempts || $3::jsonb END,
			status = CASE WHEN status = 'delivered' THEN status ELSE $4 END,
			next_attempt_at = CASE WHEN status = 'delivered' THEN NULL ELSE $5::bigint END,
			queue = CASE
				WHEN status = 'delivered' OR $4 <> 'waiting' THEN NULL
				WHEN $6 = 'unseen' OR ($6 <> 'retryable' AND attempts @> '[{"outcome": "unseen"}]') THEN 'unseen:' || id
				ELSE recipient
			END
		WHERE id = $1 RETURNING ${COLUMNS}`,
}
const INBOX = {
	name: 'inbox',
	text: `SELECT ${COLUMNS} FROM unnest(ARRAY['staff:' || $1, 'team:team']) AS asked (inbox), LATERAL (
			SELECT * FROM notices WHERE notices.inbox = asked.inbox ORDER BY place DESC LIMIT $2
		) AS found ORDER BY place DESC LIMIT $2`,
}
const MARK_READ = {
	name: 'mark-read',
	text: `UPDATE notices SET read_by = read_by || jsonb_build_object($1::text, $3::bigint)
		WHERE id = ANY ($2::text[]) AND inbox IN ('staff:' || $1, 'team:team') AND NOT read_by ? $1`,
}

export function createNotices({ database, presence, newId }: NoticesDeps): NoticeStore {
	const noticesBy = async (...[statement, values]: Parameters<Database['query']>) =>
		(await database.query<FoundNotice>(statement, values)).map(noticeOf)

	async function recordAttempt(...[id, attempt, after]: Parameters<NoticeStore['recordAttempt']>): Promise<Notice> {
		const values = [id, newId(), factsOf([attempt]), after.status, after.nextAttemptAt, attempt.outcome]
		const [notice] = (await database.query<FoundNotice>(RECORD, values, `notice ${id}`)).map(noticeOf)
		if (notice === undefined) throw new AppError('not-found', 'no such notice', { details: { notice: id } })
		return notice
	}

	let lookedAt = -Infinity

	/**
	 * What was touched at a time that has yet to come waits for a clock that was set back since: it is tried at once, which touches
	 * it. No index leads to these, so they are looked for once a minute, at once when the clock has leapt, and again while there are some.
	 */
	async function aheadOfTheClock(now: Instant, limit: number): Promise<Notice[]> {
		if (Math.abs(now - lookedAt) < CLOCKS_DIFFER_MS) return []
		const found = await noticesBy(AHEAD, [now + CLOCKS_DIFFER_MS, limitOf(limit), presence.id])
		lookedAt = found.length > 0 ? -Infinity : now
		return found
	}

	async function ready(now: Instant, limit: number): Promise<Notice[]> {
		const ahead = await aheadOfTheClock(now, limit)
		return [...ahead, ...(await noticesBy(READY, [now, limitOf(limit), presence.id]))].slice(0, limit)
	}

	return {
		notice: async (id) => (await noticesBy(ONE, [id]))[0],
		noticesOf: (ticket) => noticesBy(OF_TICKET, [ticket]),
		ready,
		nextAttempt: async () => (await database.query<{ at: Instant | null }>(NEXT))[0]?.at ?? undefined,
		begin: async (id, { channel, at }) => void (await database.query(BEGIN, [id, factsOf({ channel, at })], `notice ${id}`)),
		recordAttempt,
		inbox: (staffId, limit) => noticesBy(INBOX, [staffId, limitOf(limit)]),
		markRead: async (staffId, ids, at) => void (await database.query(MARK_READ, [staffId, [...ids], at])),
	}
}

export function noticeOf({
	status,
	next_attempt_at: nextAttemptAt,
	attempts,
	begun,
	read_by: readBy,
	document,
}: FoundNotice): Notice {
	return {
		...document,
		status,
		attempts,
		...(begun && { begun }),
		...(nextAttemptAt !== null && { nextAttemptAt }),
		...(Object.keys(readBy).length > 0 && { readBy }),
	}
}
