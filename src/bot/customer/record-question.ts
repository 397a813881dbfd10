import type { Ticket } from '../../tickets/ticket.ts'
import type { TriageResult } from '../../triage/types.ts'
import type { BotDeps, CustomerTurn } from '../deps.ts'
import type { ConversationState } from '../ports.ts'
import { remember } from './conversation.ts'

/** After this pause a new message is not about the earlier question any more. */
export const BELONGS_MS = 3_600_000
/** Questions that one ticket can have come of. */
const MOST_OPEN = 5

/** A question and what the bot answered it with. */
export interface Answering {
	readonly text: string
	readonly result: TriageResult
	/** The id of the article that is shown. */
	readonly article: string | undefined
}

/**
 * Records a question and remembers what changed in the conversation, with one write to the disk. Where it is understood, those
 * before it that were not came to their end too. Small talk, and what is no question, is not recorded.
 */
export async function rememberQuestion(
	deps: BotDeps,
	turn: CustomerTurn,
	answering: Answering | undefined,
	change: Partial<ConversationState>,
): Promise<void> {
	if (answering === undefined || answering.result.decision === 'small-talk') return remember(deps, turn, change)
	const { feedback } = deps
	const { text, result, article } = answering
	const { cause, conversationId, reporter, state, kit } = turn
	const isFresh = deps.desk.clock() - state.updatedAt < BELONGS_MS
	const earlier = isFresh ? (state.openQuestions ?? []) : []
	const id = feedback.idOf(cause)
	const isAnswered = article !== undefined || result.decision === 'open-dispute' || result.decision === 'status'
	const openQuestions = isAnswered ? [id] : [...earlier, id].slice(-MOST_OPEN)
	const channel = kit.surface === 'teams' ? 'teams' : 'web-chat'
	const names = reporter === undefined ? [] : [reporter.name]
	await Promise.all([
		remember(deps, turn, { ...change, openQuestions }),
		feedback.asked({ cause, conversationId, text, audience: 'customer', channel, result, article, names }),
		isAnswered && feedback.came(conversationId, earlier, { understoodLater: true }),
	])
}

/** Records what the customer pressed or wrote under an article. */
export async function recordHelped(
	deps: BotDeps,
	turn: CustomerTurn,
	question: string | undefined,
	helped: boolean,
): Promise<void> {
	const open = turn.state.openQuestions ?? []
	const id = question ?? open.at(-1)
	if (id === undefined) return
	const others = open.filter((each) => each !== id)
	await Promise.all([
		remember(deps, turn, {
			openQuestions: helped ? others : [...others, id].slice(-MOST_OPEN),
			answeredTopic: undefined,
		}),
		deps.feedback.came(turn.conversationId, [id], { helped }),
	])
}

/** Records the article of the topic that the customer chose when the bot had asked back; the id of that question. */
export async function recordChoice(deps: BotDeps, turn: CustomerTurn, article: string | undefined): Promise<string | undefined> {
	const id = turn.state.openQuestions?.at(-1)
	if (id !== undefined && article !== undefined) await deps.feedback.came(turn.conversationId, [id], { article })
	return id
}

/** Records the ticket that came of the questions that were open in this conversation. */
export async function recordTicket(deps: BotDeps, turn: CustomerTurn, { number, kind }: Ticket): Promise<void> {
	const state = (await deps.conversations.conversationState(turn.conversationId)) ?? turn.state
	const { openQuestions = [] } = state
	if (openQuestions.length === 0) return
	const went = kind === 'dispute' ? 'dispute' : 'person'
	await Promise.all([
		remember(deps, turn, { openQuestions: undefined }),
		deps.feedback.came(turn.conversationId, openQuestions, { ticket: number, went }),
	])
}
