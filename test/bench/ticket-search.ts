import type { Store } from '../../src/stores/store.ts'
import type { PostgresPlace } from '../stores/postgres/place.ts'

export interface SearchFigures {
	readonly searchedTickets: number
	/** Half a page of tickets holds it. */
	readonly searchRareMs: number
	readonly searchCommonMs: number
	readonly searchMissMs: number
	readonly searchTwoLettersMs: number
	/** A miss that reads the words where they stand, in the tickets. */
	readonly searchMissByRowMs: number
}

const TIMES = 15
const LIMIT = 50
const NOWHERE = 'stands in no ticket'
const BY_ROW = `SELECT document FROM tickets WHERE strpos(words, $1) > 0 ORDER BY updated_at DESC LIMIT ${LIMIT}`

/** Medians of the text search of tickets, in milliseconds. */
export async function measureSearch({ tickets }: Store, place: PostgresPlace, rare: string): Promise<SearchFigures> {
	// As a server that runs for a while does by itself.
	await place.ask('VACUUM ANALYZE tickets')
	const search = (text: string) => medianOf(() => tickets.list({ text, limit: LIMIT }))
	return {
		searchedTickets: await tickets.count({}),
		searchRareMs: await search(rare),
		searchCommonMs: await search('charged'),
		searchMissMs: await search(NOWHERE),
		searchTwoLettersMs: await search('qx'),
		searchMissByRowMs: await medianOf(() => place.ask(BY_ROW, [NOWHERE])),
	}
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
	const times: number[] = []
	for (let time = 0; time < TIMES; time += 1) {
		const started = performance.now()
		await work()
		times.push(performance.now() - started)
	}
	return times.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0
}
