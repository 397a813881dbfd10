import { cpus, loadavg } from 'node:os'
import { postgresPlace, type PostgresPlace } from '../stores/postgres/place.ts'
import { startServer } from '../stores/postgres/server.ts'
import { type Kind, NAMES } from './queue/contenders.ts'
import { measureIdle, measureTakeover, measureThroughput, type Throughput } from './queue/measure.ts'
import type { BenchOptions } from './run.ts'
import { figure, tableOf } from './table.ts'

const KINDS = ['ours', 'pg-boss-each', 'pg-boss'] as const satisfies readonly Kind[]
/** A take-over takes seconds, whatever the machine does. */
const MOST_TAKEOVERS = 3

/**
 * The work behind a commit (notices to carry), through the leases of the PostgreSQL store and through pg-boss 12: on the same
 * server, turn about, with one and with two processes that carry. Medians of the rounds.
 */
export async function run({ rounds }: Pick<BenchOptions, 'rounds'>): Promise<string> {
	const server = await startServer()
	try {
		const place = await postgresPlace(server.url, { fresh: true })
		const sections = [await throughputTable(place, 1, rounds), await throughputTable(place, 2, rounds)]
		sections.push(await quietTable(place, Math.min(rounds, MOST_TAKEOVERS)))
		const load = loadavg()[0]?.toFixed(1)
		const about = `  Rounds: ${rounds}. ${cpus().length} cores, load ${load}, Node.js ${process.version}.`
		return [...sections, about].join('\n\n')
	} finally {
		await server.remove()
	}
}

async function throughputTable(place: PostgresPlace, processes: number, rounds: number): Promise<string> {
	const found = new Map<Kind, Throughput[]>(KINDS.map((kind) => [kind, []]))
	// The first round warms everything up.
	for (let round = 0; round <= rounds; round += 1) {
		for (const kind of KINDS) {
			const measured = await measureThroughput(place, kind, processes)
			if (round > 0) found.get(kind)?.push(measured)
		}
	}
	const head = [processes === 1 ? 'one process carries' : `${processes} processes carry`]
	head.push('jobs/s', 'ratio', 'picked up ms', 'p99', 'WAL bytes/job', 'rows written/job')
	const base = median((found.get('ours') ?? []).map((one) => one.jobsPerSecond))
	const rows = KINDS.map((kind) => [NAMES[kind], ...throughputCells(found.get(kind) ?? [], base)])
	return tableOf(head, rows)
}

function throughputCells(rounds: readonly Throughput[], base: number): string[] {
	const jobs = median(rounds.map((one) => one.jobsPerSecond))
	const times = rounds.flatMap((one) => one.pickedUpMs)
	const bytes = median(rounds.map((one) => one.walBytes))
	const written = median(rounds.map((one) => one.rowsWritten))
	return [figure(jobs), `${figure(jobs / base)}x`, figure(median(times)), figure(at(times, 0.99)), figure(bytes), figure(written)]
}

async function quietTable(place: PostgresPlace, rounds: number): Promise<string> {
	const rows: string[][] = []
	for (const kind of ['ours', 'pg-boss'] as const) {
		const takeovers: number[] = []
		for (let round = 0; round < rounds; round += 1) takeovers.push(await measureTakeover(place, kind))
		const idle = await measureIdle(place, kind)
		rows.push([kind === 'ours' ? 'Loopdesk' : 'pg-boss', figure(median(takeovers)), figure(Math.max(...takeovers)), figure(idle)])
	}
	return tableOf(['after a kill -9', 'taken over s', 'slowest s', 'idle: transactions/s a process'], rows)
}

function median(values: readonly number[]): number {
	return at(values, 0.5)
}

/** The value below which this share of the numbers lies. */
function at(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b)
	return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}
