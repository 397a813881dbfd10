import { type Activity, TurnContext } from 'botbuilder'
import { errorWords } from '../cards/error-words.ts'
import type { Locale } from '../cards/texts.ts'
import { AppError } from '../errors.ts'
import type { Instant } from '../tickets/ticket.ts'
import { createAnswerOnce, type OnceTurn, type Patience } from './answer-once.ts'
import { causeOf, isPress } from './cause.ts'
import { reporterOf } from './customer/conversation.ts'
import { onCustomerCardAction } from './customer/on-card-action.ts'
import { onCustomerJoined } from './customer/on-joined.ts'
import { onCustomerMessage } from './customer/on-message.ts'
import type { BotDeps, CustomerTurn, Reply, StaffTurn } from './deps.ts'
import { type Incoming, readActivity } from './incoming.ts'
import { lastingTurn } from './lasting-turn.ts'
import { openRepliesOf } from './open-replies.ts'
import type { ConversationState } from './ports.ts'
import type { HandledTurn } from './reply-book.ts'
import { placeOf } from './reply-place.ts'
import { answerInvoke, sendReplies } from './send-replies.ts'
import { onStaffCardAction } from './staff/on-card-action.ts'
import { onStaffMessage, welcomeStaff } from './staff/on-message.ts'

/** One turn of the bot, for any adapter; `cameAt` is when its activity came, where that is not now. Throws `bad-input` on a malformed one. */
export type Bot = (context: TurnContext, cameAt?: Instant) => Promise<void>

/** How long an activity of Teams waits for another process that has the same one in hand: within a second it is answered. */
const PATIENCE_MS = 500
/**
 * Teams sends a press again after 15 s, also under another id (facts, section 8). Later than this, the person has pressed the button
 * of a card that is still there once more. And it tells of a new app twice, as an installation and as a member who joined.
 */
const SENT_AGAIN_MS = 20_000

/** The bot: reads the activity, finds out who it is from server state, and lets the handler of its kind answer, once. */
export function createBot(deps: BotDeps): Bot {
	const { turns, desk, logger } = deps
	const once = createAnswerOnce({ turns, clock: desk.clock })

	/** As the adapter does with what fails while it waits. */
	const tellOf = (context: TurnContext) => (error: unknown) => {
		const failure = error instanceof Error ? error : new Error(String(error))
		const told = context.adapter.onTurnError?.(context, failure) ?? Promise.resolve()
		const kept = told.then(() => openRepliesOf(context)?.settled())
		kept.catch((cause: unknown) => logger.error({ err: cause }, 'nobody could be told of a failed turn'))
	}

	/** Whoever repeats a message is answered with nothing, whoever repeats a press that waits for its answer with the same one. */
	async function answerOnce(context: TurnContext, incoming: Incoming, { cameAt, ...turn }: Came): Promise<void> {
		const isInvoke = context.activity.type === 'invoke'
		// The turn's own context ends with the turn, which another process may keep from being answered in it.
		const lasting = lastingTurn(context)
		const work = () => takeTurn(deps, lasting, incoming)
		const patience = patienceOf(lasting, cameAt)
		const keepLeft = async (handled: HandledTurn) => (await openRepliesOf(lasting)?.keep(handled)) ?? false
		const outcome = await once({ ...turn, patience, isKept: !isInvoke, work, keepLeft, failedLate: tellOf(lasting) })
		if (outcome === 'repeated' && isInvoke) await answerInvoke(context, await repliesTo(deps, context, incoming), { alone: true })
	}

	return async (context, cameAt = desk.clock()) => {
		const { activity } = context
		const incoming = readActivity(activity)
		const conversationId = activity.conversation?.id
		if (incoming === undefined || !conversationId || !activity.from?.id) throw new AppError('bad-input', 'malformed activity')
		if (incoming.kind === 'ignored') return
		const press = isFromTeams(context) ? pressOf(incoming, activity) : undefined
		const again = press ?? (isFromTeams(context) && incoming.kind === 'joined' ? `joined:${conversationId}` : undefined)
		if (again !== undefined) return answerOnce(context, incoming, { key: again, since: cameAt - SENT_AGAIN_MS, cameAt })
		if (!activity.id) return takeTurn(deps, context, incoming)
		await answerOnce(context, incoming, { key: `${activity.channelId}:${conversationId}:${activity.id}`, cameAt })
	}
}

interface Came extends Pick<OnceTurn, 'key' | 'since'> {
	readonly cameAt: Instant
}

/** Teams is answered soon; whoever waits for the answer to a press gets it, and anything else is made durable first. */
function patienceOf(context: TurnContext, cameAt: Instant): Patience | undefined {
	if (!isFromTeams(context)) return undefined
	const { activity } = context
	const open = activity.type === 'invoke' ? undefined : openRepliesOf(context)
	return {
		ms: PATIENCE_MS,
		keep: open && (() => open.keepActivity({ place: placeOf(activity), activity: { ...activity }, cameAt })),
	}
}

