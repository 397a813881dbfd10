import { AppError } from '../errors.ts'
import type { Actor, Reporter } from './actor.ts'
import { decide, type Wish } from './decide.ts'
import type { RecordedEvent, TicketEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { noticesOf } from './notices.ts'
import { openDispute } from './open-dispute.ts'
import { packetDraftSchema } from './packet.ts'
import { maySee } from './permissions.ts'
import type { Policy } from './policy.ts'
import type { Team, TicketChange, TicketStore } from './ports.ts'
import { nextDueAt } from './promises.ts'
import { noticeInHistory } from './send-again.ts'
import type { Instant, Ticket } from './ticket.ts'
import type { Context, ReplyReading } from './verb.ts'

/** What the use cases need of the world. */
export interface Desk {
	readonly tickets: TicketStore
	readonly team: Team
	readonly policy: Policy
	readonly clock: () => Instant
	readonly readReply: (text: string) => ReplyReading
	/** Called after a commit, so that delivery starts at once. */
	readonly committed?: () => void
}

/** Who asks, and through which activity or request; the same cause never acts twice (rule 5). */
export interface Caused {
	readonly actor: Actor
	readonly cause: string
}

/** A command on a ticket that exists. */
export interface Command extends Caused, Wish {
	readonly ticket: string
}

/** A command that opens a ticket; `reporter` comes from server state. */
export interface Opening extends Caused {
	readonly input: unknown
	readonly reporter: Reporter
}

/** The ticket after the command. `repeated` when the same cause had been served before and nothing new happened. */
export interface Executed {
	readonly ticket: Ticket
	readonly events: readonly RecordedEvent[]
	readonly repeated: boolean
}

/** How often a command that named no version is tried again when another one was faster. */
const TRIES = 20

/** Opens a ticket and stores it with its notices in one commit. Throws AppError when it is refused; then nothing has changed. */
export async function open(desk: Desk, { actor, cause, input, reporter }: Opening): Promise<Executed> {
	const before = await earlier(desk, actor, cause)
	if (before !== undefined) return before
	const { events } = openDispute(input, contextOf(desk, actor, { reporter }))
	const number = await desk.tickets.reserveNumber()
	const change = record(desk, { number, before: undefined, events, actor, cause, now: desk.clock() })
	const outcome = await desk.tickets.commit(cause, [change])
	if (outcome === 'committed') return done(desk, change)
	const winner = await earlier(desk, actor, cause)
	if (winner === undefined) throw new AppError('busy', `could not open: ${outcome}`)
	return winner
}

/**
 * Runs a command: load, decide, commit with its notices. Throws AppError when it is refused; then nothing has changed. A
 * stale version is refused (`stale`); a command without a version is decided again on the newer state, and refused with `busy`
 * where others are faster twenty times.
 */
export async function execute(desk: Desk, command: Command): Promise<Executed> {
	const before = await earlier(desk, command.actor, command.cause)
	if (before !== undefined) return before
	for (let left = TRIES; left > 0; left -= 1) {
		const attempt = await tryOnce(desk, command).catch((refusal: unknown) => orRepeated(desk, command, refusal))
		if (attempt !== 'conflict') return attempt
	}
	throw new AppError('busy', 'too many changes at once', { details: { ticket: command.ticket } })
}

async function tryOnce(desk: Desk, command: Command): Promise<Executed | 'conflict'> {
	const { actor, cause } = command
	const ticket = await desk.tickets.load(command.ticket)
	if (ticket === undefined) throw new AppError('not-found', 'no such ticket', { details: { ticket: command.ticket } })
	const context = await factsFor(desk, command, ticket)
	const { events, otherEvents } = decide(ticket, command, context)
	if (events.length === 0) return { ticket, events: [], repeated: false }
	const now = context.now
	const own = record(desk, { number: ticket.number, before: ticket, events, actor, cause, now })
	const changes = [own]
	if (otherEvents !== undefined && context.other !== undefined) {
		const { other } = context
		changes.push(record(desk, { number: other.number, before: other, events: otherEvents, actor, cause, now }))
	}
	const outcome = await desk.tickets.commit(cause, changes)
	if (outcome === 'committed') return done(desk, own)
	if (outcome === 'conflict') return 'conflict'
	return (await earlier(desk, actor, cause)) ?? 'conflict'
}

/** Where the same command came twice at once, what the first has done is no reason to refuse the second. */
async function orRepeated(desk: Desk, { actor, cause }: Command, refusal: unknown): Promise<Executed> {
	const winner = await earlier(desk, actor, cause)
	if (winner === undefined) throw refusal
	return winner
}

/** Loads what the decision of this verb depends on beside its ticket. */
async function factsFor(desk: Desk, { verb, input, actor }: Command, ticket: Ticket): Promise<Context> {
	const given = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {}
	if (verb === 'merge' && typeof given['into'] === 'string') {
		return contextOf(desk, actor, { other: await desk.tickets.load(given['into']) })
	}
	if (verb === 'assign' && typeof given['to'] === 'string') {
		return contextOf(desk, actor, { colleague: desk.team.member(given['to']) })
	}
	if (verb === 'send-again' && typeof given['notice'] === 'string') {
		const history = await desk.tickets.history(ticket.number)
		return contextOf(desk, actor, { failedNotice: noticeInHistory(ticket, history, given['notice']) })
	}
	if (verb === 'escalate-upstream') {
		// Parsed, so that the invoice is compared as it will be filed.
		const { invoice } = { ...ticket.packetDraft, ...packetDraftSchema.safeParse(given['packet'] ?? {}).data }
		const customer = ticket.reporter.customer.id
		const duplicateUpstream = invoice && (await desk.tickets.waitingUpstream(customer, invoice, ticket.number))
		return contextOf(desk, actor, duplicateUpstream ? { duplicateUpstream } : {})
	}
	return contextOf(desk, actor, {})
}

function contextOf(desk: Desk, actor: Actor, facts: Partial<Context>): Context {
	return { actor, now: desk.clock(), policy: desk.policy, readReply: desk.readReply, ...facts }
}

interface ToRecord extends Caused {
	readonly number: string
	readonly before: Ticket | undefined
	readonly events: readonly TicketEvent[]
	readonly now: Instant
}

/** The events with their place in the history, the ticket after them, and everybody who must be told. */
function record(desk: Desk, { number, before, events, actor, cause, now }: ToRecord): TicketChange {
	const expectedSequence = before?.sequence ?? 0
	const managers = desk.team.members.filter((member) => member.role === 'manager').map((member) => member.id)
	// A clock that was set back must not make a history that runs backwards.
	const at = Math.max(now, before?.updatedAt ?? 0)
	let ticket = before
	const recorded = events.map((event, index) => {
		const entry: RecordedEvent = { ticket: number, sequence: expectedSequence + 1 + index, at, by: actor, cause, event }
		ticket = evolve(ticket, entry)
		return { entry, after: ticket }
	})
	if (ticket === undefined) throw new AppError('bad-input', 'nothing to record')
	return {
		ticket,
		events: recorded.map(({ entry }) => entry),
		notices: recorded
			.filter(({ entry }) => !isToldByRejection(entry, events))
			.flatMap(({ entry, after }) => noticesOf(after, entry, managers)),
		expectedSequence,
		nextDueAt: nextDueAt(ticket, desk.policy),
	}
}

/** The words of a "no" are told with the "no" itself, once. */
function isToldByRejection({ event }: RecordedEvent, events: readonly TicketEvent[]): boolean {
	return event.type === 'customer-wrote' && events.some(({ type }) => type === 'reopened')
}

async function earlier(desk: Desk, actor: Actor, cause: string): Promise<Executed | undefined> {
	const number = await desk.tickets.ticketOfCause(cause)
	const ticket = number === undefined ? undefined : await desk.tickets.load(number)
	if (ticket === undefined) return undefined
	if (!maySee(actor, ticket)) throw new AppError('not-found', 'not their ticket', { details: { ticket: ticket.number } })
	return { ticket, events: [], repeated: true }
}

function done(desk: Desk, change: TicketChange): Executed {
	desk.committed?.()
	return { ticket: change.ticket, events: change.events, repeated: false }
}
