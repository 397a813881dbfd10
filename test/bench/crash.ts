import { cpus, loadavg } from 'node:os'
import { startServer, type TestServer } from '../stores/postgres/server.ts'
import { flushedCommits, saysWithoutFsync } from './crash/flushed-commits.ts'
import { killRounds } from './crash/lowdb-kills.ts'
import { LYING_DISKS } from './crash/lying-disks.ts'
import { type PowerCutOptions, powerCuts } from './crash/power-cuts.ts'
import { stopRounds } from './crash/postgres-stops.ts'
import { tornTail } from './crash/torn-tail.ts'
import { hasStrace, tracedSyncs } from './crash/traced-syncs.ts'
import { figure, tableOf } from './table.ts'

export interface CrashOptions {
	/** Kills of lowdb; PostgreSQL is stopped a quarter as often. */
	readonly rounds: number
	/** Chooses the moments and what is written: the same seed chooses the same. */
	readonly seed: number
}

/** One line of the table. */
interface Row {
	readonly name: string
	readonly tries: number
	readonly checked: number
	readonly faults: readonly string[]
	readonly more: string
}

const STOPS_SHARE = 4
const [SESSIONS, CUTS, CHANGES] = [16, 25, 250]
const TRACED = 4000
const COMMITS = 300

/**
 * Kills, stops, torn tails, power cuts and audits of what was synced when; then the same audits of stores that lie, which must be found
 * out. A fault is an acknowledged change that is not there, or anything that is there in part.
 */
export async function run({ rounds, seed }: CrashOptions): Promise<string> {
	const started = performance.now()
	say(`seed ${seed}: repeat with --seed ${seed}`)
	const rows = [await kills(rounds, seed), await torn(seed), await cuts(seed), ...(await lies(seed)), ...(await traced(seed))]
	rows.push(...(await onPostgres(Math.max(1, Math.round(rounds / STOPS_SHARE)), seed)))
	const about = `crash: seed ${seed}, ${figure((performance.now() - started) / 1000)} s, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node.js ${process.version}`
	const table = tableOf(
		['', 'tries', 'looked up', 'faults'],
		rows.map(({ name, tries, checked, faults }) => [name, figure(tries), figure(checked), figure(faults.length)]),
	)
	const notes = rows.map(({ name, more }) => `  ${name.trim()}: ${more}`)
	const faults = rows.flatMap((row) => row.faults.map((fault) => `  ${row.name}: ${fault}`))
	if (faults.length > 0) process.exitCode = 1
	return [about, '', table, '', ...notes, ...(faults.length > 0 ? ['', 'Faults:', ...faults.slice(0, 20)] : [])].join('\n')
}

async function kills(rounds: number, seed: number): Promise<Row> {
	const started = performance.now()
	const found = await killRounds({ rounds, seed, progress: say })
	const more = `${figure(found.acknowledged)} acknowledged, ${figure(found.tickets)} tickets; ${found.opening} while opening, ${found.snapshots} during a snapshot, ${found.torn} torn tails, ${found.askedAgain} asked again; ${seconds(started)}`
	return { name: 'lowdb: kill -9', tries: rounds, ...found, more }
}

async function torn(seed: number): Promise<Row> {
	const started = performance.now()
	const found = await tornTail({ seed, changes: 20, last: 'ticket' })
	const tries = found.whole + found.dropped + found.refused
	const more = `a record of ${figure(found.bytes)} bytes cut, changed and zeroed at each byte: ${figure(found.dropped)} without it, ${found.whole} with it, ${found.refused} refused; ${seconds(started)}`
	return { name: 'lowdb: torn tail', tries, checked: tries, faults: found.faults, more }
}

async function cuts(seed: number): Promise<Row> {
	const started = performance.now()
	const found = await powerCuts({ seed, sessions: SESSIONS, cuts: CUTS, changes: CHANGES, longestState: 20_000, progress: say })
	const refused = [...found.refused].map(([kind, count]) => `${count} (${kind})`).join(', ')
	const unseen = found.unseen.map((file) => `the log has not seen what was done to ${file}`)
	const more = `${figure(found.acknowledged)} acknowledged; refused as damaged: ${refused || 'none'}; ${seconds(started)}`
	return { name: 'lowdb: power cut', tries: found.cuts, checked: found.checked, faults: [...found.faults, ...unseen], more }
}

