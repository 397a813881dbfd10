import type { TurnContext } from 'botbuilder'
import type { Logger } from 'pino'
import type { Instant } from '../tickets/ticket.ts'
import type { KeptTurn } from './answer-once.ts'
import type { HandledTurn, KeptReply, ReplyBook } from './reply-book.ts'
import type { CarryReply, ReplyPlace } from './reply-place.ts'

/** Under which a turn's state holds what the turn says. */
export const OPEN_REPLIES = Symbol('open replies')

/** What the turn says, where it is one of Teams. */
export function openRepliesOf({ turnState }: TurnContext): OpenReplies | undefined {
	return turnState.get<OpenReplies>(OPEN_REPLIES)
}

/** How a reply is sent: the connector client of its turn, and one try. */
export interface Sender {
	readonly connector: unknown
	send(): Promise<unknown>
}

/** A reply on its way out of its turn. */
export interface Said extends Sender {
	readonly place: ReplyPlace
	readonly activity: KeptReply['activity']
}

/** What one turn says. */
export interface OpenReplies {
	/** Resolves when it was sent or given up, or when the activity may wait no longer. */
	say(said: Said): Promise<void>
	/** Makes durable what is not sent, with the mark of the turn. False where nothing is left: then nothing was kept or marked. */
	keep(handled?: HandledTurn): Promise<boolean>
	/** Makes the activity itself durable until it is told that nobody need answer it any more. */
	keepActivity(came: Pick<KeptReply, 'place' | 'activity'> & { readonly cameAt: Instant }): Promise<KeptTurn>
	/** Resolves when the activity may be acknowledged: everything is sent, given up, or durable. */
	settled(): Promise<void>
}

/** Replies whose end is known, or that nobody will send any more; `ambiguous` ones may have arrived. */
export type GivenUp = 'ambiguous' | 'permanent' | 'retryable'

export interface ReplyKeeping {
	/** For a turn whose activity may wait until `over` resolves. */
	open(over: Promise<void>): OpenReplies
	/**
	 * Goes on with what processes have left that have gone; where a try had begun, nobody knows, and it is not made again. Never throws:
	 * where the book cannot be read, it is looked at again a little later.
	 */
	resume(teams: LeftInTeams): Promise<void>
	/** Resolves when nothing is under way, in the book either. */
	settled(): Promise<void>
	/** How many were given up, by why, since the start. */
	readonly givenUp: Readonly<Record<GivenUp, number>>
}

/** How to go on with what another process has left. */
export interface LeftInTeams {
	senderOf(reply: KeptReply): Promise<Sender>
	/** Answers an activity that came at `cameAt`; what goes wrong is told to whoever wrote. */
	answer(activity: KeptReply['activity'], cameAt: Instant): Promise<void>
}

export interface ReplyKeepingParts {
	readonly book: ReplyBook
	readonly carryReply: CarryReply
	readonly newId: () => string
	readonly logger: Logger
	/** Somebody may wait for this in vain. What it throws is logged. */
	readonly tellUncertain: (reply: KeptReply) => Promise<void>
}

const AGAIN_MS = 5000

interface Open {
	readonly id: string
	readonly place: ReplyPlace
	readonly activity: KeptReply['activity']
	begun: boolean
	isOver: boolean
	/** Whether it is in the book, or will be in a moment; missing where nobody has tried to put it there. */
	kept?: Promise<boolean> | undefined
}

/**
 * A reply that is sent before its activity is acknowledged costs the store nothing. What is left then stands in the book: each try is
 * noted there before it begins, and the reply goes from it when its end is known.
 */
