import { choicesCard } from '../../cards/answer-card.ts'
import { disputeForm } from '../../cards/dispute-form.ts'
import { errorWords } from '../../cards/error-words.ts'
import { readDispute } from '../../cards/read-dispute.ts'
import { AppError } from '../../errors.ts'
import { type Reporter, staffActor } from '../../tickets/actor.ts'
import { open } from '../../tickets/execute.ts'
import type { BotDeps, Reply, StaffTurn } from '../deps.ts'
import { ticketReply } from './show-ticket.ts'

const CHOICES = 5

/** Finds the customer by name and shows the form; asks which one when several fit. */
export async function showDisputeForm(deps: BotDeps, turn: StaffTurn, name: string): Promise<Reply[]> {
	const { kit } = turn
	if (name === '') return [{ text: kit.text('bot.whom') }]
	const [only, ...more] = await deps.customers.search(name, CHOICES)
	if (only === undefined) return [{ text: kit.text('bot.no-customer', { name }) }]
	if (more.length === 0) return [await formFor(deps, turn, only)]
	const actions = [only, ...more].map((person) => ({
		title: `${person.name} · ${person.customer.name}`,
		verb: 'show-dispute-form',
		data: { customer: person.userId },
	}))
	const text = kit.text('bot.which-customer')
	return [{ card: choicesCard(kit, text, actions), summary: text }]
}

/** The form for a person chosen by id. */
export async function showDisputeFormFor(deps: BotDeps, turn: StaffTurn, userId: string): Promise<Reply[]> {
	return [await formFor(deps, turn, await personOf(deps, userId))]
}

/** Opens the dispute on behalf of the customer, who is told. */
export async function openForCustomer(deps: BotDeps, turn: StaffTurn, typed: Readonly<Record<string, string>>): Promise<Reply[]> {
	const reporter = await personOf(deps, typed['customer'] ?? '')
	try {
		const input = readDispute(turn.kit, typed, deps.readAmount)
		const { ticket } = await open(deps.desk, { actor: staffActor(turn.member), cause: turn.cause, input, reporter })
		const text = turn.kit.text('bot.opened-for', { ticket: ticket.number, name: reporter.name })
		return [{ text }, await ticketReply(deps, turn, ticket)]
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'bad-input') throw error
		return [await formFor(deps, turn, reporter, { warning: errorWords(turn.kit, error), typed })]
	}
}

async function personOf(deps: BotDeps, userId: string): Promise<Reporter> {
	const person = await deps.customers.person(userId)
	if (person === undefined) throw new AppError('not-found', 'no such customer', { reason: 'unknown-customer' })
	return person
}

async function formFor(
	deps: BotDeps,
	{ kit }: StaffTurn,
	person: Reporter,
	again: { warning?: string; typed?: Readonly<Record<string, string>> } = {},
): Promise<Reply> {
	const invoices = await deps.invoices.invoicesOf(person.customer.id)
	const card = disputeForm(kit, { topic: again.typed?.['topic'] ?? 'open-dispute', invoices, onBehalfOf: person, ...again })
	return { card, summary: kit.text('forms.open-dispute.title') }
}
