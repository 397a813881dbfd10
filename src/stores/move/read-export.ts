import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { COLLECTIONS, type Entries, type Entry, type EntrySource } from './entry.ts'
import { endSchema, entrySchema, headSchema } from './export-format.ts'
import { createTally, hashOf } from './tally.ts'

const AT_ONCE = 500
/** Lines that hold a whole file come alone. */
const LARGE_LINE = 64 * 1024
const CHUNK_BYTES = 256 * 1024

export interface ReadExportDeps {
	readonly file: string
	readonly progress: (count: number, collection: string) => void
}

/**
 * Reads an export from its first line to its last one, and only then offers it as a source. Throws `bad-input`, naming the line,
 * for whatever is not as an export is written: another version, a record that does not fit, a file that is cut off or changed.
 */
export async function readExport({ file, progress }: ReadExportDeps): Promise<EntrySource> {
	const hash = await check(file, progress)
	return {
		identity: `export/${hash}`,
		entries: () => entriesOf(file),
		close: async () => undefined,
	}
}

/** The hash that stands in its last line. */
async function check(file: string, progress: ReadExportDeps['progress']): Promise<string> {
	const tally = createTally()
	let ended: { readonly hash: string; readonly line: number } | undefined
	let count = 0
	for await (const { text, number } of linesOf(file)) {
		count = number
		const refuse = (what: string) => refusal(file, number, what)
		if (ended !== undefined) throw refuse('something stands behind the last line')
		if (number === 1) fitting(headSchema, parsed(text, refuse), refuse)
		else if (text.startsWith('{"end"')) ended = { hash: checkEnd(text, tally, refuse), line: number }
		else addLine(text, tally, refuse)
		if (number % AT_ONCE === 0) progress(tally.count(), '')
	}
	if (count === 0) throw refusal(file, 1, 'the file is empty')
	if (ended === undefined) throw refusal(file, count, 'the end is missing: the file is cut off')
	return ended.hash
}

type Refuse = (what: string) => AppError

function addLine(text: string, tally: ReturnType<typeof createTally>, refuse: Refuse): void {
	const entry = fitting(entrySchema, parsed(text, refuse), refuse) as Entry
	try {
		tally.add([entry], [text])
	} catch (error) {
		throw refuse(error instanceof Error ? error.message : 'not a record')
	}
}

function checkEnd(text: string, tally: ReturnType<typeof createTally>, refuse: Refuse): string {
	const { end } = fitting(endSchema, parsed(text, refuse), refuse)
	const totals = tally.totals()
	for (const name of COLLECTIONS) {
		const [found, told] = [totals[name].count, end.counts[name] ?? 0]
		if (found !== told) throw refuse(`there are ${found} records of ${name} and not ${told}: the file is not whole`)
	}
	if (end.hash !== hashOf(totals)) throw refuse('the hash is another one: the file was changed after it was written')
	return end.hash
}

function parsed(text: string, refuse: Refuse): unknown {
	try {
		return JSON.parse(text)
	} catch {
		throw refuse('no JSON: the line is cut off or changed')
	}
}

/** Says where it does not fit and what is wanted there, never what stands there. */
function fitting<Schema extends z.ZodType>(schema: Schema, value: unknown, refuse: Refuse): z.infer<Schema> {
	const result = schema.safeParse(value)
	if (result.success) return result.data
	const [issue] = result.error.issues
	throw refuse(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'does not fit'}`)
}

function refusal(file: string, line: number, what: string): AppError {
	return new AppError('bad-input', `${file}, line ${line}: ${what}. Nothing was imported`, { details: { file, line } })
}

async function* entriesOf(file: string): AsyncGenerator<Entries> {
	let batch: Entry[] = []
	for await (const { text, number } of linesOf(file)) {
		if (number === 1 || text.startsWith('{"end"')) continue
		batch.push(JSON.parse(text) as Entry)
		if (batch.length < AT_ONCE && text.length < LARGE_LINE) continue
		yield batch
		batch = []
	}
	if (batch.length > 0) yield batch
}

interface Line {
	readonly text: string
	readonly number: number
}

const LINE_FEED = 10

/** Only line feeds end a line: texts may hold other separators. Throws where the last line has none. */
async function* linesOf(file: string): AsyncGenerator<Line> {
	let number = 0
	let rest: Buffer[] = []
	for await (const chunk of chunksOf(file)) {
		let from = 0
		for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
			rest.push(chunk.subarray(from, to))
			yield { text: Buffer.concat(rest).toString('utf8'), number: (number += 1) }
			rest = []
			from = to + 1
		}
		if (from < chunk.length) rest.push(chunk.subarray(from))
	}
	if (rest.length > 0) throw refusal(file, number + 1, 'the line is cut off')
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) yield chunk as Buffer
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		throw new AppError('bad-input', `${file} cannot be read (${code})`, { cause: error })
	}
}
