import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { Pool } from 'pg'
import type { TicketChange } from '../../src/tickets/ports.ts'
import type { Store } from '../../src/stores/store.ts'
import { type PostgresPlace, postgresPlace } from '../stores/postgres/place.ts'
import { startServer } from '../stores/postgres/server.ts'
import { NOON, notice, opening } from '../stores/samples.ts'
import { measureSearch, type SearchFigures } from './ticket-search.ts'

const WRITERS = 32
/** As many as the store has. */
const CONNECTIONS = 10
const SECONDS = 0.5
/** Of 16 MB each, that a round of all three writes, and some more. */
const LOG_FILES_A_ROUND = 5
/** Tickets among which is searched; more where the rounds have written more. */
const SEARCHED = 100_000

export interface PostgresFigures {
	readonly ticketBytes: number
	readonly writers: number
	readonly connections: number
	readonly commitsPerSecond: number
	readonly bareInsertsPerSecond: number
	/** The same three rows (ticket, event, notice) by one statement, into tables with nothing but a key. */
	readonly sameRowsBarePerSecond: number
	/** To the rate of the bare INSERT of the ticket alone, the median of the rounds. */
	readonly ratio: number
	/** To the rate of the bare statement that stores the same rows. */
	readonly ratioToSameRows: number
	/** Commits that travel together while all writers are at work; a bare INSERT travels alone. */
	readonly commitsPerJourney: number
	readonly p50Ms: number
	readonly p99Ms: number
	readonly bareP50Ms: number
	readonly bareP99Ms: number
	/** What others have the machine do, at the end. */
	readonly load: number
}

interface Measured {
	readonly perSecond: number
	readonly times: readonly number[]
	/** Writing transactions that the server was sent. */
	readonly journeys: number
}

/**
 * Tickets a second that 32 writers open through the PostgreSQL store, each with its event and a notice, beside two floors: a bare
 * INSERT of the same ticket into a table with nothing but a key, and one bare statement that stores the same ticket, event and notice
 * into three such tables. On the same server, with as many connections, turn about. Medians of the rounds.
 * A server of our own is first brought where every server is that has run for a while. Then the search for words in all these tickets.
 */
export async function run(rounds = 20): Promise<PostgresFigures & SearchFigures> {
	const server = await startServer()
	try {
		const place = await postgresPlace(server.url)
		const store = await place.open()
		for (const table of ['bare', 'bare_tickets', 'bare_events', 'bare_notices'])
			await place.ask(`CREATE TABLE ${table} (id text PRIMARY KEY, document json NOT NULL)`)
		if (server.kill !== undefined) await useLogFilesAgain(place, (rounds + 1) * LOG_FILES_A_ROUND)
		const pool = new Pool({ connectionString: place.url, max: CONNECTIONS })
		const bare: Measured[] = []
		const statements: Measured[] = []
		const commits: Measured[] = []
		// The first round warms both up.
		for (let round = 0; round <= rounds; round += 1) {
			bare.push(await writeFor(place, (change) => insertBare(pool, change)))
			statements.push(await writeFor(place, (change) => insertSameRows(pool, change)))
			commits.push(await writeFor(place, (change) => commit(store, change)))
		}
		await pool.end()
		while ((await store.tickets.count({})) < SEARCHED) await Promise.all(Array.from({ length: 500 }, () => commit(store, next())))
		const search = await measureSearch(store, place, 'customer-4242')
		await store.close()
		await place.ask('DROP TABLE bare, bare_tickets, bare_events, bare_notices')
		await place.remove()
		return { ...figuresOf(bare.slice(1), statements.slice(1), commits.slice(1)), ...search }
	} finally {
		await server.remove()
	}
}

/**
 * A server writes its log into the files of what it no longer needs. One that was just made has none, and stands still for the disk
 * each time that it makes one, which costs whoever writes more log more often.
 */
async function useLogFilesAgain(place: PostgresPlace, files: number): Promise<void> {
	await place.ask(`ALTER SYSTEM SET min_wal_size = '${files * 16}MB'`)
	await place.ask(`ALTER SYSTEM SET max_wal_size = '${files * 32}MB'`)
	await place.ask('SELECT pg_reload_conf()')
	for (let file = 0; file < files; file += 1) {
		await place.ask(`SELECT pg_logical_emit_message(true, '', '')`)
		await place.ask('SELECT pg_switch_wal()')
	}
	await place.ask('CHECKPOINT')
}

