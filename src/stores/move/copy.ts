import { AppError } from '../../errors.ts'
import { type EntrySource, type EntryTarget, lineOf } from './entry.ts'
import { createTally, differences, type Totals } from './tally.ts'

/** Called after each batch: how many entries were `copied` or `verified` so far, and of which collection the last one was. */
export type Progress = (done: 'copied' | 'verified', count: number, collection: string) => void

export interface CopyDeps {
	readonly source: EntrySource
	readonly target: EntryTarget
	readonly progress: Progress
	/** Throws where the source has been used meanwhile; called before the target counts. */
	readonly stillAlone?: () => Promise<void>
}

/**
 * Takes everything over, reads it back, compares counts and hashes, and only then lets a desk start on the target. After an
 * interruption it goes on. Throws `damaged` where what was read back is not what was copied: then nothing of it counts.
 */
export async function copy({ source, target, progress, stillAlone }: CopyDeps): Promise<Totals> {
	const wanted = (await take(source, target, progress)) ?? (await take(source, target, progress))
	if (wanted === undefined)
		throw new AppError('damaged', 'the source tells something else each time it is read: run `check` on it')
	const found = await totalsOf(target.kept(), (count, collection) => progress('verified', count, collection))
	const wrong = differences(wanted, found)
	if (wrong.length > 0) {
		throw new AppError('damaged', `the copy is not what was copied (${wrong.join('; ')}). It does not count: run it again`)
	}
	await stillAlone?.()
	await target.finish()
	return wanted
}

/** Nothing where the target had something else and wants all of it from the first. */
async function take(source: EntrySource, target: EntryTarget, progress: Progress): Promise<Totals | undefined> {
	const tally = createTally()
	for await (const entries of source.entries()) {
		const lines = entries.map(lineOf)
		tally.add(entries, lines)
		if ((await target.put(entries, lines)) === 'start-over') return undefined
		progress('copied', tally.count(), entries.at(-1)?.collection ?? '')
	}
	return (await target.put([], [])) === 'start-over' ? undefined : tally.totals()
}

/** Counts and hashes everything that comes. */
async function totalsOf(
	batches: ReturnType<EntrySource['entries']>,
	counted: (count: number, collection: string) => void,
): Promise<Totals> {
	const tally = createTally()
	for await (const entries of batches) {
		tally.add(entries, entries.map(lineOf))
		counted(tally.count(), entries.at(-1)?.collection ?? '')
	}
	return tally.totals()
}
