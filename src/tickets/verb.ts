import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Actor, ActorKind, Reporter } from './actor.ts'
import type { TicketEvent } from './events.ts'
import type { Notice } from './notice.ts'
import type { Policy } from './policy.ts'
import type { Instant, Ticket, TicketState } from './ticket.ts'

/** How a customer's words about a proposed outcome were read (triage `readReply`). */
export type ReplyReading = 'confirmed' | 'rejected' | 'unclear' | 'thanks-only' | 'auto-reply'

/** All that a decision may depend on beside the ticket and its input: the same context, the same decision. */
export interface Context {
	readonly actor: Actor
	readonly now: Instant
	readonly policy: Policy
	/** Reads free text that comes with a yes (rule 2). */
	readonly readReply: (text: string) => ReplyReading
	/** The other ticket of a merge. */
	readonly other?: Ticket | undefined
	/** Number of another ticket of this customer with the same invoice that already waits upstream (rule 3). */
	readonly duplicateUpstream?: string | undefined
	/** The colleague that an assignment names, from the team policy. */
	readonly colleague?: { readonly id: string; readonly name: string } | undefined
	/** The notice that a person wants to send again, from the ticket's history. */
	readonly failedNotice?: Notice | undefined
	/** Who reported the problem, from server state, when a ticket is opened. */
	readonly reporter?: Reporter | undefined
}

/** What a verb decides: events of this ticket, and of the other one where a merge touches two. */
export interface Decided {
	readonly events: readonly TicketEvent[]
	readonly otherEvents?: readonly TicketEvent[]
}

/** One thing that people (or the clock) can do to a ticket. */
export interface VerbDefinition<Input> {
	/** Who may do it, before the ticket itself is looked at. */
	readonly who: readonly ActorKind[]
	/** In which states it makes sense. */
	readonly states: readonly TicketState[]
	/** The shape of what comes with it; parsed on every path. */
	readonly input: z.ZodType<Input>
	/** Whether the actor must name the version of the ticket that they saw (rule 5). */
	readonly needsVersion: boolean
	/** Decides or refuses with an AppError; never changes anything. */
	readonly decide: (ticket: Ticket, input: Input, context: Context) => Decided
}

/** A verb as the command path runs it: input parsed, then decided. */
export interface Verb extends Omit<VerbDefinition<never>, 'input' | 'decide'> {
	readonly parse: (input: unknown) => unknown
	readonly run: (ticket: Ticket, input: unknown, context: Context) => Decided
}

/** Makes a verb whose input is parsed by its schema on every path. */
export function defineVerb<Input>(definition: VerbDefinition<Input>): Verb {
	const { who, states, needsVersion, input: schema, decide } = definition
	const parse = (input: unknown) => parseInput(schema, input)
	return { who, states, needsVersion, parse, run: (ticket, input, context) => decide(ticket, parse(input), context) }
}

/** Parses what came with a command; refuses with `bad-input`, naming the fields and never their contents. */
export function parseInput<Input>(schema: z.ZodType<Input>, input: unknown): Input {
	const parsed = schema.safeParse(input)
	if (parsed.success) return parsed.data
	const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].filter((field) => field !== '')
	throw new AppError('bad-input', 'input does not fit its schema', { details: { fields } })
}

/** A text that people wrote: trimmed, not empty, at most 8,000 characters. */
export const words = z.string().trim().min(1).max(8000)

/** Nothing comes with the command. */
export const nothing = z.object({})

/** The usual answer of a verb: events of this ticket only. */
export function decided(...events: (TicketEvent | undefined)[]): Decided {
	return { events: events.filter((event) => event !== undefined) }
}

/** An unowned ticket goes to whoever from the staff first works on it, so that none stays ownerless. */
export function takeIfUnowned(ticket: Ticket, actor: Actor): TicketEvent | undefined {
	const isStaff = actor.kind === 'agent' || actor.kind === 'manager'
	if (ticket.assignee !== undefined || !isStaff) return undefined
	return { type: 'assigned', to: { id: actor.id, name: actor.name }, byWorking: true }
}

/** The partner's own people. */
export const STAFF: readonly ActorKind[] = ['agent', 'manager']
