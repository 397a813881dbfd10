import { type EntrySource, lineOf } from './entry.ts'
import { type End, HEAD } from './export-format.ts'
import { createTally, hashOf, toldOf, type Totals } from './tally.ts'

export interface ExportDeps {
	readonly source: EntrySource
	/** Resolves when there is room for more. */
	readonly write: (text: string) => Promise<void>
	readonly progress: (count: number, collection: string) => void
}

/**
 * Writes everything as JSON lines: a first line that names the format, one line per entry, and a last line with counts and hash.
 * The same desk gives the same bytes, whatever store it lies in.
 */
export async function writeExport({ source, write, progress }: ExportDeps): Promise<Totals> {
	const tally = createTally()
	await write(`${JSON.stringify(HEAD)}\n`)
	for await (const entries of source.entries()) {
		const lines = entries.map(lineOf)
		tally.add(entries, lines)
		await write(`${lines.join('\n')}\n`)
		progress(tally.count(), entries.at(-1)?.collection ?? '')
	}
	const totals = tally.totals()
	await write(`${JSON.stringify(endOf(totals))}\n`)
	return totals
}

/** The last line of an export of so much. */
function endOf(totals: Totals): End {
	const counts = Object.fromEntries(toldOf(totals).map((name) => [name, totals[name].count]))
	return { end: { counts, hash: hashOf(totals) } }
}