async function insertBare(pool: Pool, { ticket }: TicketChange): Promise<void> {
	const text = 'INSERT INTO bare (id, document) VALUES ($1, $2)'
	await pool.query({ name: 'bare', text, values: [ticket.number, JSON.stringify(ticket)] })
}

const SAME_ROWS = `WITH ticket AS (INSERT INTO bare_tickets (id, document) VALUES ($1, $2)),
		event AS (INSERT INTO bare_events (id, document) VALUES ($3, $4))
	INSERT INTO bare_notices (id, document) VALUES ($5, $6)`

async function insertSameRows(pool: Pool, { ticket, events, notices }: TicketChange): Promise<void> {
	const [event] = events
	const [told] = notices
	const rows = [ticket.number, ticket, `${ticket.number}/${event?.sequence}`, event, told?.id, told]
	const values = rows.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
	await pool.query({ name: 'same-rows', text: SAME_ROWS, values })
}

async function commit({ tickets }: Store, change: TicketChange): Promise<void> {
	const outcome = await tickets.commit(`cause of ${change.ticket.number}`, [change])
	if (outcome !== 'committed') throw new Error(`${change.ticket.number}: ${outcome}`)
}

let written = 0

function next(): TicketChange {
	const index = (written += 1)
	const number = `BX-${index}-${randomUUID().slice(0, 8)}`
	const reporter = `user-${index % 20_000}`
	const people = { reporter, customer: `customer-${index % 5000}`, assignee: `staff-${index % 20}` }
	const change = opening(number, { ...people, at: NOON + index, description: 'd'.repeat(700) })
	const told = notice(`${number}/1/taken/${reporter}`, { kind: 'customer', id: reporter }, { ticket: number })
	return { ...change, notices: [told], nextDueAt: NOON + ((index * 7919) % 1_000_000) }
}

async function writeFor(place: PostgresPlace, write: (change: TicketChange) => Promise<void>): Promise<Measured> {
	const times: number[] = []
	const before = await transactions(place)
	const started = performance.now()
	const end = started + SECONDS * 1000
	const writers = Array.from({ length: WRITERS }, async () => {
		while (performance.now() < end) {
			const called = performance.now()
			await write(next())
			times.push(performance.now() - called)
		}
	})
	await Promise.all(writers)
	const perSecond = (times.length * 1000) / (performance.now() - started)
	return { perSecond, times, journeys: (await transactions(place)) - before }
}

/** Counts the question itself, too. */
async function transactions(place: PostgresPlace): Promise<number> {
	const [row] = await place.ask<{ id: string }>('SELECT pg_current_xact_id() AS id')
	return Number(row?.id)
}

function figuresOf(bare: readonly Measured[], statements: readonly Measured[], commits: readonly Measured[]): PostgresFigures {
	const [times, bareTimes] = [commits, bare].map((rounds) => rounds.flatMap((round) => round.times)) as [number[], number[]]
	const ratioTo = (floor: readonly Measured[]) =>
		at(
			commits.map((round, index) => round.perSecond / (floor[index]?.perSecond ?? 0)),
			0.5,
		)
	const together = commits.map((round) => round.times.length / (round.journeys - 1))
	return {
		ticketBytes: JSON.stringify(next().ticket).length,
		writers: WRITERS,
		connections: CONNECTIONS,
		commitsPerSecond: at(commits.map(perSecondOf), 0.5),
		bareInsertsPerSecond: at(bare.map(perSecondOf), 0.5),
		sameRowsBarePerSecond: at(statements.map(perSecondOf), 0.5),
		ratio: ratioTo(bare),
		ratioToSameRows: ratioTo(statements),
		commitsPerJourney: at(together, 0.5),
		p50Ms: at(times, 0.5),
		p99Ms: at(times, 0.99),
		bareP50Ms: at(bareTimes, 0.5),
		bareP99Ms: at(bareTimes, 0.99),
		load: loadavg()[0] ?? 0,
	}
}

function perSecondOf({ perSecond }: Measured): number {
	return perSecond
}

/** The value below which this share of the numbers lies. */
function at(numbers: readonly number[], share: number): number {
	const sorted = numbers.toSorted((a, b) => a - b)
	return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}
