import type { RecordedEvent } from '../../tickets/events.ts'
import type { Notice } from '../../tickets/notice.ts'
import type { TicketChange } from '../../tickets/ports.ts'
import { awaitsUpstream, type Instant, type Ticket } from '../../tickets/ticket.ts'
import { invoiceKey, waitingInvoice } from '../../tickets/waiting-invoice.ts'
import { searchWords } from '../search-words.ts'
import { bigintArray, integerArray, jsonArray, textArray, uuidArray } from './arrays.ts'
import { documentOf, factsOf, storable } from './documents.ts'
import { queueOf, recipientKey } from './notice-queue.ts'

/** One commit, to be stored as a whole. */
export interface ToCommit {
	readonly cause: string
	/** New for each commit, the same when it is tried again. */
	readonly writer: string
	readonly changes: readonly TicketChange[]
}

const PLACES = Array.from({ length: 35 }, (_, index) => `$${index + 1}`).join(', ')
export const COMMIT = { name: 'commit-changes', text: `SELECT commit_changes(${PLACES}) AS outcomes` }

/** Of a ticket that the desk has numbered. */
const NUMBER = /^BD-([0-9]{1,15})$/u

/** What a notice keeps in columns of its own and not in its document. */
export const IN_COLUMNS = {
	status: undefined,
	attempts: undefined,
	begun: undefined,
	nextAttemptAt: undefined,
	readBy: undefined,
}

/** What belongs to the commit at this place, which counts from 1. */
export interface Placed<T> {
	readonly place: number
	readonly value: T
}

/** The parameters of the function `commit_changes` in its order: one array per column. */
export function commitValues(at: Instant, commits: readonly ToCommit[]): unknown[] {
	const changes = commits.flatMap((commit, index) => commit.changes.map((value) => ({ place: index + 1, value })))
	return [
		at,
		textArray(commits.map(({ cause }) => cause)),
		textArray(commits.map((commit) => commit.changes[0]?.ticket.number)),
		uuidArray(commits.map(({ writer }) => writer)),
		...ticketColumns(changes),
		...filedColumns(changes),
		highestNumber(changes),
		...eventColumns(within(changes, (change) => change.events)),
		...noticeColumns(within(changes, (change) => change.notices)),
	]
}

/** By what the invoice of the request is compared that this change files upstream, if it does. */
export function filedInvoice({ ticket, events }: TicketChange): string | undefined {
	if (ticket.upstream === undefined || !events.some(({ event }) => event.type === 'escalated-upstream')) return undefined
	return invoiceKey(ticket.upstream.packet.invoice)
}

export function ticketColumns(changes: readonly Placed<TicketChange>[]): unknown[] {
	const column = <T>(value: (ticket: Ticket, change: TicketChange) => T) =>
		changes.map((change) => value(change.value.ticket, change.value))
	return [
		places(changes),
		textArray(column(({ number }) => number)),
		integerArray(column((_, { expectedSequence }) => expectedSequence)),
		integerArray(column(({ sequence }) => sequence)),
		textArray(column(({ state }) => state)),
		textArray(column(({ assignee }) => assignee?.id ?? '')),
		textArray(column(({ reporter }) => reporter.userId)),
		textArray(column(({ reporter }) => reporter.customer.id)),
		bigintArray(column(({ updatedAt }) => updatedAt)),
		bigintArray(column((_, { nextDueAt }) => nextDueAt)),
		textArray(column(waitingInvoice)),
		bigintArray(column((ticket) => (awaitsUpstream(ticket) ? ticket.upstream?.at : undefined))),
		textArray(column(wordsOf)),
		jsonArray(column(documentOf)),
	]
}

function filedColumns(changes: readonly Placed<TicketChange>[]): unknown[] {
	const filed = changes
		.map(({ value }, index) => ({ place: index + 1, value: filedInvoice(value) }))
		.filter(({ value }) => value !== undefined)
	return [places(filed), textArray(filed.map(({ value }) => value))]
}

/** Of the tickets that are new. */
function highestNumber(changes: readonly Placed<TicketChange>[]): number | undefined {
	const numbers = changes
		.filter(({ value }) => value.expectedSequence === 0)
		.map(({ value }) => Number(NUMBER.exec(value.ticket.number)?.[1] ?? 0))
	return numbers.length === 0 ? undefined : Math.max(...numbers)
}

function eventColumns(events: readonly Placed<RecordedEvent>[]): unknown[] {
	return [
		places(events),
		textArray(events.map(({ value }) => value.ticket)),
		integerArray(events.map(({ value }) => value.sequence)),
		jsonArray(events.map(({ value }) => documentOf(value))),
	]
}

export function noticeColumns(notices: readonly Placed<Notice>[]): unknown[] {
	const column = <T>(value: (notice: Notice) => T) => notices.map((notice) => value(notice.value))
	return [
		places(notices),
		textArray(column(({ id }) => id)),
		textArray(column(({ ticket }) => ticket)),
		textArray(column(({ to }) => recipientKey(to))),
		textArray(column(({ status }) => status)),
		textArray(column(queueOf)),
		bigintArray(column(({ nextAttemptAt }) => nextAttemptAt)),
		column(({ attempts }) => factsOf(attempts)),
		column(({ readBy }) => factsOf(readBy ?? {})),
		jsonArray(column((notice) => documentOf({ ...notice, ...IN_COLUMNS }))),
	]
}

function within<T>(changes: readonly Placed<TicketChange>[], parts: (change: TicketChange) => readonly T[]): Placed<T>[] {
	return changes.flatMap(({ place, value }) => parts(value).map((part) => ({ place, value: part })))
}

function places(placed: readonly Placed<unknown>[]): Buffer {
	return integerArray(placed.map(({ place }) => place))
}

/** Where the text of a query is looked for. */
export function wordsOf(ticket: Ticket): string {
	return storable(searchWords(ticket))
}