export function createReplyKeeping(parts: ReplyKeepingParts): ReplyKeeping {
	const { book, carryReply, newId, logger } = parts
	const givenUp = { ambiguous: 0, permanent: 0, retryable: 0 }
	const underWay = new Set<Promise<void>>()

	function carry(reply: Open, sender: Sender): Promise<void> {
		const done = carryToEnd(reply, sender)
		underWay.add(done)
		return done.finally(() => underWay.delete(done))
	}

	async function carryToEnd(reply: Open, { connector, send }: Sender): Promise<void> {
		const { id, place } = reply
		const begins = async () => {
			while (reply.kept !== undefined) if (await reply.kept) return noted(reply, true)
			reply.begun = true
			return true
		}
		const waits = async () => {
			reply.begun = false
			if (await reply.kept) await noted(reply, false)
		}
		const outcome = await carryReply({ place, connector, send, begins, waits })
		if (outcome === 'left') return
		reply.isOver = true
		if (outcome !== 'delivered') await giveUp(reply, outcome)
		if (await reply.kept) await drop(id)
	}

	/** What stays in the book is taken for uncertain when this process has gone. */
	async function drop(id: string): Promise<void> {
		await book.dropReply(id).catch((error: unknown) => logger.warn({ err: error }, 'a reply that is over stays in the book'))
	}

	async function noted(reply: Open, begun: boolean): Promise<boolean> {
		reply.begun = begun
		return book.noteTry(reply.id, begun)
	}

	async function giveUp(reply: Omit<Open, 'isOver'>, outcome: GivenUp): Promise<void> {
		givenUp[outcome] += 1
		if (outcome !== 'ambiguous') return
		const { id, place, activity, begun } = reply
		const told = parts.tellUncertain({ id, place, activity, begun })
		await told.catch((error: unknown) => logger.error({ err: error }, 'nobody could be told of an uncertain reply'))
	}

	function open(over: Promise<void>): OpenReplies {
		const said: (Open & { readonly done: Promise<void> })[] = []

		async function keep(handled?: HandledTurn): Promise<boolean> {
			const left = said.filter(({ isOver, kept }) => !isOver && kept === undefined)
			if (left.length === 0) return false
			const keeping = book.keepReplies(left.map(asKept), handled)
			const kept = keeping.then(
				() => true,
				() => {
					for (const reply of left) reply.kept = undefined
					return false
				},
			)
			for (const reply of left) reply.kept = kept
			await keeping
			return true
		}

		return {
			async say({ place, activity, connector, send }) {
				const reply: Open = { id: newId(), place, activity, begun: false, isOver: false }
				const done = carry(reply, { connector, send })
				said.push(Object.assign(reply, { done }))
				await Promise.race([done, over])
			},
			keep,
			async keepActivity(came) {
				const id = newId()
				await book.keepReplies([{ ...came, id, begun: false }])
				return { forget: () => drop(id) }
			},
			async settled() {
				try {
					await keep()
				} catch (error) {
					// As long as this process lives they are not lost, and nobody is told that they were kept.
					logger.warn({ err: error }, 'replies cannot be kept: their activity waits until they are sent')
					await Promise.all(said.map(({ done }) => done))
				}
			},
		}
	}

	async function resume(teams: LeftInTeams): Promise<void> {
		try {
			await takeOver(await book.takeReplies(), teams)
		} catch (error) {
			logger.error({ err: error }, 'replies in Teams that were left behind could not be taken over')
			setTimeout(() => void resume(teams), AGAIN_MS).unref()
		}
	}

	async function takeOver(taken: readonly KeptReply[], teams: LeftInTeams): Promise<void> {
		if (taken.length > 0) logger.warn({ count: taken.length }, 'replies in Teams that were left behind are taken over')
		for (const reply of taken) {
			const { id, place, begun, cameAt } = reply
			if (cameAt !== undefined) {
				void answerLate(reply, () => teams.answer(reply.activity, cameAt))
				continue
			}
			if (!begun) {
				await goOn(reply, teams)
				continue
			}
			logger.warn({ conversationId: place.conversation }, 'a reply in Teams was cut off: it may have arrived')
			await giveUp(reply, 'ambiguous')
			await drop(id)
		}
	}

	async function answerLate({ id, place }: KeptReply, answer: () => Promise<void>): Promise<void> {
		try {
			await answer()
			await drop(id)
		} catch (error) {
			logger.error({ err: error, conversationId: place.conversation }, 'an activity of Teams waits for the next process')
		}
	}

	async function goOn(reply: KeptReply, { senderOf }: LeftInTeams): Promise<void> {
		try {
			void carry({ ...reply, isOver: false, kept: Promise.resolve(true) }, await senderOf(reply))
		} catch (error) {
			logger.error({ err: error, conversationId: reply.place.conversation }, 'a reply in Teams waits for the next process')
		}
	}

	async function settled(): Promise<void> {
		while (underWay.size > 0) await Promise.all(underWay)
	}

	return { open, resume, settled, givenUp }
}

function asKept({ id, place, activity, begun }: Open): KeptReply {
	return { id, place, activity, begun }
}
