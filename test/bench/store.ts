import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../src/stores/store.ts'
import { bareAppends } from './store/bare-append.ts'
import { gaugePauses, type Pause } from './store/pauses.ts'
import { change, type Done, fill, quantile, ticketOf, WRITERS } from './store/workload.ts'
import { figure, tableOf } from './table.ts'

const SIZES = [1000, 10_000, 100_000] as const
const ROUNDS = 3
const ROUND_MS = 1000
/** Compactions that are waited for with the largest store. */
const COMPACTIONS = 2
const LONGEST_WAIT_MS = 120_000
const OPENINGS = 5
const OPEN_PROCESS = fileURLToPath(new URL('store/open-process.ts', import.meta.url))

/** When a snapshot was begun and written, in milliseconds of `performance.now()`. */
interface Window {
	readonly from: number
	readonly to: number
}

interface Bench {
	readonly folder: string
	readonly store: Store
	readonly snapshots: Window[]
}

/**
 * Durable changes a second of the lowdb store, by 32 writers who each wait for their own: a change is a ticket of about 1.5 KB with
 * one event and one notice. Beside it, turn about, the floor: bare appends of as many bytes to a file on the same disk.
 */
export async function run(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'stores-bench-'))
	try {
		const bench = await openBench(path.join(folder, 'store'))
		const rows = []
		for (const [index, size] of SIZES.entries()) {
			await fill(bench.store, SIZES[index - 1] ?? 0, size)
			rows.push(await measureSize(bench, size, path.join(folder, 'bare')))
		}
		const compacting = await measureCompacting(bench)
		await cp(bench.folder, path.join(folder, 'killed'), { recursive: true })
		await bench.store.close()
		const fresh = await measureOpening(await freshFolder(path.join(folder, 'fresh')))
		const grown = [await measureOpening(bench.folder), await measureOpening(path.join(folder, 'killed'))]
		const opening = [`as they were opened, ${fresh}`, ...grown.map((line) => `with all changes since, ${line}`)]
		return [heading(), tableOf(HEAD, rows), compacting, ...opening].join('\n\n')
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

function heading(): string {
	const bytes = JSON.stringify(ticketOf(0).ticket).length
	return `store: ${WRITERS} writers, tickets of ${bytes} bytes; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node.js ${process.version}`
}

async function openBench(folder: string): Promise<Bench> {
	const snapshots: Window[] = []
	const note = (line: string) => {
		const { msg, ms } = JSON.parse(line) as { msg: string; ms: number }
		const to = performance.now()
		if (msg === 'snapshot written') snapshots.push({ from: to - ms, to })
	}
	return { folder, snapshots, store: await openStore({ folder, logger: pino({ level: 'info' }, { write: note }) }) }
}

const HEAD = ['tickets', 'changes/s', 'p50 ms', 'p99 ms', 'CPU us a change', 'bytes a change', 'bare appends/s', 'ratio']

interface Round {
	readonly perSecond: number
	readonly bytes: number
	readonly bare: number
	readonly ratio: number
	readonly micros: number
	readonly done: readonly Done[]
}

/** Medians of the rounds; the first of each warms up. A round in which a snapshot is written counts as any other. */
async function measureSize({ store, folder }: Bench, size: number, bareFile: string): Promise<string[]> {
	const rounds: Round[] = []
	for (let round = 0; round <= ROUNDS; round += 1) {
		const written = await journalBytes(folder)
		const cpu = process.cpuUsage()
		const started = performance.now()
		const done = await change(store, size, () => performance.now() > started + ROUND_MS)
		const perSecond = (done.length * 1000) / (performance.now() - started)
		const { user, system } = process.cpuUsage(cpu)
		const grown = (await journalBytes(folder)) - written
		const bytes = grown > 0 ? grown / done.length : (rounds.at(-1)?.bytes ?? 2000)
		const bare = await bareAppends(bareFile, Math.round(bytes), ROUND_MS)
		rounds.push({ perSecond, bytes, bare, ratio: perSecond / bare, micros: (user + system) / done.length, done })
	}
	const counted = rounds.slice(1)
	const median = (pick: (round: Round) => number) => figure(quantile(counted.map(pick), 0.5))
	const at = (share: number) =>
		median(({ done }) =>
			quantile(
				done.map(({ ms }) => ms),
				share,
			),
		)
	return [
		size.toLocaleString('en'),
		median(({ perSecond }) => perSecond),
		at(0.5),
		at(0.99),
		median(({ micros }) => micros),
		median(({ bytes }) => bytes),
		median(({ bare }) => bare),
		median(({ ratio }) => ratio),
	]
}

async function journalBytes(folder: string): Promise<number> {
	const names = (await readdir(folder)).filter((name) => name.startsWith('journal-'))
	const sizes = await Promise.all(names.map((name) => stat(path.join(folder, name)).then(({ size }) => size)))
	return sizes.reduce((sum, size) => sum + size, 0)
}

/** Changes until so many snapshots were written, and what happened while they were. */
async function measureCompacting({ store, snapshots }: Bench): Promise<string> {
	const before = snapshots.length
	const deadline = performance.now() + LONGEST_WAIT_MS
	const gauge = gaugePauses()
	const isEnough = () => snapshots.length >= before + COMPACTIONS || performance.now() > deadline
	const done = await change(store, SIZES[2], isEnough)
	gauge.stop()
	const windows = snapshots.slice(before)
	const isWithin = ({ at }: { readonly at: number }) => windows.some(({ from, to }) => at >= from && at <= to)
	const within = <T extends { readonly at: number }>(all: readonly T[]) => all.filter(isWithin)
	const without = <T extends { readonly at: number }>(all: readonly T[]) => all.filter((each) => !isWithin(each))
	const seconds = windows.reduce((sum, { from, to }) => sum + to - from, 0) / 1000
	const changes = within(done)
	return [
		`while compacting (${windows.length} times, ${figure(seconds)} s): ${figure(changes.length / seconds)} changes/s, ${latency(changes)}`,
		`  longest stretches of work of the event loop, ms of its own time: ${longest(within(gauge.work))}`,
		`  longest pauses of the event loop, ms by the clock: ${longest(within(gauge.loop))}; of the garbage collector alone: ${longest(within(gauge.collector))}`,
		`  and when nothing is compacted: ${longest(without(gauge.work))}; ${longest(without(gauge.loop))}; ${longest(without(gauge.collector))}`,
	].join('\n')
}

function latency(done: readonly Done[]): string {
	const times = done.map(({ ms }) => ms)
	return `p99 ${figure(quantile(times, 0.99))} ms, slowest ${figure(quantile(times, 1))} ms`
}

function longest(pauses: readonly Pause[]): string {
	const sorted = pauses.map(({ ms }) => ms).toSorted((a, b) => b - a)
	return sorted.slice(0, 3).map(figure).join(', ')
}

/** As many tickets as the largest store has, each with its first event and nothing since. */
async function freshFolder(folder: string): Promise<string> {
	const { store } = await openBench(folder)
	await fill(store, 0, SIZES[2])
	await store.close()
	return folder
}

/** In a process of its own, the file cache warm. */
async function measureOpening(folder: string): Promise<string> {
	const journal = await journalBytes(folder)
	const { size } = await stat(path.join(folder, 'snapshot.jsonl'))
	const times = []
	for (let round = 0; round < OPENINGS; round += 1) {
		const { stdout } = await promisify(execFile)(process.execPath, [OPEN_PROCESS, folder])
		times.push(Number(stdout))
	}
	const megabytes = (bytes: number) => `${figure(bytes / 1e6)} MB`
	return `opening a snapshot of ${megabytes(size)} and a journal of ${megabytes(journal)}: ${figure(quantile(times, 0.5))} ms`
}
