import type { Logger } from 'pino'
import type { Desk } from '../tickets/execute.ts'
import { nextDueAt } from '../tickets/promises.ts'
import type { Instant } from '../tickets/ticket.ts'
import { actOnDue, LONGEST_REST } from './act-on-due.ts'
import { createTrustedTime } from './trusted-time.ts'

/** Does what is due: raises alarms, reminds, closes after silence. */
export interface ClockWork {
	/**
	 * Looks when something falls due, `intervalMs` after each look at the soonest, and at once again while there is more to do.
	 * First of all the index follows the policy.
	 */
	start(): void
	/** Tickets have changed: something may be due sooner than it was. */
	wake(): void
	/**
	 * Does what is due now, oldest first, and leaves the rest of a very long list to the next one; while one tick runs, another
	 * call waits for the same. Never throws.
	 */
	tick(): Promise<void>
	/** Starts nothing new and waits for what is under way. */
	stop(): Promise<void>
}

export interface ClockWorkParts {
	readonly desk: Desk
	readonly logger: Logger
	/** Milliseconds between two looks; an alarm is late by as much at most, while the desk keeps up. */
	readonly intervalMs: number
	/** Milliseconds that have really passed, whatever the clock says. */
	readonly monotonic?: () => number
}

/** Tickets of one look, all worked on at the same time: nothing is in hand that waits. Between two looks everybody else has a turn. */
const AT_ONCE = 20
const LOOKS_A_TICK = 100
const REST_AFTER_ERROR = 5000
/** What another process has made due and left undone is found by then. */
const LONGEST_SLEEP = 10_000

export function createClockWork({ desk, logger, intervalMs, monotonic = () => performance.now() }: ClockWorkParts): ClockWork {
	const { clock, policy } = desk
	const trusted = createTrustedTime({ clock, monotonic, waitDays: policy.silence.waitDays })
	/** Tickets that stay due though they were looked at, and until when: they must not keep the others from their turn. */
	const resting = new Map<string, Instant>()
	const complainedOf = new Set<string>()
	let running: Promise<void> | undefined
	let following: Promise<void> | undefined
	let timer: NodeJS.Timeout | undefined
	/** When the timer ends, in monotonic time. */
	let sleepsUntil = Infinity
	/** Set when tickets have changed while it was not asleep. */
	let wasWoken = false
	let hasMore = false
	let isStarted = false
	let isStopped = false

	function start(): void {
		if (isStarted || isStopped) return
		isStarted = true
		following = followPolicy()
		sleep(intervalMs)
	}

	function sleep(milliseconds: number): void {
		clearTimeout(timer)
		if (isStopped) return
		sleepsUntil = monotonic() + milliseconds
		timer = setTimeout(() => {
			sleepsUntil = Infinity
			wasWoken = false
			void tick().then(pause).then(sleep)
		}, milliseconds)
	}

	function wake(): void {
		if (sleepsUntil === Infinity) wasWoken = true
		else if (sleepsUntil - monotonic() > intervalMs) sleep(intervalMs)
	}

	/** How long nothing falls due. Many that rest make each look dear: then there are fewer. */
	async function pause(): Promise<number> {
		if (hasMore) return 0
		const shortest = Math.max(intervalMs, resting.size)
		try {
			const now = clock()
			let next = (await desk.tickets.nextDue(now)) ?? Infinity
			for (const until of resting.values()) next = Math.min(next, until)
			return wasWoken ? intervalMs : Math.max(intervalMs, Math.min(Math.max(next - now, shortest), LONGEST_SLEEP))
		} catch {
			return intervalMs
		}
	}

	/** The policy may have changed since the tickets were saved: when they are due is derived, and the index follows. */
	async function followPolicy(): Promise<void> {
		try {
			const moved = await desk.tickets.reindex((ticket) => nextDueAt(ticket, policy))
			if (moved === 0) return
			logger.info({ tickets: moved }, 'promises follow the new policy')
			wake()
		} catch (error) {
			logger.error({ err: error }, 'promises could not follow the policy')
		}
	}

	function tick(): Promise<void> {
		running ??= lookOften().finally(() => (running = undefined))
		return running
	}

	const mayGoOn = () => hasMore && !isStopped

	async function lookOften(): Promise<void> {
		const leapMs = trusted.look()
		if (leapMs !== 0) logger.warn({ leapMs }, 'the clock of this machine has leapt: silence is counted anew')
		hasMore = trusted.isTrusted()
		try {
			for (let left = LOOKS_A_TICK; left > 0 && mayGoOn(); left -= 1) {
				hasMore = await look()
				if (hasMore) await turnOfOthers()
			}
		} catch (error) {
			hasMore = false
			logger.error({ err: error }, 'the clock could not read what is due')
		}
		if (hasMore) wake()
	}

	/** Whether there may be more. */
	async function look(): Promise<boolean> {
		const now = clock()
		for (const [number, until] of resting) {
			// A clock that was set back must not make anybody rest for longer.
			if (until <= now || until > now + LONGEST_REST) resting.delete(number)
		}
		const due = await desk.tickets.due(now, AT_ONCE + resting.size)
		const numbers = due.filter((number) => !resting.has(number)).slice(0, AT_ONCE)
		await Promise.all(numbers.map(workOn))
		return numbers.length === AT_ONCE
	}

	async function workOn(number: string): Promise<void> {
		if (isStopped) return
		try {
			const restsUntil = await actOnDue({ desk, mayCloseAt: trusted.mayCloseAt }, number)
			if (restsUntil !== undefined) resting.set(number, restsUntil)
			complainedOf.delete(number)
		} catch (error) {
			resting.set(number, clock() + REST_AFTER_ERROR)
			if (!complainedOf.has(number)) logger.error({ err: error, ticket: number }, 'the clock could not do what is due')
			complainedOf.add(number)
		}
	}

	return {
		start,
		wake,
		tick,
		stop: async () => {
			isStopped = true
			clearTimeout(timer)
			await Promise.all([running, following])
		},
	}
}

function turnOfOthers(): Promise<void> {
	return new Promise((resolve) => void setImmediate(resolve))
}
