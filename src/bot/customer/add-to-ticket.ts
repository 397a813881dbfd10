import { execute } from '../../tickets/execute.ts'
import type { Ticket, TicketFile } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn } from '../deps.ts'
import { actorOf, remember } from './conversation.ts'

/** Files that wait for a ticket at most. */
const KEPT = 10

/** What a customer wrote or sent about a ticket. */
export interface Words {
	readonly text: string
	readonly files: readonly TicketFile[]
}

/** Puts the customer's words and files into a ticket; its person is told. */
export async function addToTicket(deps: BotDeps, turn: CustomerTurn, ticket: Ticket, words: Words): Promise<void> {
	const command = { ticket: ticket.number, verb: 'add-message', input: words, actor: actorOf(turn), cause: turn.cause } as const
	await execute(deps.desk, command)
}

/** Keeps files that came before there was a ticket. */
export async function keepFiles(deps: BotDeps, turn: CustomerTurn, files: readonly TicketFile[]): Promise<void> {
	if (files.length === 0) return
	await remember(deps, turn, { lastFiles: [...(await keptFiles(deps, turn)), ...files].slice(-KEPT) })
}

/** Puts the files that had to wait into the ticket that was opened now. */
export async function addKeptFiles(deps: BotDeps, turn: CustomerTurn, ticket: Ticket): Promise<void> {
	const files = await keptFiles(deps, turn)
	if (files.length === 0) return
	await addToTicket(deps, { ...turn, cause: `${turn.cause}/files` }, ticket, { text: '', files })
	await remember(deps, turn, { lastFiles: undefined })
}

async function keptFiles({ conversations }: BotDeps, { conversationId }: CustomerTurn): Promise<readonly TicketFile[]> {
	return (await conversations.conversationState(conversationId))?.lastFiles ?? []
}
