import type { RecordedEvent, TicketEvent } from '../../../tickets/events.ts'
import type { Notice } from '../../../tickets/notice.ts'
import type { Ticket } from '../../../tickets/ticket.ts'

type Told = Extract<TicketEvent, { type: 'told' }>

/** One that fails makes no further one. */
const ABOUT_NOTICES: ReadonlySet<Notice['kind']> = new Set(['notice-failed', 'notice-uncertain'])

/**
 * What the history says was delivered or failed is what the notices' attempts say. A try is recorded in the ticket first: a notice
 * that still waits may lack its last one. Of an erased ticket the customer's notices are gone.
 */
export function* checkDeliveries(
	ticket: Ticket,
	history: readonly RecordedEvent[],
	notices: readonly Notice[],
): Generator<string> {
	if (ticket.erased !== undefined) return
	const byId = new Map(notices.map((notice) => [notice.id, notice]))
	for (const { event } of history) {
		if (event.type === 'told') yield* checkTold(event, byId.get(event.notice))
	}
	const failed = new Set(history.flatMap(({ event }) => (event.type === 'notice-failed' ? [event.notice] : [])))
	for (const notice of notices) yield* checkNotice(notice, ticket, failed)
}

function* checkTold({ notice: id, channel }: Told, notice: Notice | undefined): Generator<string> {
	// Nobody carries what is told by phone or read on the status page.
	if (channel === 'phone' || channel === 'status-page') return
	if (notice === undefined) {
		yield `its history says that the outcome was delivered by ${channel}, but there is no such notice (${placeOf(id)}): tell the customer again`
		return
	}
	const arrived = notice.attempts.some((attempt) => attempt.channel === channel && attempt.outcome === 'delivered')
	if (!arrived && notice.status !== 'waiting') {
		yield `its history says that a notice was delivered by ${channel}, but no try of it says so (${placeOf(id)}): ask the customer`
	}
}

function* checkNotice(
	{ id, kind, to, status, resolution, attempts }: Notice,
	ticket: Ticket,
	failed: Set<string>,
): Generator<string> {
	const arrived = attempts.some(({ outcome }) => outcome === 'delivered')
	if (status === 'delivered' && !arrived)
		yield `a notice counts as delivered without a try that was (${placeOf(id)}): send it again`
	const latest = ticket.resolution
	if (to.kind === 'customer' && arrived && resolution !== undefined && latest?.number === resolution) {
		const isTold = latest.told.some(({ notice }) => notice === id)
		if (!isTold)
			yield `the customer got the outcome (${placeOf(id)}), but its history does not know: the loop cannot close by silence`
	}
	const isLost = status === 'failed' || status === 'ambiguous'
	if (isLost && !ABOUT_NOTICES.has(kind) && !failed.has(id)) {
		yield `a notice failed (${placeOf(id)}) and its history does not show it to anybody: tell them yourself`
	}
}

/** `BD-1042/7/resolved/<whom>` without whom. */
function placeOf(id: string): string {
	const [, sequence, kind] = id.split('/')
	return kind === undefined ? 'without a place in the history' : `event ${sequence}, ${kind}`
}
