import { choicesCard } from '../../cards/answer-card.ts'
import { disputeForm } from '../../cards/dispute-form.ts'
import { formatInstant, type Kit } from '../../cards/kit.ts'
import { open } from '../../tickets/execute.ts'
import { nextPromise } from '../../tickets/promises.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { addKeptFiles } from './add-to-ticket.ts'
import { actorOf, remember } from './conversation.ts'

/** A title says what a ticket is about in a line. */
const TITLE_LENGTH = 80

/** Gives the conversation to a person: a ticket without money in question, which the team sees at once. */
export async function handOver(deps: BotDeps, turn: CustomerTurn, words: string): Promise<Reply[]> {
	const { kit, reporter, state } = turn
	if (reporter === undefined) {
		const card = disputeForm(kit, { topic: 'talk-to-person', reason: words, invoices: [], asksWho: true })
		return [{ card, summary: kit.text('actions.talk-to-person') }]
	}
	const said = words.trim() === '' ? kit.text('actions.talk-to-person') : words
	const input = { topic: state.lastTopic ?? 'talk-to-person', title: titleFrom(said), description: said }
	const { ticket } = await open(deps.desk, { actor: actorOf(turn), cause: turn.cause, input, reporter })
	await addKeptFiles(deps, turn, ticket)
	await remember(deps, turn, { askedBack: 0 })
	const text = kit.text('bot.handed-over', { ticket: ticket.number, promised: promisedAt(kit, ticket) })
	return [{ card: choicesCard(kit, text, [{ title: kit.text('actions.ask-assistant'), verb: 'ask-assistant' }]), summary: text }]
}

/** The first line of what somebody wrote, short enough for a title. */
export function titleFrom(words: string): string {
	const line = words.trim().split(/\r?\n/u)[0] ?? ''
	if (line.length <= TITLE_LENGTH) return line
	// Neither half a character nor half a word stays at the end.
	const cut = line.slice(0, TITLE_LENGTH - 1).replace(/[\uD800-\uDBFF]$/u, '')
	return `${cut.replace(/\s+\S{0,20}$/u, '')}…`
}

/** When the customer hears from us, in words. */
export function promisedAt(kit: Kit, ticket: Ticket): string {
	const at = nextPromise(ticket, kit.policy)
	return at === undefined ? kit.text('notices.no-date') : formatInstant(kit, at)
}
