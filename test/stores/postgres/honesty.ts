import type { AppError } from '../../../src/errors.ts'
import type { Store } from '../../../src/stores/store.ts'
import { notice, opening } from '../samples.ts'
import type { PostgresPlace } from './place.ts'

/** What each commit was told, by the number of its ticket: its outcome, or code and reason of the refusal. */
export type Told = ReadonlyMap<string, string>

let runs = 0

/** Writers who open tickets, each with an event and a notice, until they are stopped. */
export function startWriters({ tickets }: Store, count = 8): { told: Told; stop: () => Promise<unknown> } {
	const told = new Map<string, string>()
	const run = (runs += 1)
	let isOver = false
	const goesOn = () => !isOver
	const writers = Array.from({ length: count }, async (_, writer) => {
		for (let turn = 0; goesOn(); turn += 1) {
			const number = `BX-${run}-${writer}-${turn}`
			const change = { ...opening(number), notices: [notice(`${number}/n`, { kind: 'team', id: 'team' }, { ticket: number })] }
			told.set(number, await tickets.commit(number, [change]).catch(({ code, reason }: AppError) => `${code} ${reason}`))
		}
	})
	return { told, stop: () => ((isOver = true), Promise.all(writers)) }
}

const PARTS = `SELECT number,
		(SELECT count(*)::integer FROM tickets WHERE tickets.number = asked.number AND sequence = 1)
		+ (SELECT count(*)::integer FROM events WHERE ticket = number)
		+ (SELECT count(*)::integer FROM notices WHERE ticket = number)
		+ (SELECT count(*)::integer FROM causes WHERE cause = number AND causes.ticket = number) AS parts
	FROM unnest($1::text[]) AS asked (number)`
const ALL_PARTS = 4

/** The tickets that are not as was told: an acknowledged one is whole, a refused one is not there, and none is ever half there. */
export async function dishonest(place: PostgresPlace, told: Told): Promise<string[]> {
	const rows = await place.ask<{ number: string; parts: number }>(PARTS, [[...told.keys()]])
	const found = new Map(rows.map(({ number, parts }) => [number, parts]))
	return [...told]
		.filter(([number, answer]) => {
			const parts = found.get(number) ?? 0
			if (answer === 'committed') return parts !== ALL_PARTS
			return !(parts === 0 || (parts === ALL_PARTS && answer === 'busy store-unsure'))
		})
		.map(([number, answer]) => `${number}: ${answer}, ${found.get(number)} parts`)
}
