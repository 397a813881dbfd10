import type { FileHandle } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import { apply, emptyData, gap, isList, type Operation, type StoreData, type ValueName } from './data.ts'
import { type Disk, realDisk, replaceFile, sizeOf } from './disk.ts'
import { createLineWriter, type LineWriter } from './line-writer.ts'
import { damaged, eachLine, isSealed, type Line, type Span, unseal } from './lines.ts'
import { type RestingLine, restingLine } from './resting-line.ts'
import { snapshotLines } from './snapshot-lines.ts'
import type { Table } from './table.ts'
import type { TicketFacts } from './ticket-facts.ts'

const FORMAT = 'loopdesk-snapshot-3'
/** The same with fewer lines that rest, or none; they are read, and the next snapshot is of the newest format. */
const EARLIER_FORMATS: readonly unknown[] = ['loopdesk-snapshot-1', 'loopdesk-snapshot-2']
const END = 'end'
/** So much goes to the disk at a time: a commit that is synced meanwhile waits for that much, not for the whole snapshot. */
const SYNC_BYTES = 2 * 1024 * 1024

export interface SnapshotOptions {
	readonly disk?: Disk
	/** Called after each part that went to the disk: the snapshot goes on when it resolves. */
	readonly pause?: (() => Promise<void>) | undefined
}

/**
 * lowdb's door to the disk: the whole state as lines of JSON, replaced as one. While it is written, commits go on and change the
 * data; that is harmless, for the journals from `position` on are replayed over it, and doing an operation again changes nothing.
 */
export function createSnapshotAdapter(file: string, { disk = realDisk, pause }: SnapshotOptions = {}): Adapter<StoreData> {
	return {
		async read() {
			return (await sizeOf(file)) === 0 ? null : readSnapshot(file)
		},
		async write(data) {
			const writer = createLineWriter()
			await replaceFile(file, (handle) => writeSnapshot({ handle, disk, writer, pause }, data), disk)
		},
	}
}

async function readSnapshot(file: string): Promise<StoreData> {
	const data = emptyData()
	let lines = 0
	let isComplete = false
	await eachLine(file, (line) => {
		if (!line.isWhole || isComplete || !isSealed(line)) throw notAsWritten(file, line)
		const resting = lines > 0 ? restingLine(line) : undefined
		const content = resting === undefined ? unseal(line) : undefined
		if (resting !== undefined) checked(file, line, () => rest(data, resting))
		else if (content === undefined) throw notAsWritten(file, line)
		else if (content[0] === END) isComplete = content[1] === lines
		else if (lines === 0) data.position = readHead(file, content)
		else checked(file, line, () => apply(data, content as unknown as Operation))
		lines += 1
	})
	if (!isComplete) throw damaged(file, lines + 1, 'the end of the snapshot is missing')
	return data
}

function notAsWritten(file: string, line: Line): Error {
	return damaged(file, line.number, 'the snapshot is not as it was written')
}

function readHead(file: string, content: unknown[]): StoreData['position'] {
	const [format, generation, record] = content
	const isKnown = format === FORMAT || EARLIER_FORMATS.includes(format)
	if (!isKnown || typeof generation !== 'number' || typeof record !== 'number') {
		throw damaged(file, 1, `not a snapshot of the format ${FORMAT}`)
	}
	return { generation, record }
}

function checked(file: string, line: Line, take: () => void): void {
	try {
		take()
	} catch (error) {
		throw damaged(file, line.number, error instanceof Error ? error.message : 'unknown content', error)
	}
}

/** What stands behind the key: facts of a ticket; place and count of items. */
type More = readonly unknown[]

function rest(data: StoreData, { head, body }: RestingLine): void {
	const [collection, entries, ...more] = head as [string, string | readonly [string, number, ...More][], ...More]
	// Earlier formats have one in each line.
	if (typeof entries === 'string') return restOne(data, [collection, entries, more], body)
	let start = body.start
	for (const [key, length, ...ofThis] of entries) {
		restOne(data, [collection, key, ofThis], { bytes: body.bytes, start, end: start + length })
		start += length + 1
	}
}

function restOne(data: StoreData, [collection, key, more]: [string, string, More], body: Span): void {
	if (isList(collection)) {
		const inside = { bytes: body.bytes, start: body.start + 1, end: body.end - 1 }
		const [place, count] = more as [number, number]
		if (!data.lists[collection].putResting(key, place, count, inside)) throw gap(collection, key, place)
		return
	}
	const table = data.values[collection as ValueName] as Table | undefined
	if (table === undefined) throw new Error(`unknown collection ${collection}`)
	const number = table.set(key, [body])
	if (collection === 'tickets') data.facts[number] = more[0] as TicketFacts
}

interface SnapshotWriting {
	readonly handle: FileHandle
	readonly disk: Disk
	readonly writer: LineWriter
	readonly pause: SnapshotOptions['pause']
}

async function writeSnapshot({ handle, disk, writer, pause }: SnapshotWriting, data: StoreData): Promise<void> {
	let place = 0
	let synced = 0
	const write = async (chunk: Buffer) => {
		await disk.write(handle, chunk, place)
		place += chunk.length
		if (place - synced < SYNC_BYTES) return
		await disk.sync(handle)
		synced = place
		await pause?.()
	}
	writer.add(`"${FORMAT}",${data.position.generation},${data.position.record}]`)
	let lines = 1
	for (const _ of snapshotLines(data, writer)) {
		lines += 1
		const chunk = writer.filled()
		if (chunk !== undefined) await write(chunk)
	}
	writer.add(`"${END}",${lines}]`)
	const last = writer.filled(true)
	if (last !== undefined) await write(last)
}
