import type { Logger } from 'pino'
import { createInOrder } from '../in-order.ts'
import type { Desk } from '../tickets/execute.ts'
import type { Attempt, ChannelName, Notice } from '../tickets/notice.ts'
import type { NoticeStore } from '../tickets/ports.ts'
import type { Instant, Ticket } from '../tickets/ticket.ts'
import type { CarryOutcome, Channel } from './channel.ts'
import { inLog } from './in-log.ts'
import { nextChannel, standingAfter } from './next-step.ts'
import { recordInTicket } from './record.ts'

export interface CarrierParts {
	readonly notices: NoticeStore
	readonly desk: Desk
	/** In the order in which they are tried. `staff` serves the team's channel too. */
	readonly channels: { readonly customer: readonly Channel[]; readonly staff: readonly Channel[] }
	readonly logger: Logger
	/** In [0, 1), for the jitter. */
	readonly random: () => number
}

/** How a notice goes on: at once with another try, as soon as its channel has a place for it, or at its own time if at all. */
export type Onward = { readonly next: Notice } | { readonly notBefore: Instant } | undefined

/** Carries single notices. */
export interface Carrier {
	/** One try over one channel, saved, unless the channel has no place for it yet. Throws where a store fails. */
	carry(notice: Notice): Promise<Onward>
	/** The customer's client has fetched it out of the chat. The same news twice changes nothing. */
	seen(noticeId: string): Promise<void>
}

interface Tried {
	readonly attempt: Attempt
	readonly pauseMs: number
}

/**
 * A try is recorded in the ticket first and in the notice second: a crash between the two repeats the notice, and the ticket
 * then tells that it had arrived. A crash before both repeats the sending where chat or tab recognise it by its id; over a channel
 * that does not, what was noted before it began makes the try ambiguous.
 */
export function createCarrier(parts: CarrierParts): Carrier {
	const { notices, desk, channels } = parts
	/** Tries that could not be saved: what was sent is not sent again while this process lives. */
	const unsaved = new Map<string, Tried>()
	/** Tries that could not be noted: nothing was sent. */
	const notBegun = new Set<string>()
	/** A try and its confirmation by the client must not both be news. */
	const inOrder = createInOrder()

	async function carry(notice: Notice): Promise<Onward> {
		const open = channels[notice.to.kind === 'customer' ? 'customer' : 'staff']
		const names = open.map(({ name }) => name)
		const tried = unsaved.get(notice.id) ?? (await tryNow(notice, await ticketOf(notice), open))
		if ('notBefore' in tried) return tried
		const { attempt, pauseMs } = tried
		unsaved.set(notice.id, tried)
		const saved = await inOrder.run(notice.id, async () => {
			const newest = await notices.notice(notice.id)
			// Its person's data were erased meanwhile.
			if (newest === undefined) return undefined
			return isKnown(newest, attempt) ? newest : save(newest, attempt, names, pauseMs)
		})
		unsaved.delete(notice.id)
		return saved?.status === 'waiting' && (saved.nextAttemptAt ?? Infinity) <= desk.clock() ? { next: saved } : undefined
	}

	async function tryNow(
		notice: Notice,
		ticket: Ticket,
		open: readonly Channel[],
	): Promise<Tried | { readonly notBefore: Instant }> {
		const names = open.map(({ name }) => name)
		const before = deliveredBefore(notice, ticket)
		if (before !== undefined) return { attempt: before, pauseMs: 0 }
		const { begun } = notice
		if (begun !== undefined && !notBegun.has(notice.id)) {
			return { attempt: { ...begun, outcome: 'ambiguous', reason: 'cut-off' }, pauseMs: 0 }
		}
		const name = nextChannel({ attempts: notice.attempts, channels: names, now: desk.clock() })
		const channel = open.find((candidate) => candidate.name === name)
		if (channel === undefined) return { attempt: givenUp(notice, desk.clock()), pauseMs: 0 }
		const notBefore = (await channel.mayGoAt?.(notice)) ?? 0
		if (notBefore > desk.clock()) return { notBefore }
		if (channel.mayDouble === true) await begin(notice, channel.name)
		const { outcome, reason, retryAfterMs = 0 } = await carryOver(channel, notice, ticket, parts.logger)
		const attempt = { channel: channel.name, at: desk.clock(), outcome, ...(reason !== undefined && { reason }) }
		return { attempt, pauseMs: retryAfterMs }
	}

	async function begin({ id }: Notice, channel: ChannelName): Promise<void> {
		notBegun.add(id)
		await notices.begin(id, { channel, at: desk.clock() })
		notBegun.delete(id)
	}

	async function save(notice: Notice, attempt: Attempt, names: readonly ChannelName[], pauseMs: number): Promise<Notice> {
		const attempts = [...notice.attempts, attempt]
		const standing = standingAfter({ attempts, channels: names, now: attempt.at }, pauseMs, parts.random())
		await recordInTicket(parts, { notice, ticket: await ticketOf(notice), attempt, standing, number: attempts.length })
		return notices.recordAttempt(notice.id, attempt, standing)
	}

	function seen(noticeId: string): Promise<void> {
		return inOrder.run(noticeId, () => recordSeen(noticeId))
	}

	async function recordSeen(noticeId: string): Promise<void> {
		const notice = await notices.notice(noticeId)
		if (notice === undefined || notice.to.kind !== 'customer') return
		const attempt: Attempt = { channel: 'web-chat', at: desk.clock(), outcome: 'delivered' }
		if (isKnown(notice, attempt)) return
		const standing = { status: 'delivered' } as const
		await recordInTicket(parts, { notice, ticket: await ticketOf(notice), attempt, standing, number: 'seen' })
		await notices.recordAttempt(noticeId, attempt, standing)
	}

	async function ticketOf(notice: Notice): Promise<Ticket> {
		const ticket = await desk.tickets.load(notice.ticket)
		if (ticket === undefined) throw new Error(`a notice of ${notice.ticket} belongs to no ticket`)
		return ticket
	}

	return { carry, seen }
}

