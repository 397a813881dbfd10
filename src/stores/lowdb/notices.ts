import { AppError } from '../../errors.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { NoticeStore } from '../../tickets/ports.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Operation } from './data.ts'
import type { Engine } from './engine.ts'
import { createNoticeQueues } from './notice-queues.ts'
import { mapped, take } from './take.ts'

/** Clocks that are set right now and then differ by less. */
const CLOCKS_DIFFER_MS = 60_000

export function createNotices({ engine }: { engine: Engine }): NoticeStore {
	const queues = createNoticeQueues(engine)
	const first = (limit: number, ids: Iterable<string>) =>
		take(
			mapped(ids, (id) => engine.get('notices', id)),
			limit,
		)

	/** What was touched at a time that has yet to come waits for a clock that was set back since: it is tried at once. */
	function* idsOfReady(now: Instant): Generator<string> {
		const setBack = new Set(queues.touchedAfter(now + CLOCKS_DIFFER_MS))
		yield* setBack
		for (const [at, id] of queues.heads()) {
			if (at > now) return
			if (!setBack.has(id)) yield id
		}
	}

	async function begin(...[id, begun]: Parameters<NoticeStore['begin']>): Promise<void> {
		const before = engine.newest('notices', id)
		if (before?.status === 'waiting') await engine.commit([['notices', id, { ...before, begun: { ...begun } }]])
	}

	async function recordAttempt(...[id, attempt, after]: Parameters<NoticeStore['recordAttempt']>): Promise<Notice> {
		const newest = engine.newest('notices', id)
		if (newest === undefined) throw new AppError('not-found', 'no such notice', { details: { notice: id } })
		const { begun: _ended, ...before } = newest
		const changes = before.status === 'delivered' ? { nextAttemptAt: undefined } : after
		const notice: Notice = {
			...before,
			status: changes === after ? after.status : before.status,
			nextAttemptAt: changes.nextAttemptAt,
			attempts: [...before.attempts, attempt],
		}
		await engine.commit([['notices', id, notice]])
		return notice
	}

	async function markRead(staffId: string, ids: readonly string[], at: Instant): Promise<void> {
		const unread = [...new Set(ids)]
			.map((id) => engine.newest('notices', id))
			.filter((notice) => notice !== undefined)
			.filter((notice) => isFor(notice, staffId) && notice.readBy?.[staffId] === undefined)
		const operations = unread.map((notice): Operation => {
			return ['notices', notice.id, { ...notice, readBy: { ...notice.readBy, [staffId]: at } }]
		})
		if (operations.length > 0) await engine.commit(operations)
		else await Promise.all(ids.map((id) => engine.settled('notices', id)))
	}

	return {
		notice: async (id) => engine.get('notices', id),
		noticesOf: async (ticket) => first(Infinity, queues.ofTicket(ticket)),
		ready: async (now, limit) => first(limit, idsOfReady(now)),
		nextAttempt: async () => take(queues.heads(), 1)[0]?.[0],
		begin,
		recordAttempt,
		inbox: async (staffId, limit) => first(limit, queues.inbox(staffId)),
		markRead,
	}
}

function isFor({ to }: Notice, staffId: string): boolean {
	return to.kind === 'team' || (to.kind === 'staff' && to.id === staffId)
}
