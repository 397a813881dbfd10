import { z } from 'zod'
import { actionForm } from '../../cards/form-card.ts'
import { errorWords } from '../../cards/error-words.ts'
import { promisedIn } from '../../cards/notice-words.ts'
import { readDispute } from '../../cards/read-dispute.ts'
import { readForm, typedValues } from '../../cards/read-form.ts'
import { AppError } from '../../errors.ts'
import { execute, open } from '../../tickets/execute.ts'
import { maySee } from '../../tickets/permissions.ts'
import type { Reporter } from '../../tickets/actor.ts'
import { dayOf, type Ticket } from '../../tickets/ticket.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { addKeptFiles } from './add-to-ticket.ts'
import { answerTopic, offerDispute } from './answer-question.ts'
import { actorOf, remember } from './conversation.ts'
import { itDidNotHelp, itHelped } from './did-it-help.ts'
import { handOver } from './hand-over.ts'
import { offerToAdd } from './offer-to-add.ts'
import { recordTicket } from './record-question.ts'
import { showTicket, showTickets } from './show-tickets.ts'

/** Verbs on a ticket that a customer's card may send. */
const TICKET_VERBS = ['confirm', 'reject', 'withdraw', 'add-message'] as const

type Typed = Readonly<Record<string, string>>
type Handler = (deps: BotDeps, turn: CustomerTurn, typed: Typed) => Promise<Reply[]>

const HANDLERS: Readonly<Record<string, Handler>> = {
	helped: itHelped,
	'not-helped': itDidNotHelp,
	'choose-topic': async (deps, turn, { topic = '' }) => chooseTopic(deps, turn, topic),
	'show-dispute-form': async (deps, turn, { topic }) => {
		const { lastTopic, lastText = '' } = turn.state
		const entities = deps.triage.entities(lastText, { language: turn.kit.locale, today: dayOf(deps.desk.clock()) })
		return [await offerDispute(deps, turn, { topic: topic ?? lastTopic ?? 'open-dispute', reason: lastText, entities })]
	},
	'open-dispute': openFromForm,
	'talk-to-person': (deps, turn) => handOver(deps, turn, turn.state.lastText ?? ''),
	'ask-assistant': async (deps, turn) => {
		await remember(deps, turn, { releasedAt: deps.desk.clock(), askedBack: 0 })
		return [{ text: turn.kit.text('bot.assistant-back') }]
	},
	'show-tickets': (deps, turn) => showTickets(deps, turn),
	'show-ticket': (deps, turn, { ticket }) => showTickets(deps, turn, ticket === undefined ? [] : [ticket]),
	'show-form': showForm,
	...Object.fromEntries(
		TICKET_VERBS.map((verb) => [verb, (deps, turn, typed) => actOnTicket(deps, turn, verb, typed)] as [string, Handler]),
	),
}

/** A customer pressed a button. Unknown ones get a friendly answer and change nothing. */
export async function onCustomerCardAction(
	deps: BotDeps,
	turn: CustomerTurn,
	verb: string,
	data: Readonly<Record<string, unknown>>,
): Promise<Reply[]> {
	const handler = Object.hasOwn(HANDLERS, verb) ? HANDLERS[verb] : undefined
	if (handler === undefined) throw new AppError('not-found', 'unknown card action', { reason: 'unknown-action' })
	return handler(deps, turn, typedValues(data))
}

async function chooseTopic(deps: BotDeps, turn: CustomerTurn, topic: string): Promise<Reply[]> {
	await remember(deps, turn, { askedBack: 0, lastTopic: topic, answeredTopic: topic })
	return answerTopic(deps, turn, topic)
}

async function actOnTicket(
	deps: BotDeps,
	turn: CustomerTurn,
	verb: (typeof TICKET_VERBS)[number],
	typed: Typed,
): Promise<Reply[]> {
	const number = typed['ticket'] ?? ''
	const input = readForm(verb, typed, deps.readAmount)
	const { ticket } = await execute(deps.desk, { ticket: number, verb, input, actor: actorOf(turn), cause: turn.cause })
	if (verb === 'add-message') {
		const name = ticket.assignee?.name
		const text = name
			? turn.kit.text('bot.passed-on', { ticket: number, name })
			: turn.kit.text('bot.passed-on-team', { ticket: number })
		return [{ text }]
	}
	// What became of a yes or a no is told by its notice, once for every channel.
	return []
}

async function showForm(deps: BotDeps, turn: CustomerTurn, { ticket: number = '', form = '' }: Typed): Promise<Reply[]> {
	const ticket = await ownTicket(deps, turn, number)
	if (form !== 'withdraw' && form !== 'add-message') return [await showTicket(deps, turn, ticket)]
	const facts = { members: [], siblings: [], me: { name: '' } }
	return [{ card: actionForm(turn.kit, form, ticket, facts), summary: turn.kit.text(`actions.${form}`) }]
}

async function ownTicket(deps: BotDeps, turn: CustomerTurn, number: string): Promise<Ticket> {
	const ticket = await deps.desk.tickets.load(number)
	if (ticket === undefined || !maySee(actorOf(turn), ticket)) {
		throw new AppError('not-found', 'not their ticket', { details: { ticket: number } })
	}
	return ticket
}

const whoSchema = z.object({
	name: z.string().trim().min(1).max(200),
	company: z.string().trim().min(1).max(200),
	email: z.email().max(254),
})

async function openFromForm(deps: BotDeps, turn: CustomerTurn, typed: Typed): Promise<Reply[]> {
	const topic = typed['topic'] ?? 'open-dispute'
	try {
		const reporter = turn.reporter ?? visitor(turn, typed)
		const input = readDispute(turn.kit, typed, deps.readAmount)
		const offer = await offerToAdd(deps, turn, typed)
		if (offer.length > 0) return offer
		const { ticket } = await open(deps.desk, {
			actor: { ...actorOf(turn), name: reporter.name },
			cause: turn.cause,
			input,
			reporter,
		})
		await addKeptFiles(deps, turn, ticket)
		await recordTicket(deps, turn, ticket)
		await remember(deps, turn, { askedBack: 0, lastText: undefined })
		const key = ticket.kind === 'dispute' ? 'bot.opened' : 'bot.handed-over'
		return [{ text: turn.kit.text(key, { ticket: ticket.number, promised: promisedIn(turn.kit, ticket) }) }]
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'bad-input') throw error
		return [await offerDispute(deps, turn, { topic, warning: errorWords(turn.kit, error), typed })]
	}
}

/** A visitor says who he is, for this ticket only: nobody else's tickets open by a typed address (rule 6). */
function visitor(turn: CustomerTurn, typed: Typed): Reporter {
	const parsed = whoSchema.safeParse(typed)
	if (!parsed.success) {
		const fields = parsed.error.issues.map(({ path }) => String(path[0]))
		throw new AppError('bad-input', 'a visitor must say who he is', { details: { fields } })
	}
	const { name, company, email } = parsed.data
	return { userId: turn.userId, name, email, locale: turn.kit.locale, customer: { id: `visitor:${turn.userId}`, name: company } }
}
