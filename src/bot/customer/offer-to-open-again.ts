import { choicesCard } from '../../cards/answer-card.ts'
import { plain } from '../../cards/plain.ts'
import { may } from '../../tickets/permissions.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { actorOf, ticketsIn } from './conversation.ts'

/** So long after the end a "still wrong" is more likely a new problem; whoever names the ticket is asked all the same. */
const RECENT_MS = 30 * 86_400_000

/**
 * The last notice of a closed ticket says "write to us and we open it again". A no may as well be about something new, though, so
 * the customer decides with a button; his words go with it.
 */
export async function offerToOpenAgain(deps: BotDeps, turn: CustomerTurn, text: string): Promise<Reply[]> {
	if (deps.desk.readReply(text) !== 'rejected') return []
	const ticket = await closedTicket(deps, turn, ticketsIn(deps, turn, text))
	if (ticket?.resolution === undefined) return []
	const { kit } = turn
	const { number, title, resolution } = ticket
	const question = kit.text('bot.reopen-offer', { ticket: number, title: plain(title) })
	const data = { ticket: number, resolution: resolution.number, comment: text.slice(0, 4000) }
	const action = { title: kit.text('actions.open-again', { ticket: number }), verb: 'reject', data }
	return [{ card: choicesCard(kit, question, [action]), summary: question }]
}

/** The closed ticket that the customer names, else the one of his that closed last. */
async function closedTicket({ desk }: BotDeps, turn: CustomerTurn, named: readonly string[]): Promise<Ticket | undefined> {
	const closed = await desk.tickets.list({ reporter: turn.userId, states: ['closed'], limit: 10 })
	return closed
		.filter((ticket) => may(actorOf(turn), 'reject', ticket) && ticket.closure?.reason !== 'merged')
		.find(({ number, updatedAt }) => (named.length > 0 ? named.includes(number) : desk.clock() - updatedAt < RECENT_MS))
}