/** Stores that lie: the audit that does not find them out is the fault. */
async function lies(seed: number): Promise<Row[]> {
	const mutants: Readonly<Record<string, Partial<PowerCutOptions>>> = {
		'a disk that never syncs': { disk: LYING_DISKS.neverSyncs },
		'acknowledged before the sync': { disk: LYING_DISKS.syncsLater },
		'no sync of files': { idle: 'files' },
		'no sync of folders': { idle: 'folders' },
	}
	const rows: Row[] = []
	for (const [name, mutant] of Object.entries(mutants)) {
		const found = await powerCuts({ seed, sessions: 3, cuts: CUTS, changes: CHANGES, ...mutant })
		rows.push(lie(`  ${name}`, found.cuts, found.checked, found.faults))
	}
	return rows
}

async function traced(seed: number): Promise<Row[]> {
	if (!hasStrace())
		return [{ name: 'lowdb: system calls', tries: 0, checked: 0, faults: [], more: 'not audited with strace: not installed' }]
	const found = await tracedSyncs({ seed, acknowledged: TRACED })
	const more = `${figure(found.syncs)} syncs of ${figure(found.calls)} calls seen by strace, ${found.snapshots} snapshots`
	const rows = [{ name: 'lowdb: system calls', tries: found.checked, checked: found.checked, faults: found.faults, more }]
	for (const disk of Object.keys(LYING_DISKS)) {
		const { checked, faults } = await tracedSyncs({ seed, acknowledged: 500, disk })
		rows.push(
			lie(`  ${disk === 'neverSyncs' ? 'a disk that never syncs' : 'acknowledged before the sync'}`, checked, checked, faults),
		)
	}
	return rows
}

function lie(name: string, tries: number, checked: number, faults: readonly string[]): Row {
	const isFound = faults.length > 0
	return {
		name,
		tries,
		checked,
		faults: isFound ? [] : ['the lie was not found out'],
		more: isFound ? 'found out' : 'NOT found out',
	}
}

async function onPostgres(rounds: number, seed: number): Promise<Row[]> {
	const server = await startServer()
	try {
		if (!isOurs(server))
			return [
				{
					name: 'PostgreSQL',
					tries: 0,
					checked: 0,
					faults: [],
					more: 'not stopped: DATABASE_URL names a server of somebody else',
				},
			]
		return [await stops(server, rounds, seed), ...(await flushes(server.url))]
	} finally {
		await server.remove()
	}
}

function isOurs(server: TestServer): server is Required<TestServer> {
	return server.kill !== undefined && server.start !== undefined
}

async function stops(server: Required<TestServer>, rounds: number, seed: number): Promise<Row> {
	const started = performance.now()
	const found = await stopRounds({ server, rounds, seed, progress: say })
	const settled = [...found.settled].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
	const sorted = found.awayMs.toSorted((a, b) => a - b)
	const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
	const more = `${figure(found.acknowledged)} acknowledged, ${figure(found.tickets)} tickets, ${found.kills} by kill -9 of all processes; told meanwhile: ${figure(found.unavailable)} nothing was done, ${found.unsure} not known (asked again: ${settled || 'none'}); back after ${figure(middle)} ms, at most ${figure(sorted.at(-1) ?? 0)}; ${seconds(started)}`
	return { name: 'PostgreSQL: immediate stop', tries: rounds, checked: found.checked, faults: found.faults, more }
}

async function flushes(url: string): Promise<Row[]> {
	const real = await flushedCommits(url, COMMITS)
	const wrong = Object.entries(real.settings).filter(([, value]) => value !== 'on')
	const faults = [
		...wrong.map((setting) => setting.join(' = ')),
		...(real.late > 0 ? [`${real.late} acknowledged before the flush`] : []),
	]
	const settings = Object.entries(real.settings).map((setting) => setting.join(' = '))
	const lying = await flushedCommits(url, COMMITS, '-c synchronous_commit=off')
	const late = lying.late > 0 ? [`${lying.late} of ${lying.checked} late`] : []
	const said = await saysWithoutFsync(url)
	const more = `${settings.join(', ')}; at its opening on a server with fsync = off the store ${said.length > 0 ? `says "${said.join()}"` : 'says nothing'}`
	return [
		{ name: 'PostgreSQL: flushed', tries: real.checked, checked: real.checked, faults, more },
		lie('  synchronous_commit = off', lying.checked, lying.checked, late),
	]
}

function seconds(since: number): string {
	return `${figure((performance.now() - since) / 1000)} s`
}

function say(line: string): void {
	process.stderr.write(`${line}\n`)
}
