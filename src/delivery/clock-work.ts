import type { Logger } from 'pino'
import { AppError } from '../errors.ts'
import { CLOCK } from '../tickets/actor.ts'
import { nextOpening } from '../tickets/calendar/calendar.ts'
import { type Desk, execute } from '../tickets/execute.ts'
import { type Due, dueOf, nextDueAt } from '../tickets/promises.ts'
import { calendarOf } from '../tickets/service-hours.ts'
import type { Instant, Ticket } from '../tickets/ticket.ts'

/** Does what is due: raises alarms, reminds, closes after silence. */
export interface ClockWork {
	/** Looks `intervalMs` after each look, at once again while there is more to do. First of all the index follows the policy. */
	start(): void
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
}

/** Tickets of one look. Between two looks everybody else has a turn. */
const AT_ONCE = 100
/** Tickets that are worked on at the same time, so that their commits share a write to the disk. */
const LANES = 16
const LOOKS_A_TICK = 20
/** How long a ticket rests for which nothing could be done, such as at night, in milliseconds. */
const REST = 60_000
const REST_AFTER_ERROR = 5000

export function createClockWork({ desk, logger, intervalMs }: ClockWorkParts): ClockWork {
	/** Tickets that stay due though they were looked at, and until when: they must not keep the others from their turn. */
	const resting = new Map<string, Instant>()
	const complainedOf = new Set<string>()
	let running: Promise<void> | undefined
	let following: Promise<void> | undefined
	let timer: NodeJS.Timeout | undefined
	let hasMore = false
	let isStopped = false

	function start(): void {
		if (timer !== undefined || isStopped) return
		following = followPolicy()
		plan()
	}

	function plan(): void {
		if (isStopped) return
		timer = setTimeout(() => void tick().then(plan), hasMore ? 0 : intervalMs)
	}

	/** The policy may have changed since the tickets were saved: when they are due is derived, and the index follows. */
	async function followPolicy(): Promise<void> {
		try {
			const moved = await desk.tickets.reindex((ticket) => nextDueAt(ticket, desk.policy))
			if (moved > 0) logger.info({ tickets: moved }, 'promises follow the new policy')
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
		hasMore = true
		try {
			for (let left = LOOKS_A_TICK; left > 0 && mayGoOn(); left -= 1) {
				hasMore = await look()
				if (hasMore) await turnOfOthers()
			}
		} catch (error) {
			hasMore = false
			logger.error({ err: error }, 'the clock could not read what is due')
		}
	}

	/** Whether there may be more. */
	async function look(): Promise<boolean> {
		const now = desk.clock()
		for (const [number, until] of resting) {
			// A clock that was set back must not make anybody rest for longer.
			if (until <= now || until > now + REST) resting.delete(number)
		}
		const due = await desk.tickets.due(now, AT_ONCE + resting.size)
		const numbers = due.filter((number) => !resting.has(number)).slice(0, AT_ONCE)
		const rest = numbers.values()
		await Promise.all(Array.from({ length: LANES }, () => workThrough(rest)))
		return numbers.length === AT_ONCE
	}

	async function workThrough(numbers: Iterable<string>): Promise<void> {
		for (const number of numbers) {
			if (isStopped) return
			await workOn(number)
		}
	}

	async function workOn(number: string): Promise<void> {
		try {
			const hasChanged = await actOn(number)
			if (!hasChanged) resting.set(number, restFrom(desk.clock()))
			complainedOf.delete(number)
		} catch (error) {
			resting.set(number, desk.clock() + REST_AFTER_ERROR)
			if (!complainedOf.has(number)) logger.error({ err: error, ticket: number }, 'the clock could not do what is due')
			complainedOf.add(number)
		}
	}

	async function actOn(number: string): Promise<boolean> {
		const ticket = await desk.tickets.load(number)
		if (ticket === undefined) return false
		let hasChanged = false
		for (const due of dueOf(ticket, desk.policy).filter(({ at }) => at <= desk.clock())) {
			hasChanged = (await act(ticket, due)) || hasChanged
		}
		return hasChanged
	}

	/** What must not be told at night is told as soon as somebody is there. */
	function restFrom(now: Instant): Instant {
		const opening = nextOpening(calendarOf(desk.policy), now)
		return opening > now ? Math.min(opening, now + REST) : now + REST
	}

	/** Whether it changed the ticket. What an earlier change has made impossible is left out. */
	async function act(ticket: Ticket, due: Due): Promise<boolean> {
		const { verb, input } = due
		try {
			const { events } = await execute(desk, { ticket: ticket.number, verb, input, actor: CLOCK, cause: causeOf(ticket, due) })
			return events.length > 0
		} catch (error) {
			if (error instanceof AppError && error.code === 'wrong-state') return false
			throw error
		}
	}

	return {
		start,
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

/** The same for the same promise, reminder or silence, so that each happens once, whoever looks. */
function causeOf({ number, resolution }: Ticket, { verb, input, at }: Due): string {
	const what = verb === 'raise-alarm' ? input.key : `${resolution?.number ?? 0}:${at}`
	return `clock/${number}/${verb}/${what}`
}
