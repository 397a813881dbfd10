import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '../tickets/ticket.ts'
import type { TurnLedger } from './ports.ts'
import type { HandledTurn } from './reply-book.ts'

/** Something that may come more than once, to one process or to several at the same moment. */
export interface OnceTurn {
	/** The same for each repetition. */
	readonly key: string
	/** What was handled before this is another turn with the same key. */
	readonly since?: Instant
	readonly work: () => Promise<void>
	/** Marks the turn as handled together with what its work has left; false where it has left nothing, and nothing was marked. */
	readonly keepLeft?: (handled: HandledTurn) => Promise<boolean>
	/** Whether this process does it later by itself where the process that has it in hand goes before it is done. */
	readonly isKept: boolean
	/** Told where that fails: nobody waits for it any more. */
	readonly failedLate: (error: unknown) => void
	/** Missing where the caller waits for another process as long as that takes. */
	readonly patience?: Patience | undefined
}

export interface Patience {
	/** How long the caller waits for another process, in milliseconds. */
	readonly ms: number
	/** Makes durable that the turn is still to be done, before the caller is let go; where it rejects, the caller waits on. */
	readonly keep?: (() => Promise<KeptTurn>) | undefined
}

export interface KeptTurn {
	/** Nobody need do it any more. Never rejects. */
	forget(): Promise<void>
}

/** `done` where this call did the work; `repeated` where another one did, does, or will. */
export type Once = 'done' | 'repeated'

export interface AnswerOnceParts {
	readonly turns: TurnLedger
	readonly clock: () => Instant
	/** Between two looks at a turn that another process has in hand, in milliseconds: at first, and at most. */
	readonly looksMs?: readonly [first: number, longest: number]
}

/** Nobody needs longer for a turn, and whoever has gone is known to be after some seconds. */
const LONGEST_MS = 120_000
const LOOKS_MS = [20, 500] as const

/**
 * Runs the work of an activity once, however often it arrives (facts, section 8: Teams sends again after 15 s), and wherever: one
 * process takes it in hand, and the others wait until it is done or that process has gone. If the first fails, the next one tries.
 */
export function createAnswerOnce(parts: AnswerOnceParts): (turn: OnceTurn) => Promise<Once> {
	const { turns, clock, looksMs: [firstLook, longestLook] = LOOKS_MS } = parts
	const running = new Map<string, Promise<Once>>()

	/** Waits until the turn is this process's: false where it is done, or nobody waits for it any more. */
	async function take({ key, since, isKept }: OnceTurn, isWaitedFor: () => boolean): Promise<boolean> {
		const started = performance.now()
		for (let look = firstLook; !(await turns.claim(key)); look = Math.min(2 * look, longestLook)) {
			if (await turns.isHandled(key, since)) return false
			if (!isWaitedFor() && !isKept) return false
			if (performance.now() - started > LONGEST_MS) throw new Error('another process has had the turn in hand for too long')
			await pause(look)
		}
		const isOpen = !(await turns.isHandled(key, since))
		if (isOpen && (isKept || isWaitedFor())) return true
		await turns.letGo(key)
		return false
	}

	async function run(turn: OnceTurn, isWaitedFor: () => boolean, taken: () => void): Promise<Once> {
		if (!(await take(turn, isWaitedFor))) return 'repeated'
		taken()
		try {
			await turn.work()
		} catch (error) {
			await turns.letGo(turn.key).catch(() => undefined)
			throw error
		}
		const handled = { key: turn.key, at: clock() }
		if (!(await turn.keepLeft?.(handled))) await turns.markHandled(handled.key, handled.at)
		return 'done'
	}

	/** Answers as soon as it is done, or when the caller has waited long enough for another process. */
	function first(turn: OnceTurn): Promise<Once> {
		const { promise, resolve, reject } = Promise.withResolvers<Once>()
		let isWaitedFor = true
		let keeping: Promise<KeptTurn | undefined> = Promise.resolve(undefined)
		const giveWay = async ({ keep }: Patience) => {
			if (keep !== undefined) {
				keeping = keep().catch(() => undefined)
				if ((await keeping) === undefined) return
			}
			isWaitedFor = false
			resolve('repeated')
		}
		const { patience } = turn
		const timer = patience && setTimeout(() => void giveWay(patience), patience.ms)
		const failed = (error: unknown) => {
			if (!isWaitedFor) turn.failedLate(error)
			reject(error)
		}
		const isStillWaitedFor = () => isWaitedFor
		const toItsEnd = async () => {
			try {
				return await run(turn, isStillWaitedFor, () => clearTimeout(timer))
			} finally {
				clearTimeout(timer)
				await (await keeping)?.forget()
				running.delete(turn.key)
			}
		}
		toItsEnd().then(resolve, failed)
		return promise
	}

	return (turn) => {
		const earlier = running.get(turn.key)
		if (earlier !== undefined) return earlier.then(() => 'repeated')
		const once = first(turn)
		running.set(turn.key, once)
		return once
	}
}
