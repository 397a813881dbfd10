import { pino } from 'pino'
import { openStore as openLowdb } from '../../../src/stores/lowdb/open-store.ts'
import { openStore as openPostgres } from '../../../src/stores/postgres/open-store.ts'
import type { Store } from '../../../src/stores/store.ts'
import { customerActor, type Reporter } from '../../../src/tickets/actor.ts'
import { type Desk, open } from '../../../src/tickets/execute.ts'
import type { TicketStore } from '../../../src/tickets/ports.ts'

/** As in main.ts. */
export const INTERVAL_MS = 500
export const silent = pino({ level: 'silent' })

const HOUR = 3_600_000
const LEVELS = { firstResponseHours: 8, updateHours: 96 }
/** Tickets that are opened at the same time. */
const AT_ONCE = 200

/** A ticket's first response is due so many milliseconds after it was opened. */
const PROMISE_MS = LEVELS.firstResponseHours * HOUR

/** A desk of nobody: its alarms go to the team. */
export function benchDesk(tickets: TicketStore): Desk {
	return {
		tickets,
		team: { members: [], member: () => undefined, memberByAadObjectId: () => undefined },
		policy: {
			partnerType: 'direct',
			promises: { low: LEVELS, normal: LEVELS, high: LEVELS, urgent: LEVELS },
			silence: { notices: 2, remindAfterDays: 3, waitDays: 7 },
			upstream: { answerHours: 36, untoldHours: 4 },
		},
		clock: Date.now,
		readReply: () => 'unclear',
	}
}

/** `lowdb:<folder>` or `postgres://...`. */
export function openPlace(place: string): Promise<Store> {
	const folder = /^lowdb:(.+)$/u.exec(place)?.[1]
	return folder === undefined ? openPostgres({ url: place, logger: silent }) : openLowdb({ folder, logger: silent })
}

/** Opens a ticket for each, so that it falls due so many milliseconds after `start`; answers their numbers in that order. */
export async function openAll(desk: Desk, dueAfter: readonly number[], start: number): Promise<string[]> {
	const openOne = async (after: number, index: number) => {
		const clock = () => start + after - PROMISE_MS
		const customer = { id: `customer-${index % 500}`, name: `Customer ${index % 500}` }
		const reporter: Reporter = { userId: `user-${index}`, name: `Name ${index}`, locale: 'en', customer }
		const dispute = { reason: 'Twice.' }
		const input = { topic: 'duplicate-charge', title: 'Charged twice', description: 'd'.repeat(700), dispute }
		const opening = { actor: customerActor(reporter), cause: `open-${index}`, input, reporter }
		return (await open({ ...desk, clock }, opening)).ticket.number
	}
	const numbers: string[] = []
	for (let first = 0; first < dueAfter.length; first += AT_ONCE) {
		const part = dueAfter.slice(first, first + AT_ONCE).map((after, index) => openOne(after, first + index))
		numbers.push(...(await Promise.all(part)))
	}
	return numbers
}
