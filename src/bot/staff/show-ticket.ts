import { actionForm } from '../../cards/form-card.ts'
import { ticketCard } from '../../cards/ticket-card.ts'
import { staffActor } from '../../tickets/actor.ts'
import { siblingsOf } from '../../tickets/siblings.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { VerbName } from '../../tickets/verbs.ts'
import type { BotDeps, Reply, StaffTurn } from '../deps.ts'

/** The ticket card with the actions that this person may take in this state. */
export async function showStaffTicket(deps: BotDeps, turn: StaffTurn, number: string): Promise<Reply[]> {
	const ticket = await deps.desk.tickets.load(number)
	if (ticket === undefined) return [{ text: turn.kit.text('bot.no-such-ticket', { ticket: number }) }]
	return [await ticketReply(deps, turn, ticket)]
}

/** The card of a ticket that is loaded already. */
export async function ticketReply(deps: BotDeps, { kit, member }: StaffTurn, ticket: Ticket): Promise<Reply> {
	const history = await deps.desk.tickets.history(ticket.number)
	return { card: ticketCard(kit, staffActor(member), ticket, history), summary: `${ticket.number}: ${ticket.title}` }
}

/** The form of a verb on a ticket; `again` keeps what had been typed and says why it was refused. */
export async function showStaffForm(
	deps: BotDeps,
	{ kit, member }: StaffTurn,
	form: VerbName,
	ticket: Ticket,
	again?: { warning?: string; typed?: Readonly<Record<string, string>> },
): Promise<Reply> {
	const siblings = await siblingsOf(deps.desk.tickets, ticket)
	const facts = { members: deps.desk.team.members, siblings, me: { name: member.name } }
	return { card: actionForm(kit, form, ticket, facts, again), summary: kit.text(`actions.${form}`) }
}
