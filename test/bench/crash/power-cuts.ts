import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { type Disk, realDisk } from '../../../src/stores/lowdb/disk.ts'
import { openStore } from '../../../src/stores/lowdb/open-store.ts'
import { startLoad } from './load.ts'
import { allFiles, type Cut, CUTS, filesAfter } from './power-cut.ts'
import { type Chance, createChance } from './random.ts'
import { readFolder, type Recording, recordFiles, type Step } from './recorded-files.ts'
import type { Told } from './told.ts'
import { tryToOpen } from './try-to-open.ts'
import { verify } from './verify.ts'
import { createWitness } from './witness.ts'

export interface PowerCutOptions {
	readonly seed: number
	/** Times that the store is opened and worked with, each time as an earlier power cut has left it. */
	readonly sessions: number
	/** Power cuts that are tried in each of them. */
	readonly cuts: number
	/** How much is acknowledged in a session. */
	readonly changes: number
	/** Of the longest value that is replaced again and again. */
	readonly longestState?: number
	readonly progress?: (line: string) => void
	readonly disk?: Disk
	/** Syncs that are taken to have done nothing: of files that are replaced as a whole, or of folders. */
	readonly idle?: 'files' | 'folders'
	readonly kinds?: readonly Cut[]
}

export interface PowerCuts {
	readonly cuts: number
	readonly acknowledged: number
	readonly checked: number
	/** Cuts after which the store would not open, by kind. */
	readonly refused: ReadonlyMap<Cut, number>
	readonly faults: readonly string[]
	/** Differences between the log and the folder: something was done to the files that the log has not seen. */
	readonly unseen: readonly string[]
}

const silent = pino({ level: 'silent' })
const WRITERS = 8
const LONGEST_STATE = 4000

/**
 * Works with a store while everything that it does to its files is recorded, then builds the folder as a power cut at some step would
 * have left it, opens that, and holds it against what was acknowledged before that step.
 */
export async function powerCuts(options: PowerCutOptions): Promise<PowerCuts> {
	const place = await realpath(await mkdtemp(path.join(tmpdir(), 'power-')))
	const folder = path.join(place, 'store')
	const tried: Tried = { place, chance: createChance(options.seed), cuts: 0, checked: 0, refused: new Map(), faults: [] }
	const unseen: string[] = []
	let acknowledged = 0
	let heard: readonly Told[] = []
	try {
		await mkdir(path.join(folder, 'files'), { recursive: true })
		for (let round = 1; round <= options.sessions && tried.faults.length === 0; round += 1) {
			const recording = await workRecorded(folder, round, options)
			unseen.push(...(await differences(folder, allFiles(recording))))
			acknowledged += toldBefore(recording, recording.steps.length).length
			heard = await tryCuts(tried, recording, heard, options)
			options.progress?.(`power cuts ${round}/${options.sessions}: ${tried.cuts} cuts, ${tried.faults.length} faults`)
		}
	} finally {
		await rm(place, { recursive: true, force: true })
	}
	const { cuts, checked, refused, faults } = tried
	return { cuts, acknowledged, checked, refused, faults, unseen }
}

/** What was found so far. */
interface Tried {
	readonly place: string
	readonly chance: Chance
	cuts: number
	checked: number
	readonly refused: Map<Cut, number>
	readonly faults: string[]
}

/** Cuts the power at many moments; leaves the folder as the last of them did, and answers what had been told by then. */
async function tryCuts(
	tried: Tried,
	recording: Recording,
	heard: readonly Told[],
	{ cuts, kinds = CUTS }: PowerCutOptions,
): Promise<readonly Told[]> {
	const [folder, copy] = [path.join(tried.place, 'store'), path.join(tried.place, 'copy')]
	let [goesOn, told] = [recording.before, heard]
	for (let cut = 0; cut < cuts && tried.faults.length === 0; cut += 1) {
		const [at, kind] = [momentOf(recording.steps, tried.chance), tried.chance.pick(kinds) ?? 'nothing']
		const files = filesAfter(recording, at, kind, tried.chance)
		const toldThen = [...heard, ...toldBefore(recording, at)]
		const found = await look(folder, copy, files, toldThen)
		tried.cuts += 1
		tried.checked += found.checked
		tried.faults.push(...found.faults.map((fault) => `step ${at}, ${kind}: ${fault}`))
		if (found.isRefused) tried.refused.set(kind, (tried.refused.get(kind) ?? 0) + 1)
		else [goesOn, told] = [files, toldThen]
	}
	await put(folder, folder, goesOn)
	return told
}

async function workRecorded(folder: string, round: number, options: PowerCutOptions): Promise<Recording> {
	const recording = await recordFiles(folder)
	try {
		const store = await openStore({ folder, logger: silent, disk: options.disk ?? realDisk })
		let told = 0
		const tell = (each: Told) => {
			told += 1
			recording.tell(each)
		}
		const load = startLoad(store, {
			round,
			seed: options.seed,
			writers: WRITERS,
			longestState: options.longestState ?? LONGEST_STATE,
			tell,
		})
		while (told < options.changes) await Promise.race([pause(1), load.running])
		await load.stop()
		// With much in its journal it writes a snapshot now.
		await store.close()
	} finally {
		recording.stop()
	}
	return options.idle === undefined ? recording : { ...recording, steps: withoutEffect(recording.steps, options.idle) }
}

/** Syncs that never end hold nothing. */
function withoutEffect(steps: readonly Step[], idle: 'files' | 'folders'): Step[] {
	const isIdle = (step: Step) => (idle === 'folders' ? step.kind === 'sync-folder' : step.kind === 'sync' && !step.isJournal)
	return steps.map((step) => (isIdle(step) ? { ...step, doneAt: Infinity } : step))
}

/** Any step, and as often one beside those that bring files into their places, which are few. */
function momentOf(steps: readonly Step[], chance: Chance): number {
	const delicate = [...steps.keys()].filter((index) => !['write', 'told', 'truncate'].includes(steps[index]?.kind ?? 'told'))
	if (chance.next() < 0.5) return chance.below(steps.length + 1)
	return Math.min(steps.length, (chance.pick(delicate) ?? 0) + chance.below(3))
}

function toldBefore({ steps }: Recording, at: number): Told[] {
	return steps.slice(0, at).flatMap((step) => (step.kind === 'told' ? [step.told] : []))
}

async function put(folder: string, to: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
	await rm(to, { recursive: true, force: true })
	await mkdir(path.join(to, 'files'), { recursive: true })
	await Promise.all([...files].map(([file, bytes]) => writeFile(path.join(to, path.relative(folder, file)), bytes)))
}

async function look(folder: string, copy: string, files: ReadonlyMap<string, Uint8Array>, heard: readonly Told[]) {
	await put(folder, copy, files)
	const witness = createWitness()
	for (const told of heard) witness.hear(told)
	const tried = await tryToOpen(copy)
	if (tried.state === 'refused') return { checked: 0, isRefused: true, faults: [] }
	if (tried.state === 'failed') return { checked: 0, isRefused: false, faults: [tried.fault] }
	const { checked, faults } = await verify(tried.store, witness)
	await tried.store.close()
	return { checked, isRefused: false, faults }
}

async function differences(folder: string, expected: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
	const found = await readFolder(folder)
	const names = new Set([...found.keys(), ...expected.keys()])
	return [...names].filter((name) => Buffer.compare(found.get(name) ?? NONE, expected.get(name) ?? NONE) !== 0)
}

const NONE = Buffer.from('no such file')