async function carryOver(channel: Channel, notice: Notice, ticket: Ticket, logger: Logger): Promise<CarryOutcome> {
	try {
		const carried = await channel.carry(notice, ticket)
		const { outcome, reason } = carried
		const about = { ...inLog(notice), channel: channel.name, outcome, reason }
		if (outcome === 'retryable' || outcome === 'ambiguous') logger.warn(about, 'a notice could not be delivered')
		return carried
	} catch (error) {
		logger.error({ err: error, ...inLog(notice), channel: channel.name }, 'a channel broke')
		return { outcome: 'retryable', reason: 'channel-error' }
	}
}

/** Whether the notice was delivered meanwhile in a way that makes this try no news. */
function isKnown(notice: Notice, attempt: Attempt): boolean {
	if (notice.status !== 'delivered') return false
	const again = ({ channel, outcome }: Attempt) => channel === attempt.channel && outcome === 'delivered'
	return attempt.outcome !== 'delivered' || notice.attempts.some(again)
}

/** The delivery that the ticket tells of and that a crash kept out of the notice. */
function deliveredBefore(notice: Notice, ticket: Ticket): Attempt | undefined {
	const told = ticket.resolution?.told.find((proof) => proof.notice === notice.id)
	if (told === undefined || (told.channel !== 'web-chat' && told.channel !== 'e-mail')) return undefined
	return { channel: told.channel, at: told.at, outcome: 'delivered' }
}

/** The end of a notice that has no channel left: no news came in time. */
function givenUp({ attempts, to }: Notice, at: number): Attempt {
	const latest = attempts.at(-1)
	if (latest !== undefined) return { channel: latest.channel, at, outcome: latest.outcome, reason: 'given-up' }
	return { channel: to.kind === 'customer' ? 'web-chat' : 'tab', at, outcome: 'permanent', reason: 'no-channel' }
}
