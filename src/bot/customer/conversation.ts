import { customerActor, type Reporter } from '../../tickets/actor.ts'
import { ACTIVE_STATES, dayOf, type Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn } from '../deps.ts'
import type { ConversationState } from '../ports.ts'

/** A customer's open tickets that a conversation may be about; more are not looked at. */
const LOOKED_AT = 50

/** Tickets of this person that are not closed, newest change first. */
export function openTicketsOf(deps: BotDeps, userId: string): Promise<readonly Ticket[]> {
	return deps.desk.tickets.list({ reporter: userId, states: [...ACTIVE_STATES, 'resolved'], limit: LOOKED_AT })
}

/** The numbers of tickets that the message names. */
export function ticketsIn(deps: BotDeps, turn: CustomerTurn, text: string): readonly string[] {
	return deps.triage.entities(text, { language: turn.kit.locale, today: dayOf(deps.desk.clock()) }).ticket ?? []
}

/** Who reports: the person the website introduced, or a visitor who has said who he is in an earlier ticket. */
export async function reporterOf(deps: BotDeps, userId: string): Promise<Reporter | undefined> {
	const known = await deps.customers.person(userId)
	if (known !== undefined) return known
	const [earlier] = await deps.desk.tickets.list({ reporter: userId, limit: 1 })
	return earlier?.reporter
}

/** The customer as an actor; a visitor acts as himself too. */
export function actorOf(turn: CustomerTurn): ReturnType<typeof customerActor> {
	return { kind: 'customer', id: turn.userId, name: turn.reporter?.name ?? turn.userId }
}

/** Remembers what changed in the conversation. */
export async function remember(deps: BotDeps, turn: CustomerTurn, change: Partial<ConversationState>): Promise<void> {
	const latest = (await deps.conversations.conversationState(turn.conversationId)) ?? turn.state
	const state = { ...latest, ...change, updatedAt: deps.desk.clock() }
	await deps.conversations.saveConversationState(turn.conversationId, state)
}
