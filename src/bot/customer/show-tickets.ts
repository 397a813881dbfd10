import { listCard } from '../../cards/list-card.ts'
import { outcomeCard } from '../../cards/outcome-card.ts'
import { ticketCard } from '../../cards/ticket-card.ts'
import type { Kit } from '../../cards/kit.ts'
import { maySee } from '../../tickets/permissions.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { actorOf, openTicketsOf } from './conversation.ts'

/** Shows where the customer's tickets stand; a number that is not his is not told apart from one that does not exist (rule 6). */
export async function showTickets(deps: BotDeps, turn: CustomerTurn, numbers: readonly string[] = []): Promise<Reply[]> {
	const { kit } = turn
	const [number] = numbers
	const named = number === undefined ? undefined : await deps.desk.tickets.load(number)
	if (named !== undefined && maySee(actorOf(turn), named)) return [await showTicket(deps, turn, named)]
	const tickets = await openTicketsOf(deps, turn.userId)
	const missing: Reply[] = number === undefined ? [] : [{ text: kit.text('bot.not-yours', { ticket: number }) }]
	const [only, ...more] = tickets
	if (only === undefined) return [{ text: kit.text('bot.no-tickets') }]
	if (more.length === 0) return [...missing, await showTicket(deps, turn, only)]
	const title = kit.text('bot.your-tickets')
	return [...missing, { card: listCard(kit, title, tickets, 'customer'), summary: title }]
}

/** One ticket: the outcome with its question when one is proposed, else where it stands. */
export async function showTicket(deps: BotDeps, turn: CustomerTurn, ticket: Ticket): Promise<Reply> {
	if (ticket.state === 'resolved') return showOutcome(turn.kit, ticket)
	const history = await deps.desk.tickets.history(ticket.number)
	return { card: ticketCard(turn.kit, actorOf(turn), ticket, history), summary: `${ticket.number}: ${ticket.title}` }
}

/** The proposed outcome with "is it solved?". */
export function showOutcome(kit: Kit, ticket: Ticket): Reply {
	const summary = kit.text('notices.resolved', { ticket: ticket.number })
	return { card: outcomeCard(kit, ticket, summary), summary }
}