/** What a press is known by under whatever id it comes, where it has a nonce. */
function pressOf(incoming: Incoming, { id = '', conversation, from }: Activity): string | undefined {
	return isPress(incoming) ? causeOf(incoming, id, conversation.id, from.id) : undefined
}

function isFromTeams({ activity }: TurnContext): boolean {
	return activity.channelId === 'msteams'
}

async function takeTurn(deps: BotDeps, context: TurnContext, incoming: Incoming): Promise<void> {
	const isInvoke = context.activity.type === 'invoke'
	const replies = await repliesTo(deps, context, incoming)
	await (isInvoke ? answerInvoke(context, replies) : sendReplies(context, replies))
}

async function repliesTo(deps: BotDeps, context: TurnContext, incoming: Incoming): Promise<Reply[]> {
	const { activity } = context
	const state = await stateOf(deps, activity)
	const kit = deps.kitFor(state.locale, activity.channelId === 'msteams' ? 'teams' : 'web')
	const conversationId = activity.conversation.id
	const cause = causeOf(incoming, activity.id ?? '', conversationId, activity.from.id)
	try {
		if (activity.channelId !== 'msteams') {
			const showTyping = async () => void (await context.sendActivity({ type: 'typing' }))
			const userId = activity.from.id
			const reporter = await reporterOf(deps, userId)
			return await toCustomer(deps, { userId, reporter, conversationId, cause, kit, state, showTyping }, incoming)
		}
		return await fromTeams(deps, context, incoming, { conversationId, cause, kit, state })
	} catch (error) {
		// A refusal is an answer; anything else is the adapter's to log and to answer.
		if (!(error instanceof AppError) || error.code === 'busy') throw error
		deps.logger.info({ code: error.code, reason: error.reason, conversationId }, 'refused')
		return [{ text: errorWords(kit, error) }]
	}
}

async function toCustomer(deps: BotDeps, turn: CustomerTurn, incoming: Incoming): Promise<Reply[]> {
	switch (incoming.kind) {
		case 'message':
			return onCustomerMessage(deps, turn, incoming)
		case 'card-action':
			return onCustomerCardAction(deps, turn, incoming.verb, incoming.data)
		case 'joined':
			return onCustomerJoined(turn)
		case 'language':
			await deps.conversations.saveConversationState(turn.conversationId, {
				...turn.state,
				locale: incoming.locale,
				updatedAt: deps.desk.clock(),
			})
			return [{ text: deps.kitFor(incoming.locale, turn.kit.surface).text('bot.language-set') }]
		default:
			return []
	}
}

async function fromTeams(
	deps: BotDeps,
	context: TurnContext,
	incoming: Incoming,
	here: Omit<StaffTurn, 'member'>,
): Promise<Reply[]> {
	const { activity } = context
	const reference = TurnContext.getConversationReference(activity)
	const { tenant } = placeOf(activity)
	// An object id names somebody within his own tenant only; in a channel of another company the desk's tickets are nobody's business.
	const isOurs = deps.tenantId === '' || tenant === '' || tenant.toLowerCase() === deps.tenantId.toLowerCase()
	const member = isOurs ? deps.desk.team.memberByAadObjectId(activity.from.aadObjectId ?? '') : undefined
	if (member === undefined) throw new AppError('not-allowed', 'not on the team', { reason: 'stranger' })
	if (incoming.kind === 'joined' && incoming.team) {
		// Only a member of the team decides where new tickets are announced: anybody else's channel may be in another company.
		await deps.saveReference('team', reference)
		return [{ text: here.kit.text('bot.welcome-team') }]
	}
	if (activity.conversation.conversationType === 'personal') await deps.saveReference(`staff:${member.id}`, reference)
	const turn: StaffTurn = { ...here, member }
	switch (incoming.kind) {
		case 'message':
			return onStaffMessage(deps, turn, incoming.text)
		case 'card-action':
			return onStaffCardAction(deps, turn, incoming.verb, incoming.data)
		case 'joined':
			return welcomeStaff(turn)
		default:
			return []
	}
}

async function stateOf(deps: BotDeps, activity: Activity): Promise<ConversationState> {
	const known = await deps.conversations.conversationState(activity.conversation.id)
	const locale: Locale = activity.locale?.toLowerCase().startsWith('fr') ? 'fr' : 'en'
	const state = known ?? { locale, askedBack: 0, updatedAt: deps.desk.clock() }
	// A channel is everybody's: each person there is answered in the language of his own Teams.
	const isShared = activity.channelId === 'msteams' && activity.conversation.conversationType !== 'personal'
	return isShared && activity.locale ? { ...state, locale } : state
}
