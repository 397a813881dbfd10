import type { FileHandle } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import { apply, emptyData, type Operation, type StoreData } from './data.ts'
import { replaceFile, sizeOf } from './disk.ts'
import { damaged, eachLine, type Line, seal, unseal } from './lines.ts'

const FORMAT = 'loopdesk-snapshot-1'
const END = 'end'
/** Written at a time; turning that much into JSON takes about a millisecond, and other work goes on between. */
const CHUNK_CHARACTERS = 128 * 1024
const ITEMS_PER_LINE = 50

/**
 * lowdb's door to the disk: the whole state as lines of JSON, replaced as one. While it is written, commits go on and change the
 * data; that is harmless, for the journals from `position` on are replayed over it, and doing an operation again changes nothing.
 */
export function createSnapshotAdapter(file: string): Adapter<StoreData> {
	return {
		async read() {
			return (await sizeOf(file)) === 0 ? null : readSnapshot(file)
		},
		async write(data) {
			await replaceFile(file, (handle) => writeLines(handle, linesOf(data)))
		},
	}
}

async function readSnapshot(file: string): Promise<StoreData> {
	const data = emptyData()
	let lines = 0
	let isComplete = false
	await eachLine(file, (line) => {
		const content = line.isWhole && !isComplete ? unseal(line.bytes) : undefined
		if (content === undefined) throw damaged(file, line.number, 'the snapshot is not as it was written')
		if (content[0] === END) isComplete = content[1] === lines
		else if (lines === 0) data.position = readHead(file, content)
		else take(file, line, data, content)
		lines += 1
	})
	if (!isComplete) throw damaged(file, lines + 1, 'the end of the snapshot is missing')
	return data
}

function readHead(file: string, content: unknown[]): StoreData['position'] {
	const [format, generation, record] = content
	if (format !== FORMAT || typeof generation !== 'number' || typeof record !== 'number') {
		throw damaged(file, 1, `not a snapshot of the format ${FORMAT}`)
	}
	return { generation, record }
}

function take(file: string, line: Line, data: StoreData, content: unknown[]): void {
	try {
		apply(data, content as unknown as Operation)
	} catch (error) {
		throw damaged(file, line.number, error instanceof Error ? error.message : 'unknown content', error)
	}
}

function* linesOf(data: StoreData): Generator<string> {
	yield JSON.stringify([FORMAT, data.position.generation, data.position.record])
	for (const [collection, values] of Object.entries(data.values)) {
		for (const [key, value] of values) yield JSON.stringify([collection, key, value])
	}
	for (const [collection, lists] of Object.entries(data.lists)) {
		for (const [key, list] of lists) yield* linesOfList(collection, key, list)
	}
}

function* linesOfList(collection: string, key: string, list: readonly unknown[]): Generator<string> {
	for (let start = 0; start < list.length; start += ITEMS_PER_LINE) {
		yield JSON.stringify([collection, key, start + 1, list.slice(start, start + ITEMS_PER_LINE)])
	}
}

async function writeLines(handle: FileHandle, contents: Iterable<string>): Promise<void> {
	let chunk = ''
	let lines = 0
	for (const content of contents) {
		chunk += seal(content.slice(1))
		lines += 1
		if (chunk.length < CHUNK_CHARACTERS) continue
		await handle.appendFile(chunk)
		chunk = ''
	}
	await handle.appendFile(chunk + seal(`"${END}",${lines}]`))
}
