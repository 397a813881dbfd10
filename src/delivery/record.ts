import type { Logger } from 'pino'
import { DELIVERY } from '../tickets/actor.ts'
import { type Desk, execute } from '../tickets/execute.ts'
import type { Attempt, Notice } from '../tickets/notice.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { inLog } from './in-log.ts'
import type { Standing } from './next-step.ts'

const HOUR = 3_600_000

/** One that fails makes no further one. */
const ABOUT_NOTICES: ReadonlySet<Notice['kind']> = new Set(['notice-failed', 'notice-uncertain'])

/** A notice and the try that has just ended, before it is saved with the notice. */
export interface Ended {
	readonly notice: Notice
	readonly ticket: Ticket
	readonly attempt: Attempt
	readonly standing: Standing
	/** Which try of this notice it was; with the outcome it makes the cause by which the record is idempotent. */
	readonly number: number | 'seen'
}

/**
 * Shows in the ticket what the loop and the staff depend on: that the customer got the outcome (rule 1), that a notice reached
 * nobody or has been stuck for an hour, and that such a notice arrived after all (rule 7). Other ends leave the ticket as it is.
 */
export async function recordInTicket({ desk, logger }: { desk: Desk; logger: Logger }, ended: Ended): Promise<void> {
	const { notice, ticket, attempt, number } = ended
	const { id, kind, resolution } = notice
	const news = newsOf(ended)
	if (news === undefined) return
	if (news !== 'delivered' && ABOUT_NOTICES.has(kind)) {
		logger.error({ ...inLog(notice), reason: attempt.reason }, 'nobody could be told that a notice failed')
		return
	}
	const input = {
		notice: id,
		kind,
		outcome: news,
		...(resolution !== undefined && { resolution }),
		...(notice.to.kind === 'customer' && { channel: attempt.channel }),
		...(attempt.reason !== undefined && { reason: attempt.reason }),
	}
	// The outcome is part of the cause: the same try may fail before a crash and succeed after it.
	await execute(desk, {
		ticket: ticket.number,
		verb: 'record-delivery',
		input,
		actor: DELIVERY,
		cause: `${id}/${number}-${news}`,
	})
}

function newsOf({ notice, ticket, attempt, standing }: Ended): 'delivered' | 'failed' | 'ambiguous' | undefined {
	const wasFailed = ticket.failedNotices.includes(notice.id)
	if (attempt.outcome === 'delivered') return wasFailed || notice.resolution !== undefined ? 'delivered' : undefined
	if (wasFailed) return undefined
	if (standing.status === 'failed' || standing.status === 'ambiguous') return standing.status
	return isStuck(notice, attempt) ? 'failed' : undefined
}

/** It is still tried again, but somebody should know. */
function isStuck({ attempts }: Notice, { outcome, channel, at }: Attempt): boolean {
	const first = attempts.find((attempt) => attempt.channel === channel)
	return outcome === 'retryable' && first !== undefined && at - first.at >= HOUR
}
