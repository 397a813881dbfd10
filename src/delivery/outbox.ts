import type { Notice } from '../tickets/notice.ts'
import type { Instant } from '../tickets/ticket.ts'
import { type CarrierParts, createCarrier, type Onward } from './carrier.ts'
import { noticeIdOf } from './chat-message-id.ts'
import { inLog } from './in-log.ts'

/** Works off the notices that commits have stored (rule 7). */
export interface Outbox {
	/** There may be something to carry. Call it once at start and after every commit; it never throws. */
	wake(): void
	/** Waits until nothing is under way or ready; later tries may still be planned. */
	settle(): Promise<void>
	/** Takes nothing new and waits for what is under way, at most as long as a channel waits for its server. The rest stays stored. */
	stop(): Promise<void>
	/** A customer's client has got these activities of a web chat; listens to the Direct Line adapter's `onSeen`. */
	seen(conversationId: string, activityIds: readonly string[]): Promise<void>
}

export interface OutboxParts extends Omit<CarrierParts, 'random'> {
	readonly random?: () => number
}

interface Pause {
	readonly since: Instant
	readonly until: Instant
}

/**
 * Customers, and as many of the staff, that are served at the same time; each gets his notices one after the other. Customers
 * do not wait where Teams hangs, nor the staff where the mail server does.
 */
const AT_ONCE = 16
const SHORTEST_SLEEP = 500
const LONGEST_SLEEP = 60_000
const SHORTEST_HOLD = 5
/** How long a recipient waits after an error of a store, in milliseconds. */
const PAUSE_AFTER_ERROR = 10_000

export function createOutbox(parts: OutboxParts): Outbox {
	const { notices, desk, logger, random = Math.random } = parts
	const carrier = createCarrier({ ...parts, random })
	const busy = new Map<string, Promise<void>>()
	const inLane = { customer: 0, staff: 0 }
	/** Recipients whose channel has no place for them yet, or whose try could not be saved. */
	const pauses = new Map<string, Pause>()
	const complainedOf = new Set<string>()
	let polling: Promise<void> | undefined
	let again = false
	let isStopped = false
	let timer: NodeJS.Timeout | undefined

	function wake(): void {
		if (isStopped) return
		if (polling !== undefined) {
			again = true
			return
		}
		clearTimeout(timer)
		polling = poll().finally(() => {
			polling = undefined
			if (!again) return
			again = false
			wake()
		})
	}

	async function poll(): Promise<void> {
		try {
			const now = desk.clock()
			const ready = await notices.ready(now, 2 * AT_ONCE + busy.size + pauses.size)
			for (const notice of ready) {
				if (inLane[laneOf(notice)] < AT_ONCE && !busy.has(recipientOf(notice)) && !isPaused(notice, now)) start(notice)
			}
			const next = await notices.nextAttempt()
			const held = Math.min(...Array.from(pauses.values(), ({ until }) => until)) - desk.clock()
			if (next !== undefined) sleep(Math.min(Math.max(next - desk.clock(), SHORTEST_SLEEP), Math.max(held, SHORTEST_HOLD)))
		} catch (error) {
			logger.error({ err: error }, 'could not look for notices to deliver')
			sleep(PAUSE_AFTER_ERROR)
		}
	}

	function sleep(milliseconds: number): void {
		if (isStopped) return
		clearTimeout(timer)
		timer = setTimeout(wake, Math.min(milliseconds, LONGEST_SLEEP))
	}

	function start(notice: Notice): void {
		const recipient = recipientOf(notice)
		inLane[laneOf(notice)] += 1
		const work = carryOn(notice).finally(() => {
			busy.delete(recipient)
			inLane[laneOf(notice)] -= 1
			wake()
		})
		busy.set(recipient, work)
	}

	const mayCarry = (notice: Notice | undefined): notice is Notice => notice !== undefined && !isStopped
	const isIdle = () => polling === undefined && busy.size === 0

	async function carryOn(notice: Notice): Promise<void> {
		try {
			let current: Notice | undefined = notice
			while (mayCarry(current)) {
				const onward: Onward = await carrier.carry(current)
				if (onward !== undefined && 'notBefore' in onward) pause(notice, onward.notBefore)
				current = onward !== undefined && 'next' in onward ? onward.next : undefined
			}
			complainedOf.delete(notice.id)
		} catch (error) {
			pause(notice, desk.clock() + PAUSE_AFTER_ERROR)
			if (!complainedOf.has(notice.id)) logger.error({ err: error, ...inLog(notice) }, 'could not record a delivery')
			complainedOf.add(notice.id)
		}
	}

	function pause(notice: Notice, until: Instant): void {
		pauses.set(recipientOf(notice), { since: desk.clock(), until })
	}

	/** Where the clock was set back to before it began, a pause is over: it would else last for that time again. */
	function isPaused(notice: Notice, now: Instant): boolean {
		const paused = pauses.get(recipientOf(notice))
		if (paused === undefined) return false
		if (paused.since <= now && now < paused.until) return true
		pauses.delete(recipientOf(notice))
		return false
	}

	async function settle(): Promise<void> {
		while (!isIdle()) await Promise.all([polling, ...busy.values()])
	}

	async function stop(): Promise<void> {
		isStopped = true
		clearTimeout(timer)
		await settle()
	}

	async function seen(_conversationId: string, activityIds: readonly string[]): Promise<void> {
		const ids = activityIds.map(noticeIdOf).filter((id) => id !== undefined)
		for (const id of ids) await carrier.seen(id)
		if (ids.length > 0) wake()
	}

	return { wake, settle, stop, seen }
}

function laneOf({ to }: Notice): 'customer' | 'staff' {
	return to.kind === 'customer' ? 'customer' : 'staff'
}

function recipientOf({ to }: Notice): string {
	return `${to.kind}:${to.id}`
}
