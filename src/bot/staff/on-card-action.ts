import { errorWords } from '../../cards/error-words.ts'
import { readForm, typedValues } from '../../cards/read-form.ts'
import { offeredForm } from '../../cards/ticket-actions.ts'
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
			return showArticle(deps, turn, typed['article'] ?? '', typed['language'])
		case 'show-ticket':
			return showStaffTicket(deps, turn, typed['ticket'] ?? '')
		case 'show-form':
			return showForm(deps, turn, typed)
		case 'acknowledge-notice':
			return acknowledgeNotice(deps, turn, typed)
		case 'show-dispute-form':
			return showDisputeFormFor(deps, turn, typed['customer'] ?? '')
		case 'open-dispute':
			return openForCustomer(deps, turn, typed)
		default:
			return runVerb(deps, turn, verb, typed)
	}
}

/** Somebody has seen what he was told: it counts as read, in the tab too, and the ticket shows what may be done. */
async function acknowledgeNotice(deps: BotDeps, turn: StaffTurn, typed: Typed): Promise<Reply[]> {
	const ticket = await ticketOf(deps, typed)
	await deps.notices.markRead(turn.member.id, [typed['notice'] ?? ''], deps.desk.clock())
	return [await ticketReply(deps, turn, ticket)]
}

/** On a card that is older than the ticket the newer state comes first: the form would be sent on a version that nobody saw (rule 5). */
async function showForm(deps: BotDeps, turn: StaffTurn, typed: Typed): Promise<Reply[]> {
	const ticket = await ticketOf(deps, typed)
	try {
		const seen = typed['version']
		if (seen !== undefined && Number(seen) !== ticket.version) {
			throw new AppError('stale', `version ${seen} is not ${ticket.version}`, { details: { ticket: ticket.number } })
		}
		const form = offeredForm(turn.kit, staffActor(turn.member), ticket, typed['form'] ?? '')
		return [await showStaffForm(deps, turn, form, ticket)]
	} catch (error) {
		return newerState(deps, turn, ticket, error)
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
	const canBeMended = error instanceof AppError && (error.code === 'bad-input' || error.code === 'incomplete')
	const ticket = await ticketOf(deps, typed)
	if (!canBeMended) return newerState(deps, turn, ticket, error)
	return [await showStaffForm(deps, turn, verb, ticket, { warning: errorWords(turn.kit, error), typed })]
}

/** Why it was refused, above the ticket as it is now. */
async function newerState(deps: BotDeps, turn: StaffTurn, ticket: Ticket, error: unknown): Promise<Reply[]> {
	if (!(error instanceof AppError) || error.code === 'not-found') throw error
	return [{ text: errorWords(turn.kit, error) }, await ticketReply(deps, turn, ticket)]
}

async function ticketOf(deps: BotDeps, typed: Typed): Promise<Ticket> {
	const number = typed['ticket'] ?? ''
	const ticket = await deps.desk.tickets.load(number)
	if (ticket === undefined) throw new AppError('not-found', 'no such ticket', { details: { ticket: number } })
	return ticket
}
