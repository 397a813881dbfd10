import path from 'node:path'
import type { Chance } from './random.ts'
import type { Recording, Step } from './recorded-files.ts'

/**
 * What a power cut leaves of that which was not synced. `nothing`: none of it. `beginning`: it ends somewhere, within a write too.
 * `zeros`: the file has grown and holds zeros from somewhere on, as ext4 and XFS leave it. `blocks`: some blocks of it and others not,
 * in no order. Of names that were not synced, the first ones are there, or none, or any.
 */
export const CUTS = ['nothing', 'beginning', 'zeros', 'blocks'] as const
export type Cut = (typeof CUTS)[number]

const BLOCK_BYTES = 4096

type Change = Extract<Step, { kind: 'write' | 'truncate' }>
type Naming = Extract<Step, { kind: 'make' | 'rename' | 'unlink' }>

/** The files that are there when the power is cut before step `at`. */
export function filesAfter(recording: Recording, at: number, cut: Cut, chance: Chance): Map<string, Uint8Array> {
	const past = recording.steps.slice(0, at)
	const keepsName = chooser(cut, chance)
	return filesOf(
		recording,
		past.filter(isNaming).filter((step) => isSynced(step, past, at) || keepsName()),
		(changes) => {
			const firstUnsynced = changes.findIndex((step) => !isSynced(step, past, at))
			const end = firstUnsynced < 0 ? changes.length : firstUnsynced
			return [...changes.slice(0, end), ...kept(changes.slice(end), cut, chance)]
		},
		past,
	)
}

/** The files when nothing is lost: what the folder itself must hold. */
export function allFiles(recording: Recording): Map<string, Uint8Array> {
	return filesOf(recording, recording.steps.filter(isNaming), (changes) => changes, recording.steps)
}

function filesOf(
	{ before }: Recording,
	namings: readonly Naming[],
	there: (changes: readonly Change[]) => readonly Change[],
	steps: readonly Step[],
): Map<string, Uint8Array> {
	const names = new Map([...before.keys()].map((file, index) => [file, index + 1]))
	const starts = new Map([...before.values()].map((bytes, index) => [index + 1, bytes]))
	const changes = Map.groupBy(steps.filter(isChange), ({ inode }) => inode)
	for (const naming of namings) name(names, naming)
	return new Map([...names].map(([file, inode]) => [file, applied(starts.get(inode), there(changes.get(inode) ?? []))]))
}

function isNaming(step: Step): step is Naming {
	return step.kind === 'make' || step.kind === 'rename' || step.kind === 'unlink'
}

function isChange(step: Step): step is Change {
	return step.kind === 'write' || step.kind === 'truncate'
}

/** Whether a step that was not synced is there all the same. */
function chooser(cut: Cut, chance: Chance): () => boolean {
	if (cut === 'nothing') return () => false
	if (cut === 'blocks') return () => chance.next() < 0.5
	let left = chance.below(6)
	return () => (left -= 1) >= 0
}

/** A sync holds what was done before it began, once it has ended. */
function isSynced(step: Change | Naming, past: readonly Step[], at: number): boolean {
	const isOfIt = (sync: Step) => {
		if (isChange(step)) return sync.kind === 'sync' && sync.inode === step.inode
		return sync.kind === 'sync-folder' && sync.folder === path.dirname(step.file)
	}
	return past.some((sync, index) => sync.doneAt <= at && step.doneAt <= index && isOfIt(sync))
}

function name(names: Map<string, number>, step: Naming): void {
	if (step.kind !== 'make') names.delete(step.file)
	if (step.kind === 'make') names.set(step.file, step.inode)
	if (step.kind === 'rename') names.set(step.to, step.inode)
}

/** What is there of changes that were not synced. */
function kept(unsynced: readonly Change[], cut: Cut, chance: Chance): Change[] {
	if (cut === 'nothing') return []
	if (cut === 'blocks') return unsynced.flatMap((step) => someBlocks(step, chance))
	const keeps = chance.below(unsynced.length + 1)
	const whole = unsynced.slice(0, keeps)
	const next = unsynced[keeps]
	if (next?.kind !== 'write') return whole
	const end = chance.below(next.bytes.length + 1)
	if (cut === 'beginning') return [...whole, { ...next, bytes: next.bytes.subarray(0, end) }]
	return [...whole, { ...next, bytes: Uint8Array.from(next.bytes).fill(0, end) }]
}

/** Each block of the file by itself is as it was or as it was written; what was never written before is zero. */
function someBlocks(step: Change, chance: Chance): Change[] {
	if (step.kind === 'truncate') return chance.next() < 0.5 ? [step] : []
	const blocks: Change[] = []
	const end = step.place + step.bytes.length
	for (let from = step.place; from < end; ) {
		const to = Math.min(end, (Math.floor(from / BLOCK_BYTES) + 1) * BLOCK_BYTES)
		blocks.push({ ...step, place: from, bytes: step.bytes.subarray(from - step.place, to - step.place) })
		from = to
	}
	return blocks.filter(() => chance.next() < 0.5)
}

function applied(start: Uint8Array | undefined, changes: readonly Change[]): Uint8Array {
	const old = start ?? new Uint8Array()
	const ends = changes.map((step) => (step.kind === 'write' ? step.place + step.bytes.length : step.length))
	const contents = new Uint8Array(ends.reduce((most, end) => Math.max(most, end), old.length))
	contents.set(old)
	let length = old.length
	changes.forEach((step, index) => {
		const end = ends[index] ?? 0
		if (step.kind === 'write') contents.set(step.bytes, step.place)
		else contents.fill(0, end)
		length = step.kind === 'write' ? Math.max(length, end) : end
	})
	return contents.subarray(0, length)
}
