import type { Notice } from '../tickets/notice.ts'
import type { NoticeStore } from '../tickets/ports.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Channel } from './channel.ts'

const MINUTE = 60_000

/** So many alarms reach one person, or the team's channel, one by one within a quarter of an hour. */
const ONE_BY_ONE = 5
const WINDOW = 15 * MINUTE
/** How long the message that stands for the others waits for them. Later news to the same person waits as well. */
const GATHERS = MINUTE
const MOST_COUNTED = 999

const ALARMS: ReadonlySet<Notice['kind']> = new Set(['due-soon', 'overdue', 'untold', 'upstream-late', 'no-answer'])

export interface GatherParts {
	readonly notices: Pick<NoticeStore, 'inbox'>
	readonly clock: () => Instant
}

/** What one recipient was told of late. */
interface Told {
	/** When alarms were told one by one. */
	readonly single: readonly Instant[]
	/** The notice that will stand for all that wait with it, and when. */
	readonly pending?: { readonly id: string; readonly at: Instant } | undefined
	/** Alarms up to this instant were told of together. */
	readonly gatheredUntil: Instant
}

const NOTHING: Told = { single: [], gatheredUntil: -Infinity }

/**
 * Keeps a desk that comes back after a weekend, or a bad morning, from sending hundreds of messages: after the first few alarms,
 * one message says how many more there are, and those go to the next channel, where each can be read. Each process counts for itself.
 */
export function gatherAlarms(channel: Channel, { notices, clock }: GatherParts): Channel {
	const byRecipient = new Map<string, Told>()
	const single = new Set<string>()
	const toldOf = ({ to }: Notice) => byRecipient.get(`${to.kind}:${to.id}`) ?? NOTHING
	const remember = ({ to }: Notice, told: Told) => void byRecipient.set(`${to.kind}:${to.id}`, told)

	/** How this notice is told; decided once. */
	function wayOf(notice: Notice): 'single' | 'together' | 'quiet' {
		if (!ALARMS.has(notice.kind) || single.has(notice.id)) return 'single'
		const told = toldOf(notice)
		if (told.pending?.id === notice.id) return 'together'
		if (notice.at <= told.gatheredUntil) return 'quiet'
		const now = clock()
		const recent = told.single.filter((at) => at > now - WINDOW && at <= now)
		if (recent.length < ONE_BY_ONE) {
			single.add(notice.id)
			remember(notice, { ...told, single: [...recent, now] })
			return 'single'
		}
		remember(notice, { ...told, single: recent, pending: { id: notice.id, at: now + GATHERS } })
		return 'together'
	}

	async function mayGoAt(notice: Notice): Promise<Instant> {
		const way = wayOf(notice)
		const gathersUntil = way === 'together' ? (toldOf(notice).pending?.at ?? 0) : 0
		// A clock that was set back must not hold anything for longer.
		if (gathersUntil > clock() && gathersUntil <= clock() + GATHERS) return gathersUntil
		return way === 'quiet' ? clock() : ((await channel.mayGoAt?.(notice)) ?? clock())
	}

	async function carry(...[notice, ticket]: Parameters<Channel['carry']>): ReturnType<Channel['carry']> {
		const way = wayOf(notice)
		if (way === 'quiet') return { outcome: 'permanent', reason: 'gathered' }
		const now = clock()
		const outcome = await channel.carry(way === 'together' ? await gathered(notice) : notice, ticket)
		if (outcome.outcome === 'retryable') return outcome
		single.delete(notice.id)
		if (way === 'single') return outcome
		// Where the message did not arrive, the others must not rely on it.
		const isTold = outcome.outcome === 'delivered'
		remember(notice, { ...toldOf(notice), pending: undefined, ...(isTold && { gatheredUntil: now }) })
		return outcome
	}

	/** The notice as the one that stands for all alarms which wait behind it. */
	async function gathered(notice: Notice): Promise<Notice> {
		const inbox = await notices.inbox(notice.to.id, MOST_COUNTED + 1)
		const waiting = inbox.filter(({ kind, status, to }) => ALARMS.has(kind) && status === 'waiting' && to.id === notice.to.id)
		if (waiting.length <= 1) return notice
		const count = waiting.length > MOST_COUNTED ? `${MOST_COUNTED}+` : String(waiting.length)
		return { ...notice, kind: 'alarms-gathered', text: count }
	}

	return { ...channel, mayGoAt, carry }
}
