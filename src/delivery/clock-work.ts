import type { Logger } from 'pino'
import { AppError } from '../errors.ts'
import { CLOCK } from '../tickets/actor.ts'
import { type Desk, execute } from '../tickets/execute.ts'
import { type Due, dueOf } from '../tickets/promises.ts'
import type { Ticket } from '../tickets/ticket.ts'

/** Does what is due: raises alarms, reminds, closes after silence. */
export interface ClockWork {
	/** Looks every `intervalMs` from now on. */
	start(): void
	/** Does all that is due now; while one tick runs, another call waits for the same. Never throws. */
	tick(): Promise<void>
	/** Starts no new tick and waits for the running one. */
	stop(): Promise<void>
}

export interface ClockWorkParts {
	readonly desk: Desk
	readonly logger: Logger
	/** Milliseconds between two looks. */
	readonly intervalMs: number
}

/** Tickets of one look; the rest comes with the next. */
const AT_ONCE = 100

export function createClockWork({ desk, logger, intervalMs }: ClockWorkParts): ClockWork {
	/** Tickets that stayed due after they were looked at: they must not keep the others from their turn. */
	const stuck = new Set<string>()
	const complainedOf = new Set<string>()
	let running: Promise<void> | undefined
	let timer: NodeJS.Timeout | undefined

	function tick(): Promise<void> {
		running ??= look().finally(() => (running = undefined))
		return running
	}

	async function look(): Promise<void> {
		try {
			const numbers = await desk.tickets.due(desk.clock(), AT_ONCE + stuck.size)
			stuck.clear()
			for (const number of numbers) await workOn(number)
		} catch (error) {
			logger.error({ err: error }, 'the clock could not read what is due')
		}
	}

	async function workOn(number: string): Promise<void> {
		stuck.add(number)
		try {
			const ticket = await desk.tickets.load(number)
			if (ticket === undefined) return
			const due = dueOf(ticket, desk.policy).filter(({ at }) => at <= desk.clock())
			let hasChanged = false
			for (const each of due) hasChanged = (await act(ticket, each)) || hasChanged
			if (hasChanged) stuck.delete(number)
			complainedOf.delete(number)
		} catch (error) {
			if (!complainedOf.has(number)) logger.error({ err: error, ticket: number }, 'the clock could not do what is due')
			complainedOf.add(number)
		}
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
		start: () => void (timer ??= setInterval(() => void tick(), intervalMs)),
		tick,
		stop: async () => {
			clearInterval(timer)
			await running
		},
	}
}

/** The same for the same promise, reminder or silence, so that each happens once, whoever looks. */
function causeOf({ number, resolution }: Ticket, { verb, input, at }: Due): string {
	const what = verb === 'raise-alarm' ? input.key : `${resolution?.number ?? 0}:${at}`
	return `clock/${number}/${verb}/${what}`
}
