import { errorWords } from '../../cards/error-words.ts'
import { readForm, typedValues } from '../../cards/read-form.ts'
import { AppError } from '../../errors.ts'
import { staffActor } from '../../tickets/actor.ts'
import { execute } from '../../tickets/execute.ts'
import { packetFor } from '../../tickets/packet-check.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { isVerb, type VerbName } from '../../tickets/verbs.ts'
import type { BotDeps, Reply, StaffTurn } from '../deps.ts'
import { showArticle } from './answer-question.ts'
import { myTickets, unassigned } from './on-message.ts'
import { openForCustomer, showDisputeFormFor } from './open-dispute.ts'
import { showStaffForm, showStaffTicket, ticketReply } from './show-ticket.ts'

type Typed = Readonly<Record<string, string>>

/** Somebody of the staff pressed a button: shows something, or runs the verb on the ticket and shows what it made of it. */
export async function onStaffCardAction(
	deps: BotDeps,
	turn: StaffTurn,
	verb: string,
	data: Readonly<Record<string, unknown>>,
): Promise<Reply[]> {
	const typed = typedValues(data)
	switch (verb) {
		case 'my-tickets':
			return myTickets(deps, turn)
		case 'unassigned':
			return unassigned(deps, turn)
		case 'show-article':
			return showArticle(deps, turn, typed['article'] ?? '')
		case 'show-ticket':
			return showStaffTicket(deps, turn, typed['ticket'] ?? '')
		case 'show-form':
			return [await showStaffForm(deps, turn, typed['form'] ?? '', await ticketOf(deps, typed))]
		case 'show-dispute-form':
			return showDisputeFormFor(deps, turn, typed['customer'] ?? '')
		case 'open-dispute':
			return openForCustomer(deps, turn, typed)
		default:
			return runVerb(deps, turn, verb, typed)
	}
}

async function runVerb(deps: BotDeps, turn: StaffTurn, pressed: string, typed: Typed): Promise<Reply[]> {
	const verb = pressed === 'take' ? 'assign' : pressed
	if (!isVerb(verb)) throw new AppError('not-found', 'unknown card action', { reason: 'unknown-action' })
	try {
		const input = readForm(verb, typed, deps.readAmount)
		const version = typed['version'] === undefined ? undefined : Number(typed['version'])
		const command = { ticket: typed['ticket'] ?? '', verb, input, version, actor: staffActor(turn.member), cause: turn.cause }
		const { ticket } = await execute(deps.desk, command)
		return [await after(deps, turn, verb, ticket)]
	} catch (error) {
		return refused(deps, turn, verb, typed, error)
	}
}

/** The packet goes on with what it still lacks, or with the finished text; everything else shows the ticket. */
async function after(deps: BotDeps, turn: StaffTurn, verb: VerbName, ticket: Ticket): Promise<Reply> {
	if (verb !== 'prepare-packet') return ticketReply(deps, turn, ticket)
	const isComplete = packetFor(ticket, deps.desk.clock()) !== undefined
	return showStaffForm(deps, turn, isComplete ? 'escalate-upstream' : 'prepare-packet', ticket)
}

/** What does not fit comes back in its form with what had been typed; a stale card is answered with the newer one. */
async function refused(deps: BotDeps, turn: StaffTurn, verb: VerbName, typed: Typed, error: unknown): Promise<Reply[]> {
	if (!(error instanceof AppError) || error.code === 'not-found') throw error
	const warning = errorWords(turn.kit, error)
	const ticket = await ticketOf(deps, typed)
	if (error.code === 'bad-input' || error.code === 'incomplete') {
		return [await showStaffForm(deps, turn, verb, ticket, { warning, typed })]
	}
	return [{ text: warning }, await ticketReply(deps, turn, ticket)]
}

async function ticketOf(deps: BotDeps, typed: Typed): Promise<Ticket> {
	const number = typed['ticket'] ?? ''
	const ticket = await deps.desk.tickets.load(number)
	if (ticket === undefined) throw new AppError('not-found', 'no such ticket', { details: { ticket: number } })
	return ticket
}
