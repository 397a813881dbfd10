import { execute } from '../../tickets/execute.ts'
import { conversationOwner } from '../../tickets/conversation-owner.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { readFeedback } from '../../triage/read-feedback.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { addKeptFiles, addToTicket, keepFiles, type Words } from './add-to-ticket.ts'
import { type Answered, answerQuestion } from './answer-question.ts'
import { actorOf, openTicketsOf, remember, ticketsIn } from './conversation.ts'
import { itDidNotHelp, itHelped } from './did-it-help.ts'
import { offerToOpenAgain } from './offer-to-open-again.ts'
import { BELONGS_MS } from './record-question.ts'
import { showOutcome } from './show-tickets.ts'

/** Of several proposed outcomes at most; the others can be asked for. */
const OUTCOMES_SHOWN = 3

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
	if (files.length > 0) {
		const taken = await takeFiles(deps, turn, tickets, words)
		if (taken !== undefined) return taken
	}
	const resolved = meantOf(deps, turn, text, tickets)
	const [asked] = resolved
	const taken = asked && (await takeAsAnswer(deps, turn, resolved, text))
	if (taken !== undefined) return taken
	const judged = asked === undefined ? await takeAsFeedback(deps, turn, text) : undefined
	if (judged !== undefined) return judged
	const answered = await answerQuestion(deps, turn, text, asked !== undefined)
	if (asked === undefined) return withOffer(answered, await offerToOpenAgain(deps, turn, text))
	if (answered.understood) return answered.replies
	await addToTicket(deps, turn, asked, { text, files: [] })
	await addKeptFiles(deps, turn, asked)
	await remember(deps, turn, { askedBack: 0 })
	return [{ text: passedOn(turn, asked) }]
}

/** Right under an article "no" or "that helped" is about it; undefined where the words are about anything else. */
async function takeAsFeedback(deps: BotDeps, turn: CustomerTurn, text: string): Promise<Reply[] | undefined> {
	const { answeredTopic: topic, updatedAt } = turn.state
	if (topic === undefined || deps.desk.clock() - updatedAt >= BELONGS_MS) return undefined
	const reading = readFeedback(text)
	if (reading === undefined) return undefined
	return reading === 'helped' ? itHelped(deps, turn, {}) : itDidNotHelp(deps, turn, { topic })
}

/** The tickets with a proposed outcome that the message can be about: where it names one, no other. */
function meantOf(deps: BotDeps, turn: CustomerTurn, text: string, tickets: readonly Ticket[]): readonly Ticket[] {
	const resolved = tickets.filter(({ state }) => state === 'resolved')
	if (resolved.length === 0) return []
	const named = ticketsIn(deps, turn, text)
	return named.length === 0 ? resolved : resolved.filter(({ number }) => named.includes(number))
}

/** Where the words may be about a closed ticket, nobody is asked back what they are about. */
function withOffer({ replies, understood }: Answered, offer: Reply[]): Reply[] {
	return understood || offer.length === 0 ? [...replies, ...offer] : offer
}

/**
 * Files go with their words to the only ticket that they can be about, and a yes or a no among the words is an answer all the same.
 * Else they wait for a ticket; undefined where the words are still to be read.
 */
async function takeFiles(
	deps: BotDeps,
	turn: CustomerTurn,
	tickets: readonly Ticket[],
	{ text, files }: Words,
): Promise<Reply[] | undefined> {
	const named = text === '' ? [] : ticketsIn(deps, turn, text)
	const [only, ...more] = tickets.filter(({ number }) => named.length === 0 || named.includes(number))
	if (only === undefined || more.length > 0) {
		await keepFiles(deps, turn, files)
		return text === '' ? [{ text: turn.kit.text('bot.file-received') }] : undefined
	}
	const isAnswer = only.state === 'resolved' && ['confirmed', 'rejected'].includes(deps.desk.readReply(text))
	await addToTicket(deps, { ...turn, cause: `${turn.cause}/files` }, only, { text: isAnswer ? '' : text, files })
	if (isAnswer) return takeAsAnswer(deps, turn, [only], text)
	return [{ text: passedOn(turn, only) }]
}

/**
 * Reads the message as an answer to the proposed outcome; undefined when it is none. Where several outcomes are proposed and none
 * is named, nobody knows which one a yes or a no is about: they are shown, each with its own buttons (rule 1).
 */
async function takeAsAnswer(
	deps: BotDeps,
	turn: CustomerTurn,
	resolved: readonly Ticket[],
	text: string,
): Promise<Reply[] | undefined> {
	const [ticket, ...others] = resolved
	if (ticket === undefined) return undefined
	const resolution = ticket.resolution?.number
	const { kit } = turn
	const reading = deps.desk.readReply(text)
	switch (reading) {
		case 'confirmed':
		case 'rejected': {
			if (others.length > 0) return resolved.slice(0, OUTCOMES_SHOWN).map((each) => showOutcome(kit, each))
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
