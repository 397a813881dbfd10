import { setTimeout as pause } from 'node:timers/promises'
import type { PostgresPlace } from '../../stores/postgres/place.ts'
import { createCarriers } from './carriers.ts'
import { createProducer, type Kind } from './contenders.ts'

/** Commits of one producer at the same time, and tickets of each. */
const PRODUCERS = 3
const TOGETHER = 16
const PRODUCE_MS = 1000
const LIGHT_JOBS = 60
const LIGHT_PAUSE_MS = 25
const IDLE_MS = 12_000
/** The server's counters lag behind. */
const COUNTERS_MS = 1500

export interface Throughput {
	readonly jobsPerSecond: number
	readonly walBytes: number
	readonly rowsWritten: number
	/** From the call of a commit to the pick-up of its job, in milliseconds, one job at a time. */
	readonly pickedUpMs: readonly number[]
}

/** Commits for a second as fast as it goes and waits until everything is carried; then single commits on an idle desk. */
export async function measureThroughput(place: PostgresPlace, kind: Kind, processes: number): Promise<Throughput> {
	const before = await countersOf(place)
	const producer = await createProducer(kind, place.url)
	const carriers = createCarriers(kind, place.url)
	const pickedUpMs: number[] = []
	let jobs = 0
	let jobsPerSecond = 0
	try {
		for (let index = 0; index < processes; index += 1) await carriers.start('carry')
		const started = performance.now()
		const produce = async () => {
			while (performance.now() - started < PRODUCE_MS) {
				const { length } = await producer.commit(TOGETHER)
				jobs += length
			}
		}
		await Promise.all(Array.from({ length: PRODUCERS }, produce))
		await carriers.until(() => carriers.done() >= jobs)
		jobsPerSecond = (jobs * 1000) / (performance.now() - started)
		for (let index = 0; index < LIGHT_JOBS; index += 1) {
			const called = performance.timeOrigin + performance.now()
			const [job = ''] = await producer.commit(1)
			await carriers.until(() => carriers.taken.has(job))
			pickedUpMs.push((carriers.taken.get(job) ?? 0) - called)
			await pause(LIGHT_PAUSE_MS)
		}
	} finally {
		await carriers.kill()
		await producer.close()
	}
	// The server counts what a connection did for certain once it is closed.
	await pause(COUNTERS_MS)
	const after = await countersOf(place)
	const all = jobs + LIGHT_JOBS
	return { jobsPerSecond, walBytes: (after.wal - before.wal) / all, rowsWritten: (after.rows - before.rows) / all, pickedUpMs }
}

/** Seconds from `kill -9` of the process that has a job in hand until another one takes the job. */
export async function measureTakeover(place: PostgresPlace, kind: Kind): Promise<number> {
	const producer = await createProducer(kind, place.url)
	const carriers = createCarriers(kind, place.url)
	try {
		const first = await carriers.start('hold')
		const [job = ''] = await producer.commit(1)
		await carriers.until(() => carriers.taken.has(job))
		const takenFirst = carriers.taken.get(job) ?? 0
		await carriers.start('carry')
		// Long enough for a sign of life or two, as of a process that has lived for a while.
		await pause(3000)
		first.kill('SIGKILL')
		const killed = performance.timeOrigin + performance.now()
		await carriers.until(() => (carriers.taken.get(job) ?? 0) > takenFirst)
		return ((carriers.taken.get(job) ?? 0) - killed) / 1000
	} finally {
		await carriers.kill()
		await producer.close()
	}
}

/** Transactions a second of one process that has nothing to do, of the three that are open. */
export async function measureIdle(place: PostgresPlace, kind: Kind): Promise<number> {
	const producer = await createProducer(kind, place.url)
	const carriers = createCarriers(kind, place.url)
	try {
		await carriers.start('carry')
		await carriers.start('carry')
		await pause(COUNTERS_MS)
		const before = await countersOf(place)
		await pause(IDLE_MS)
		const after = await countersOf(place)
		return Math.max(0, after.transactions - before.transactions - 1) / (IDLE_MS / 1000) / 3
	} finally {
		await carriers.kill()
		await producer.close()
	}
}

interface Counters {
	readonly wal: number
	readonly rows: number
	readonly transactions: number
}

async function countersOf(place: PostgresPlace): Promise<Counters> {
	const [counters] = await place.ask<Counters>(`SELECT
		pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal,
		(tup_inserted + tup_updated + tup_deleted)::float8 AS rows, xact_commit::float8 AS transactions
		FROM pg_stat_database WHERE datname = current_database()`)
	return counters ?? { wal: 0, rows: 0, transactions: 0 }
}
