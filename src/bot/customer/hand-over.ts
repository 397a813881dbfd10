import { choicesCard } from '../../cards/answer-card.ts'
import { disputeForm } from '../../cards/dispute-form.ts'
import type { Kit } from '../../cards/kit.ts'
import { promisedIn } from '../../cards/notice-words.ts'
import { titleFrom } from '../../cards/read-dispute.ts'
import { conversationOwner } from '../../tickets/conversation-owner.ts'
import { open } from '../../tickets/execute.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { addKeptFiles, addToTicket } from './add-to-ticket.ts'
import { actorOf, openTicketsOf, remember } from './conversation.ts'
import { recordTicket } from './record-question.ts'

/**
 * Gives the conversation to a person: a ticket without money in question, which the team sees at once. Where a person owns it
 * already, an older button makes no second one.
 */
export async function handOver(deps: BotDeps, turn: CustomerTurn, words: string): Promise<Reply[]> {
	const { kit, reporter, state } = turn
	if (reporter === undefined) {
		const card = disputeForm(kit, { topic: 'talk-to-person', reason: words, invoices: [], asksWho: true })
		return [{ card, summary: kit.text('actions.talk-to-person') }]
	}
	const wish = kit.text('actions.talk-to-person')
	const owner = conversationOwner(await openTicketsOf(deps, turn.userId), state.releasedAt ?? 0, deps.desk.clock())
	if (owner !== undefined) {
		if (owner.kind === 'dispute') await addToTicket(deps, turn, owner, { text: wish, files: [] })
		return [handedOver(kit, owner)]
	}
	const said = words.trim() === '' ? wish : words
	const input = { topic: state.lastTopic ?? 'talk-to-person', title: titleFrom(said), description: said }
	const { ticket } = await open(deps.desk, { actor: actorOf(turn), cause: turn.cause, input, reporter })
	await addKeptFiles(deps, turn, ticket)
	await recordTicket(deps, turn, ticket)
	await remember(deps, turn, { askedBack: 0 })
	return [handedOver(kit, ticket)]
}

function handedOver(kit: Kit, ticket: Ticket): Reply {
	const text = kit.text('bot.handed-over', { ticket: ticket.number, promised: promisedIn(kit, ticket) })
	return { card: choicesCard(kit, text, [{ title: kit.text('actions.ask-assistant'), verb: 'ask-assistant' }]), summary: text }
}
