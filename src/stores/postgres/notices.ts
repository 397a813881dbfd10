import { AppError } from '../../errors.ts'
import type { Attempt, Notice } from '../../tickets/notice.ts'
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

interface Found {
	readonly id: string
	readonly ticket: string
	readonly status: Notice['status']
	readonly next_attempt_at: Instant | null
	readonly attempts: readonly Attempt[]
	readonly read_by: Readonly<Record<string, Instant>>
	readonly document: Omit<Notice, 'status' | 'attempts' | 'nextAttemptAt' | 'readBy'>
}

const COLUMNS = 'id, ticket, status, next_attempt_at, attempts, read_by, document'
const IS_OLDEST = 'place = (SELECT min(older.place) FROM notices AS older WHERE older.queue = notices.queue)'
const SOONEST_FIRST = 'ORDER BY next_attempt_at, length(id), id'

const ONE = { name: 'notice', text: `SELECT ${COLUMNS} FROM notices WHERE id = $1` }
const OF_TICKET = { name: 'notices-of', text: `SELECT ${COLUMNS} FROM notices WHERE ticket = $1 ORDER BY place` }
/**
 * The oldest of each queue whose time has come, unless another living process carries it. They are locked for a moment, so that two
 * who look at once take different ones; whoever takes one keeps it until it is done.
 */
const READY = {
	name: 'ready',
	text: `WITH free AS (
			SELECT id FROM notices WHERE queue IS NOT NULL AND next_attempt_at <= $1 AND ${IS_OLDEST}
				AND (carrier IS NULL OR carrier = $3 OR carrier NOT IN (SELECT processes.id FROM processes))
			${SOONEST_FIRST} LIMIT $2
			FOR NO KEY UPDATE SKIP LOCKED
		), claimed AS (
			UPDATE notices SET carrier = $3 FROM free WHERE notices.id = free.id AND carrier IS DISTINCT FROM $3
		)
		SELECT ${COLUMNS} FROM notices WHERE id IN (SELECT id FROM free) ${SOONEST_FIRST}`,
}
const NEXT = {
	name: 'next-attempt',
	text: `SELECT next_attempt_at AS at FROM notices WHERE queue IS NOT NULL AND next_attempt_at IS NOT NULL AND ${IS_OLDEST}
		ORDER BY next_attempt_at LIMIT 1`,
}
const RECORD = {
	name: 'record-attempt',
	text: `UPDATE notices SET
			writer = $2,
			attempts = CASE WHEN writer = $2 THEN attempts ELSE attempts || $3::jsonb END,
			status = CASE WHEN status = 'delivered' THEN status ELSE $4 END,
			next_attempt_at = CASE WHEN status = 'delivered' THEN NULL ELSE $5::bigint END,
			queue = CASE
				WHEN status = 'delivered' OR $4 <> 'waiting' THEN NULL
				WHEN $6 = 'unseen' THEN 'unseen:' || id
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
		(await database.query<Found>(statement, values)).map(noticeOf)

	async function recordAttempt(...[id, attempt, after]: Parameters<NoticeStore['recordAttempt']>): Promise<Notice> {
		const values = [id, newId(), factsOf([attempt]), after.status, after.nextAttemptAt, attempt.outcome]
		const [notice] = (await database.query<Found>(RECORD, values, `notice ${id}`)).map(noticeOf)
		if (notice === undefined) throw new AppError('not-found', 'no such notice', { details: { notice: id } })
		return notice
	}

	return {
		notice: async (id) => (await noticesBy(ONE, [id]))[0],
		noticesOf: (ticket) => noticesBy(OF_TICKET, [ticket]),
		ready: (now, limit) => noticesBy(READY, [now, limitOf(limit), presence.id]),
		nextAttempt: async () => (await database.query<{ at: Instant }>(NEXT))[0]?.at,
		recordAttempt,
		inbox: (staffId, limit) => noticesBy(INBOX, [staffId, limitOf(limit)]),
		markRead: async (staffId, ids, at) => void (await database.query(MARK_READ, [staffId, [...ids], at])),
	}
}

function noticeOf({ status, next_attempt_at: nextAttemptAt, attempts, read_by: readBy, document }: Found): Notice {
	return {
		...document,
		status,
		attempts,
		...(nextAttemptAt !== null && { nextAttemptAt }),
		...(Object.keys(readBy).length > 0 && { readBy }),
	}
}
