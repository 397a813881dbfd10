import type { Notice } from '../../tickets/notice.ts'
import type { TicketChange } from '../../tickets/ports.ts'
import { awaitsUpstream, type Instant, type Ticket } from '../../tickets/ticket.ts'
import { documentOf, factsOf, storable } from './documents.ts'
import { queueOf, recipientKey } from './notice-queue.ts'

/** One commit, to be stored as a whole. */
export interface ToCommit {
	readonly cause: string
	/** New for each commit, the same when it is tried again. */
	readonly writer: string
	readonly changes: readonly TicketChange[]
}

const PLACES = Array.from({ length: 32 }, (_, index) => `$${index + 1}`).join(', ')
export const COMMIT = { name: 'commit-tickets', text: `SELECT commit_tickets(${PLACES}) AS outcomes` }

/** Stands in no JSON text, where control characters are escaped. */
const SEPARATOR = '\u001E'

/** What a notice keeps in columns of its own and not in its document. */
const IN_COLUMNS = { status: undefined, attempts: undefined, nextAttemptAt: undefined, readBy: undefined }

/** What belongs to the commit at this place, which counts from 1. */
interface Placed<T> {
	readonly place: number
	readonly value: T
}

/** The parameters of the function `commit_tickets` in its order: one array per column. */
export function commitValues(at: Instant, commits: readonly ToCommit[]): unknown[] {
	const changes = commits.flatMap((commit, index) => commit.changes.map((value) => ({ place: index + 1, value })))
	const events = within(changes, (change) => change.events)
	const notices = within(changes, (change) => change.notices)
	return [
		at,
		commits.map(({ cause }) => cause),
		commits.map(({ writer }) => writer),
		...ticketColumns(changes),
		places(events),
		events.map(({ value }) => value.ticket),
		events.map(({ value }) => value.sequence),
		events.map(({ value }) => documentOf(value)).join(SEPARATOR),
		...noticeColumns(notices),
	]
}

/** The invoice of the request that this change files upstream, if it does. */
export function filedInvoice({ ticket, events }: TicketChange): string | undefined {
	return events.some(({ event }) => event.type === 'escalated-upstream') ? ticket.upstream?.packet.invoice : undefined
}

function ticketColumns(changes: readonly Placed<TicketChange>[]): unknown[] {
	const column = (value: (ticket: Ticket, change: TicketChange) => unknown) =>
		changes.map((change) => value(change.value.ticket, change.value))
	return [
		places(changes),
		column(({ number }) => number),
		column((_, { expectedSequence }) => expectedSequence),
		column(({ sequence }) => sequence),
		column(({ state }) => state),
		column(({ assignee }) => assignee?.id ?? ''),
		column(({ reporter }) => reporter.userId),
		column(({ reporter }) => reporter.customer.id),
		column(({ updatedAt }) => updatedAt),
		column((_, { nextDueAt }) => nextDueAt),
		column((ticket) => (awaitsUpstream(ticket) ? ticket.upstream?.packet.invoice : undefined)),
		column((ticket) => (awaitsUpstream(ticket) ? ticket.upstream?.at : undefined)),
		column((_, change) => filedInvoice(change)),
		column(wordsOf),
		column(documentOf).join(SEPARATOR),
	]
}

function noticeColumns(notices: readonly Placed<Notice>[]): unknown[] {
	const column = (value: (notice: Notice) => unknown) => notices.map((notice) => value(notice.value))
	return [
		places(notices),
		column(({ id }) => id),
		column(({ ticket }) => ticket),
		column(({ to }) => recipientKey(to)),
		column(({ status }) => status),
		column(queueOf),
		column(({ nextAttemptAt }) => nextAttemptAt),
		column(({ attempts }) => factsOf(attempts)),
		column(({ readBy }) => factsOf(readBy ?? {})),
		column((notice) => documentOf({ ...notice, ...IN_COLUMNS })).join(SEPARATOR),
	]
}

function within<T>(changes: readonly Placed<TicketChange>[], parts: (change: TicketChange) => readonly T[]): Placed<T>[] {
	return changes.flatMap(({ place, value }) => parts(value).map((part) => ({ place, value: part })))
}

function places(placed: readonly Placed<unknown>[]): number[] {
	return placed.map(({ place }) => place)
}

/** Where the text of a query is looked for. A line feed keeps it from being found across two fields. */
function wordsOf({ number, title, reporter, dispute }: Ticket): string {
	return storable([number, title, reporter.customer.name, reporter.name, dispute?.invoice ?? ''].join('\n').toLowerCase())
}
