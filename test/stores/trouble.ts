import type { TicketStore } from '../../src/tickets/ports.ts'
import { notice, opening } from './samples.ts'

/** How the store refuses what it could not keep. */
export const REFUSED = { code: 'busy', reason: 'store-unavailable' }

/** Two tickets and a notice in one commit. */
export function changesOf(index: number) {
	const [one, other] = [`BD-${2000 + 2 * index}`, `BD-${2001 + 2 * index}`]
	const told = notice(`${one}/1/taken/anna`, { kind: 'customer', id: 'anna' }, { ticket: one })
	const description = 'é'.repeat(2000)
	return { numbers: [one, other], changes: [{ ...opening(one, { description }), notices: [told] }, opening(other)] }
}

/** How much there is of a commit: 0 for nothing, 1 for all of it, something between where it was torn. */
export async function shareOf(tickets: Pick<TicketStore, 'load' | 'history' | 'ticketOfCause'>, index: number): Promise<number> {
	const { numbers } = changesOf(index)
	const parts = await Promise.all([
		tickets.ticketOfCause(`cause ${index}`),
		...numbers.map((number) => tickets.load(number)),
		...numbers.map(async (number) => (await tickets.history(number))[0]),
	])
	return parts.filter((part) => part !== undefined).length / parts.length
}
