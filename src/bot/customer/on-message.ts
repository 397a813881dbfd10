import { execute } from '../../tickets/execute.ts'
import { conversationOwner } from '../../tickets/conversation-owner.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { addKeptFiles, addToTicket, keepFiles, type Words } from './add-to-ticket.ts'
import { answerQuestion } from './answer-question.ts'
import { actorOf, openTicketsOf, remember } from './conversation.ts'
import { showOutcome } from './show-tickets.ts'

/**
 * A customer wrote. While a person owns the conversation it goes to them and the bot keeps quiet (rule 8); an answer to "is
 * it solved?" goes to its ticket (rule 2); everything else is triaged.
 */
export async function onCustomerMessage(deps: BotDeps, turn: CustomerTurn, words: Words): Promise<Reply[]> {
	const { text, files } = words
	if (text === '' && files.length === 0) return []
	const tickets = await openTicketsOf(deps, turn.userId)
	const owner = conversationOwner(tickets, turn.state.releasedAt ?? 0, deps.desk.clock())
	if (owner !== undefined) {
		await addToTicket(deps, turn, owner, words)
		return []
	}
	if (text === '') return takeFiles(deps, turn, tickets, words)
	await keepFiles(deps, turn, files)
	const asked = tickets.find(({ state }) => state === 'resolved')
	const taken = asked && (await takeAsAnswer(deps, turn, asked, text))
	if (taken !== undefined) return taken
	const answered = await answerQuestion(deps, turn, text, asked !== undefined)
	if (asked === undefined || answered.understood) return answered.replies
	await addToTicket(deps, turn, asked, { text, files: [] })
	await addKeptFiles(deps, turn, asked)
	await remember(deps, turn, { askedBack: 0 })
	return [{ text: passedOn(turn, asked) }]
}

/** Files without words go to the only ticket that they can be about; else they wait for one. */
async function takeFiles(deps: BotDeps, turn: CustomerTurn, tickets: readonly Ticket[], words: Words): Promise<Reply[]> {
	const [only, ...more] = tickets
	if (only === undefined || more.length > 0) {
		await keepFiles(deps, turn, words.files)
		return [{ text: turn.kit.text('bot.file-received') }]
	}
	await addToTicket(deps, turn, only, words)
	return [{ text: passedOn(turn, only) }]
}

/** Reads the message as an answer to the proposed outcome; undefined when it is none. */
async function takeAsAnswer(deps: BotDeps, turn: CustomerTurn, ticket: Ticket, text: string): Promise<Reply[] | undefined> {
	const resolution = ticket.resolution?.number
	const { kit } = turn
	const reading = deps.desk.readReply(text)
	switch (reading) {
		case 'confirmed':
		case 'rejected': {
			const verb = reading === 'confirmed' ? 'confirm' : 'reject'
			const input = { resolution, comment: text }
			await execute(deps.desk, { ticket: ticket.number, verb, input, actor: actorOf(turn), cause: turn.cause })
			return []
		}
		case 'thanks-only':
			return [showOutcome(kit, ticket)]
		case 'auto-reply':
			return []
		default:
			return undefined
	}
}

function passedOn({ kit }: CustomerTurn, ticket: Ticket): string {
	const { number, assignee } = ticket
	if (assignee === undefined) return kit.text('bot.passed-on-team', { ticket: number })
	return kit.text('bot.passed-on', { ticket: number, name: assignee.name })
}
