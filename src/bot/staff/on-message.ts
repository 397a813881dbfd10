import { choicesCard } from '../../cards/answer-card.ts'
import { listCard } from '../../cards/list-card.ts'
import { ACTIVE_STATES, type Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, Reply, StaffTurn } from '../deps.ts'
import { answerStaffQuestion } from './answer-question.ts'
import { commandLanguage, readCommand, type StaffCommand } from './read-command.ts'
import { showStaffTicket } from './show-ticket.ts'
import { showDisputeForm } from './open-dispute.ts'

/** Rows of a list in the chat; the tab shows all. */
const ROWS = 15

/** Somebody of the staff wrote: a command, or a question that the articles answer. */
export async function onStaffMessage(deps: BotDeps, turn: StaffTurn, text: string): Promise<Reply[]> {
	// Whoever only mentions the bot, or sends a picture, waits for an answer too.
	if (text === '') return welcomeStaff(turn)
	const command = readCommand(text)
	if (command === undefined) return answerStaffQuestion(deps, turn, text)
	return onCommand(deps, await inLanguageOf(deps, turn, text), command)
}

/** A command is answered in its own language, and so are the buttons of that answer. */
async function inLanguageOf(deps: BotDeps, turn: StaffTurn, text: string): Promise<StaffTurn> {
	const { kit, state, conversationId } = turn
	const locale = commandLanguage(text) ?? kit.locale
	if (locale === kit.locale) return turn
	const spoken = { ...state, locale, updatedAt: deps.desk.clock() }
	await deps.conversations.saveConversationState(conversationId, spoken)
	return { ...turn, state: spoken, kit: deps.kitFor(locale, kit.surface) }
}

async function onCommand(deps: BotDeps, turn: StaffTurn, command: StaffCommand): Promise<Reply[]> {
	switch (command.kind) {
		case 'my-tickets':
			return myTickets(deps, turn)
		case 'unassigned':
			return unassigned(deps, turn)
		case 'ticket':
			return showStaffTicket(deps, turn, command.number)
		case 'open-dispute':
			return showDisputeForm(deps, turn, command.customer)
		default:
			return welcomeStaff(turn)
	}
}

/** Says what the bot can do, with the most used commands as buttons. */
export function welcomeStaff({ kit, member }: StaffTurn): Reply[] {
	const text = kit.text('bot.welcome-staff', { name: member.name.split(' ')[0] ?? member.name })
	const actions = [
		{ title: kit.text('bot.my-tickets'), verb: 'my-tickets' },
		{ title: kit.text('bot.unassigned'), verb: 'unassigned' },
	]
	return [{ card: choicesCard(kit, text, actions), summary: text }]
}

/** The tickets that this person looks after. */
export async function myTickets(deps: BotDeps, { kit, member }: StaffTurn): Promise<Reply[]> {
	const tickets = await deps.desk.tickets.list({ assignee: member.id, states: [...ACTIVE_STATES, 'resolved'], limit: ROWS })
	return list(kit, tickets, 'my-tickets')
}

/** The tickets that nobody looks after yet, or any more. */
export async function unassigned(deps: BotDeps, { kit }: StaffTurn): Promise<Reply[]> {
	const { tickets, team } = deps.desk
	const query = { unassigned: team.members.map(({ id }) => id), states: [...ACTIVE_STATES, 'resolved'] as const, limit: ROWS }
	return list(kit, await tickets.list(query), 'unassigned')
}

function list(kit: StaffTurn['kit'], tickets: readonly Ticket[], key: 'my-tickets' | 'unassigned'): Reply[] {
	if (tickets.length === 0) return [{ text: kit.text(`bot.no-${key}`) }]
	const title = kit.text(`bot.${key}`)
	return [{ card: listCard(kit, title, tickets, 'staff'), summary: title }]
}
