import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { openStore } from '../../../src/stores/lowdb/open-store.ts'
import { type Chance, createChance } from './random.ts'
import type { Told } from './told.ts'
import { type Verified, verify } from './verify.ts'
import { createWitness, type Witness } from './witness.ts'

const WRITER = fileURLToPath(new URL('writer-process.ts', import.meta.url))
const WRITERS = 24
/** The journal outgrows the snapshot every few rounds. */
const LONGEST_STATE = 80_000
/** After the first acknowledgement. */
const [EARLIEST_MS, LATEST_MS] = [5, 300]
/** Every so many rounds the kill comes while the store is being opened. */
const WHILE_OPENING = 8
const LONGEST_OPENING_MS = 150
const JOURNAL = /^journal-\d+\.jsonl$/

export interface Kills {
	readonly rounds: number
	readonly acknowledged: number
	/** Acknowledged changes that were looked up, added up over the rounds. */
	readonly checked: number
	readonly tickets: number
	/** Rounds whose kill came while the store was being opened, or while a snapshot was under way. */
	readonly opening: number
	readonly snapshots: number
	/** Last records that the kill has cut off. */
	readonly torn: number
	/** Causes that nobody had answered when the process died; they were asked for again. */
	readonly askedAgain: number
	readonly faults: readonly string[]
}

export interface KillOptions {
	readonly rounds: number
	readonly seed: number
	readonly progress?: (line: string) => void
	readonly latestMs?: number
}

/**
 * Kills a process under load again and again, on the same folder, and looks at a copy of the folder each time: the folder itself
 * goes on as the kill has left it.
 */
export async function killRounds({ rounds, seed, progress, latestMs = LATEST_MS }: KillOptions): Promise<Kills> {
	const place = await mkdtemp(path.join(tmpdir(), 'crash-'))
	const folder = path.join(place, 'store')
	const [chance, witness] = [createChance(seed), createWitness()]
	const sum = { checked: 0, tickets: 0, opening: 0, snapshots: 0, torn: 0, askedAgain: 0 }
	const faults: string[] = []
	try {
		for (let round = 1; round <= rounds && faults.length === 0; round += 1) {
			const again = witness.takeUnanswered()
			sum.askedAgain += again.length
			const isEarly = round % WHILE_OPENING === 0
			const killed = await runAndKill({ folder, round, seed, again, chance, witness, isEarly, latestMs })
			if (!killed) faults.push(`round ${round}: the process ended by itself`)
			const names = await readdir(folder).catch(() => [])
			sum.opening += isEarly ? 1 : 0
			sum.snapshots += isCompacting(names) ? 1 : 0
			const found = await verifyCopy(folder, path.join(place, 'copy'), witness)
			sum.torn += found.torn
			sum.checked += found.checked
			sum.tickets = found.tickets
			faults.push(...found.faults.map((fault) => `round ${round}: ${fault}`))
			progress?.(
				`lowdb ${round}/${rounds}: ${witness.acknowledged()} acknowledged, ${faults.length} faults ${faults.slice(0, 3).join('; ')}`,
			)
		}
	} finally {
		await rm(place, { recursive: true, force: true })
	}
	return { rounds, acknowledged: witness.acknowledged(), ...sum, faults }
}

interface Run {
	readonly folder: string
	readonly round: number
	readonly seed: number
	readonly again: readonly string[]
	readonly chance: Chance
	readonly witness: Witness
	readonly isEarly: boolean
	readonly latestMs: number
}

/** True where it was alive when it was killed. */
async function runAndKill({ folder, round, seed, again, chance, witness, isEarly, latestMs }: Run): Promise<boolean> {
	const child = spawn(process.execPath, [WRITER, folder, `${round}`, `${seed}`, `${WRITERS}`, `${LONGEST_STATE}`], {
		stdio: ['pipe', 'pipe', 'inherit'],
	})
	child.stdin.end(JSON.stringify(again))
	const ended = once(child, 'close')
	const [opening, working] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
	let rest = ''
	const unheard: string[] = []
	child.stdout.on('data', (data: Buffer) => {
		const whole = (rest + data.toString()).split('\n')
		rest = whole.pop() ?? ''
		for (const line of whole) {
			if (line === 'opening') opening.resolve()
			else if (line !== 'open') unheard.push(line)
		}
		if (unheard.some((line) => !line.includes('"asks"'))) working.resolve()
	})
	await Promise.race([(isEarly ? opening : working).promise, ended])
	await pause(isEarly ? chance.below(LONGEST_OPENING_MS) : EARLIEST_MS + chance.below(latestMs - EARLIEST_MS))
	child.kill('SIGKILL')
	await ended
	// Asked again and not answered before the kill: it stays unanswered.
	for (const cause of again) witness.hear({ kind: 'asks', cause })
	for (const line of unheard) witness.hear(JSON.parse(line) as Told)
	return child.signalCode === 'SIGKILL'
}

/** What a snapshot leaves while it is under way: the file that is not yet in its place, or journals that it will cover. */
function isCompacting(names: readonly string[]): boolean {
	return names.includes('snapshot.jsonl.tmp') || names.filter((name) => JOURNAL.test(name)).length > 1
}

async function verifyCopy(folder: string, copy: string, witness: Witness): Promise<Verified & { torn: number }> {
	let torn = 0
	const isTorn = (line: string) => line.includes('was cut off by a crash')
	const logger = pino({ level: 'warn' }, { write: (line: string) => (torn += isTorn(line) ? 1 : 0) })
	await copyStore(folder, copy)
	try {
		const store = await openStore({ folder: copy, logger })
		const verified = await verify(store, witness)
		await store.close()
		return { ...verified, torn }
	} catch (error) {
		return { checked: 0, tickets: 0, torn, faults: [`it does not open: ${String(error)}`] }
	} finally {
		await rm(copy, { recursive: true, force: true })
	}
}

/** Journals are written in place; all other files are only ever replaced, so that a second name for them is a copy. */
async function copyStore(folder: string, copy: string): Promise<void> {
	await mkdir(path.join(copy, 'files'), { recursive: true })
	for (const sub of ['.', 'files']) {
		const entries = await readdir(path.join(folder, sub), { withFileTypes: true }).catch(() => [])
		for (const entry of entries.filter((found) => found.isFile())) {
			const [from, to] = [path.join(folder, sub, entry.name), path.join(copy, sub, entry.name)]
			await (JOURNAL.test(entry.name) ? copyFile(from, to) : link(from, to))
		}
	}
}
