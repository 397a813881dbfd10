import type { Notice } from '../tickets/notice.ts'
import type { Instant } from '../tickets/ticket.ts'
import { type CarrierParts, createCarrier } from './carrier.ts'
import { noticeIdOf } from './chat-message-id.ts'

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

/** Recipients that are served at the same time; each gets his notices one after the other. */
const AT_ONCE = 16
const SHORTEST_SLEEP = 500
const LONGEST_SLEEP = 60_000
/** How long a recipient waits after an error of a store, in milliseconds. */
const PAUSE_AFTER_ERROR = 10_000

export function createOutbox(parts: OutboxParts): Outbox {
	const { notices, desk, logger, random = Math.random } = parts
	const carrier = createCarrier({ ...parts, random })
	const busy = new Map<string, Promise<void>>()
	const pausedUntil = new Map<string, Instant>()
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
			const ready = await notices.ready(now, AT_ONCE + busy.size + pausedUntil.size)
			for (const notice of ready) {
				if (busy.size < AT_ONCE && !busy.has(recipientOf(notice)) && !isPaused(notice, now)) start(notice)
			}
			const next = await notices.nextAttempt()
			if (next !== undefined) sleep(next - desk.clock())
		} catch (error) {
			logger.error({ err: error }, 'could not look for notices to deliver')
			sleep(PAUSE_AFTER_ERROR)
		}
	}

	function sleep(milliseconds: number): void {
		if (isStopped) return
		clearTimeout(timer)
		timer = setTimeout(wake, Math.min(Math.max(milliseconds, SHORTEST_SLEEP), LONGEST_SLEEP))
	}

	function start(notice: Notice): void {
		const recipient = recipientOf(notice)
		const work = carryOn(notice).finally(() => {
			busy.delete(recipient)
			wake()
		})
		busy.set(recipient, work)
	}

	const mayCarry = (notice: Notice | undefined): notice is Notice => notice !== undefined && !isStopped
	const isIdle = () => polling === undefined && busy.size === 0

	async function carryOn(notice: Notice): Promise<void> {
		try {
			let current: Notice | undefined = notice
			while (mayCarry(current)) current = await carrier.carry(current)
			complainedOf.delete(notice.id)
		} catch (error) {
			pausedUntil.set(recipientOf(notice), desk.clock() + PAUSE_AFTER_ERROR)
			if (!complainedOf.has(notice.id)) logger.error({ err: error, notice: notice.id }, 'could not record a delivery')
			complainedOf.add(notice.id)
		}
	}

	function isPaused(notice: Notice, now: Instant): boolean {
		const until = pausedUntil.get(recipientOf(notice))
		if (until === undefined) return false
		if (until > now) return true
		pausedUntil.delete(recipientOf(notice))
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

function recipientOf({ to }: Notice): string {
	return `${to.kind}:${to.id}`
}
