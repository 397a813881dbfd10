import type { Activity, CloudAdapter, ConversationReference, TurnContext } from 'botbuilder'
import type { Logger } from 'pino'
import type { KitFor } from '../cards/kit.ts'
import { noticeCard } from '../cards/notice-card.ts'
import { noticeWords } from '../cards/notice-words.ts'
import type { Locale } from '../cards/texts.ts'
import type { Notice, Recipient } from '../tickets/notice.ts'
import type { Team } from '../tickets/ports.ts'
import type { Instant, Ticket } from '../tickets/ticket.ts'
import type { CarryOutcome, Channel } from './channel.ts'
import { watchSending } from './connector-sending.ts'
import type { ReferenceBook } from './ports.ts'
import type { Place, SendingGate } from './sending-gate.ts'
import { teamsOutcome } from './teams-outcome.ts'

export interface TeamsOptions {
	readonly adapter: CloudAdapter
	readonly appId: string
	readonly references: ReferenceBook
	readonly team: Team
	readonly kitFor: KitFor
	/** The language of notifications where Teams did not tell the reader's. */
	readonly locale: Locale
	readonly logger: Logger
	readonly gate: SendingGate
	readonly clock: () => Instant
	/** How long the connector may take, in milliseconds; 30 s unless told otherwise. */
	readonly timeoutMs?: number
}

/** Tells the staff in Teams: a person in the personal chat, the team in its channel. */
export function createTeams(options: TeamsOptions): Channel {
	const { references, gate, clock, team } = options
	/** Whoever has left the team reads nothing of customers any more; what was meant for him is for the team's channel to see. */
	const readerOf = ({ to }: Notice): Recipient =>
		to.kind === 'staff' && team.member(to.id) === undefined ? { kind: 'team', id: 'team' } : to
	/** Places of notices, so that each takes one only. */
	const places = new Map<string, Taken>()
	const referenceOf = async (notice: Notice) =>
		(await references.reference(referenceKey(readerOf(notice)))) as Partial<ConversationReference> | undefined

	async function mayGoAt(notice: Notice): Promise<Instant> {
		const known = places.get(notice.id)
		const isKnown = known !== undefined && isGood(known, clock())
		if (isKnown && known.at > clock()) return known.at
		const place = placeOf(await referenceOf(notice))
		if (place === undefined) return clock()
		const takenAt = clock()
		const at = await (isKnown ? gate.again(place, known.at) : gate.enter(place))
		places.set(notice.id, { takenAt, at })
		return at
	}

	async function carry(notice: Notice, ticket: Ticket): Promise<CarryOutcome> {
		const taken = places.get(notice.id)
		places.delete(notice.id)
		const reference = await referenceOf(notice)
		const place = placeOf(reference)
		if (reference === undefined || place === undefined) return { outcome: 'permanent', reason: 'no-reference' }
		const reader = readerOf(notice)
		const where = reader.kind === 'team' ? outsideThreads(reference) : reference
		const answered = taken && gate.leave(place, taken.at)
		const { isGone, ...outcome } = await send(options, where, messageOf(options, reference, notice, ticket))
		answered?.()
		if (isGone && !isTeamRefused(reader, outcome)) await references.dropReference(referenceKey(reader), reference)
		if (outcome.retryAfterMs !== undefined) gate.hold(place, clock() + outcome.retryAfterMs)
		return outcome
	}

	return { name: 'teams', mayDouble: true, mayGoAt, carry }
}

interface Taken {
	readonly takenAt: Instant
	readonly at: Instant
}

/** So long after its instant a place is lost: what was sent there would count for a time that has passed. */
const GOOD_FOR_MS = 1000

/** A clock that was set back since would make its notice wait for that time again. */
function isGood({ takenAt, at }: Taken, now: Instant): boolean {
	return takenAt <= now && now <= at + GOOD_FOR_MS
}

function placeOf(reference: Partial<ConversationReference> | undefined): Place | undefined {
	const { id, tenantId = '' } = reference?.conversation ?? {}
	return id === undefined ? undefined : { conversation: id, tenant: tenantId }
}

/** A person lets the bot in again by writing to it; nobody would do so for the team's channel, so it is asked with each notice. */
function isTeamRefused({ kind }: Recipient, { reason }: CarryOutcome): boolean {
	return kind === 'team' && reason === 'teams-403'
}

/** Under which key the place is kept where this recipient reads. */
function referenceKey({ kind, id }: Recipient): string {
	return kind === 'team' ? 'team' : `staff:${id}`
}

function messageOf(
	options: TeamsOptions,
	{ locale }: Partial<ConversationReference>,
	notice: Notice,
	ticket: Ticket,
): Partial<Activity> {
	const kit = options.kitFor(locale === undefined ? options.locale : /^fr\b/i.test(locale) ? 'fr' : 'en', 'teams')
	const reader = notice.to.kind === 'staff' ? options.team.member(notice.to.id) : undefined
	const content = noticeCard(kit, notice, ticket, reader)
	// Without a summary the toast says "sent a card" (msteams-docs #4405).
	const summary = noticeWords(kit, notice, ticket).title
	return { type: 'message', summary, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] }
}

/** The channel itself: an id that ends in a message would hide the notice in that message's thread. */
function outsideThreads(reference: Partial<ConversationReference>): Partial<ConversationReference> {
	const { conversation } = reference
	if (conversation === undefined) return reference
	return { ...reference, conversation: { ...conversation, id: conversation.id.replace(/;messageid=.*$/, '') } }
}

async function send(
	{ adapter, appId, logger, clock, timeoutMs = 30_000 }: TeamsOptions,
	place: Partial<ConversationReference>,
	message: Partial<Activity>,
): Promise<CarryOutcome & { isGone?: boolean }> {
	let ended: CarryOutcome & { isGone?: boolean } = { outcome: 'retryable', reason: 'teams-not-sent' }
	// Errors are caught inside the turn: the adapter's own error handling would swallow them and tell the reader.
	const turn = async (context: TurnContext) => {
		let hasLeft = () => false
		try {
			hasLeft = watchSending(context.turnState.get(adapter.ConnectorClientKey), timeoutMs).hasLeft
			// Else the SDK replies to the made-up activity that began this turn.
			delete (context.activity as Partial<Activity>).id
			await context.sendActivity(message)
			ended = { outcome: 'delivered' }
		} catch (error) {
			ended = teamsOutcome(error, hasLeft(), clock())
		}
	}
	try {
		await adapter.continueConversationAsync(appId, place, turn)
	} catch (error) {
		logger.warn({ err: error }, 'could not start to write in Teams')
	}
	return ended
}
